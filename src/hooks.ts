// Who listens in, and telling them. The browser's own event target keeps one listener's error from the others and from us.
import type { TrackerHooks } from './types.ts';

type HookName = keyof TrackerHooks;

export interface Hooks {
  on<Hook extends HookName>(hook: Hook, listener: (detail: TrackerHooks[Hook]) => void): () => void;
  emit<Hook extends HookName>(hook: Hook, detail: TrackerHooks[Hook]): void;
}

/** @param isDebugged repeats everything to the console */
export const createHooks = (isDebugged?: boolean): Hooks => {
  const target = new EventTarget();
  return {
    on(hook, listener) {
      const hear = (event: Event) => listener((event as CustomEvent).detail);
      target.addEventListener(hook, hear);
      return () => target.removeEventListener(hook, hear);
    },
    emit(hook, detail) {
      // biome-ignore lint/suspicious/noConsole: asked for by the owner
      if (isDebugged) console.debug('[etappe]', hook, detail);
      target.dispatchEvent(new CustomEvent(hook, { detail }));
    },
  };
};
