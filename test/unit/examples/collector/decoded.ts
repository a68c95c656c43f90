// Batches as the store takes them: checked by the published schema, like everything that comes in by HTTP.
import { decodeBatch, type WireBatch } from 'etappe/wire';
import type { DecodedBatch } from '../../../../examples/collector/store.ts';

export const decoded = (batch: WireBatch): DecodedBatch => {
  const result = decodeBatch(JSON.stringify(batch));
  if (!result.ok) throw new Error(result.reason);
  return result;
};
