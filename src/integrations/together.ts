// Several undos as one.
import type { Undo } from '../browser/listen.ts';

export const together =
  (...undos: readonly (Undo | undefined)[]): Undo =>
  () => {
    for (const undo of undos) undo?.();
  };
