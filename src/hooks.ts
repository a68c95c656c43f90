// Who listens in, and telling them. One listener's error reaches neither the others nor us.
import type { TrackerHooks } from './types.ts';

type HookName = keyof TrackerHooks;

export interface Hooks {
  /** @param known what the listener is told at once */
  on<Hook extends HookName>(
    hook: Hook,
    listener: (detail: TrackerHooks[Hook]) => void,
    known?: TrackerHooks[Hook] | undefined,
  ): () => void;
  emit<Hook extends HookName>(hook: Hook, detail: TrackerHooks[Hook]): void;
}

/**
 * @param report takes what a listener throws
 * @param isDebugged repeats everything to the console
 */
export const createHooks = (report: (error: unknown) => void, isDebugged?: boolean): Hooks => {
  // Not an EventTarget, which wants an event made for each call, heard or not.
  const listeners = new Set<(hook: HookName, detail: unknown) => void>();
  return {
    on(hook, listener, known) {
      const hear = (name: HookName, detail: unknown) => {
        try {
          if (name === hook) listener(detail as never);
        } catch (error) {
          report(error);
        }
      };
      if (known) hear(hook, known);
      listeners.add(hear);
      return () => listeners.delete(hear);
    },
    emit(hook, detail) {
      // biome-ignore lint/suspicious/noConsole: asked for by the owner
      if (isDebugged) console.debug('[etappe]', hook, detail);
      for (const hear of [...listeners]) hear(hook, detail);
    },
  };
};
