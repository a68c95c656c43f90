// The entry point `etappe/wire`: what a collector needs to read batches. Runs in Node, workers and browsers.
export { type Decoded, decodeBatch, type FlatEvent } from './decode.ts';
export {
  type Arrival,
  createLedger,
  type Ledger,
  type LedgerOptions,
  type MissingRange,
  type PageGaps,
} from './ledger.ts';
export * from './schema.ts';
