// The npm entry: createTracker and the public types. Importing it does nothing.
export { createTracker } from './tracker.ts';
export type * from './types.ts';
