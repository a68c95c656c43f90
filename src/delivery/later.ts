// What the browser is to send if the page is killed before it can speak for itself.
// https://developer.mozilla.org/en-US/docs/Web/API/Window/fetchLater: Chromium has it.

type LaterWindow = Window & { fetchLater?(url: URL, init: RequestInit): unknown };

export interface Later {
  /** Instead of what was left before. */
  leave(body: string): void;
  cancel(): void;
}

/** @returns nothing where the browser takes nothing for later */
export const createLater = (window: LaterWindow, endpoint: URL): Later | undefined => {
  let controller: AbortController | undefined;
  const cancel = () => {
    controller?.abort();
    controller = undefined;
  };
  return (
    window.fetchLater && {
      cancel,
      leave(body) {
        cancel();
        controller = new AbortController();
        try {
          window.fetchLater?.(endpoint, { method: 'POST', body, mode: 'no-cors', signal: controller.signal });
        } catch {
          // Beyond its quota, or in a frame that may not.
        }
      },
    }
  );
};
