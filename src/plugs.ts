// What is plugged in from outside, and pulling it out again.
import type { Undo } from './browser/listen.ts';

export interface Plugs {
  /** @param start somebody else's code: its errors are reported, and stop nothing */
  add(start: () => Undo | undefined): Undo;
  removeAll(): void;
}

export const createPlugs = (report: (error: unknown) => void): Plugs => {
  const cleanups = new Set<Undo>();
  const attempt = <Result>(action: () => Result): Result | undefined => {
    try {
      return action();
    } catch (error) {
      report(error);
      return undefined;
    }
  };
  return {
    add(start) {
      let cleanup: Undo | undefined;
      const undo = () => {
        if (cleanups.delete(undo)) attempt(() => cleanup?.());
      };
      cleanups.add(undo);
      cleanup = attempt(start);
      return undo;
    },
    removeAll() {
      for (const cleanup of cleanups) cleanup();
    },
  };
};
