// Something that is planned once at a time, and can be called off.

export interface Timer {
  /** Does nothing while it is planned already. */
  plan(afterMs: number): void;
  cancel(): void;
}

export const createTimer = (action: () => void): Timer => {
  let handle: ReturnType<typeof setTimeout> | undefined;
  const cancel = () => {
    clearTimeout(handle);
    handle = undefined;
  };
  return {
    plan(afterMs) {
      handle ??= setTimeout(() => {
        cancel();
        action();
      }, afterMs);
    },
    cancel,
  };
};
