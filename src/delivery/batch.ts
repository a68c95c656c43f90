// Which waiting events travel together: those of one visit, in their order.
import type { StampedEvent } from '../wire/encode.ts';
import { createId } from '../wire/id.ts';

export interface Batch {
  /** Kept when the batch is sent again. */
  id: string;
  stamped: readonly StampedEvent[];
}

/** About 15 KB of shop events. */
export const maxBatchEvents = 50;

/** @param waiting at least one event */
export const nextBatch = (waiting: readonly StampedEvent[], maxEvents = maxBatchEvents): Batch => {
  const visit = waiting[0]?.identity?.session?.id;
  const other = waiting.findIndex(({ identity }) => identity?.session?.id !== visit);
  return { id: createId(), stamped: waiting.slice(0, Math.min(other < 0 ? maxEvents : other, maxEvents)) };
};
