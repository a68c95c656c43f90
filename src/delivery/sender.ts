// One batch to the collector, and what its answer means; an answer that comes after everything was forgotten means nothing.
import type { Batch } from './batch.ts';
import { type Answer, decideFate, type Fate } from './retry.ts';
import type { Transport } from './transport.ts';

export interface Sender {
  /** @returns nothing when everything was forgotten before the answer came */
  send(batch: Batch): Promise<Fate | undefined>;
  forget(): void;
}

export const createSender = ({ post }: Transport, toBody: (batch: Batch) => string): Sender => {
  let attempt = 0;
  /** Rises when everything is forgotten, so that late answers know it. */
  let era = 0;
  return {
    async send(batch) {
      const sentIn = era;
      // A body that cannot be made, by an encoder that throws, is as good as refused.
      let answer: Answer = { status: 400 };
      try {
        answer = await post(toBody(batch));
      } catch {}
      if (sentIn !== era) return undefined;
      const fate = decideFate(answer, ++attempt, Math.random(), Date.now());
      if (!fate.retryMs) attempt = 0;
      return fate;
    },
    forget() {
      era++;
    },
  };
};
