// Many senders at once, each of which behaves like the browser's: what is not answered with 204 is sent again.
import type { WireBatch } from 'etappe/wire';

export interface LoadOptions {
  batches: readonly WireBatch[];
  /** Of collectors. A batch that failed goes to the next one, as behind a balancer. */
  urls: readonly string[];
  senders: number;
  /** Every so many batches are sent twice at once, to two collectors. `0`: none. */
  doubleEvery?: number;
}

export interface Load {
  answered(): number;
  /** Answers that were no 204, and requests without any. */
  failures(): ReadonlyMap<string, number>;
  /** Longest time between two answers of 204, in milliseconds. */
  longestGapMs(): number;
  /** Resolves when every batch was answered with 204. */
  done: Promise<void>;
}

const answerTimeoutMs = 15_000;

const postBody = async (body: string, url: string): Promise<string> => {
  try {
    const response = await fetch(`${url}/e`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'text/plain;charset=UTF-8' },
      signal: AbortSignal.timeout(answerTimeoutMs),
    });
    await response.arrayBuffer();
    return String(response.status);
  } catch {
    return 'no answer';
  }
};

/** @returns the status, or `no answer` */
export const postBatch = (batch: WireBatch, url: string): Promise<string> => postBody(JSON.stringify(batch), url);

export const startLoad = ({ batches, urls, senders, doubleEvery = 0 }: LoadOptions): Load => {
  const failures = new Map<string, number>();
  const bodies = batches.map((batch) => JSON.stringify(batch));
  let next = 0;
  let answered = 0;
  let lastAnswerAt = Date.now();
  let longestGapMs = 0;

  const post = async (body: string, url: string): Promise<boolean> => {
    const outcome = await postBody(body, url);
    if (outcome !== '204') failures.set(outcome, (failures.get(outcome) ?? 0) + 1);
    return outcome === '204';
  };

  const deliver = async (body: string, first: number) => {
    for (let turn = first; !(await post(body, urls[turn % urls.length] as string)); turn += 1) {
      // Sooner than Retry-After asks: a test has no time to lose.
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };

  const send = async () => {
    while (next < bodies.length) {
      const index = next;
      next += 1;
      const body = bodies[index] as string;
      const isDouble = doubleEvery > 0 && index % doubleEvery === 0;
      await Promise.all([deliver(body, index), ...(isDouble ? [deliver(body, index + 1)] : [])]);
      answered += 1;
      const now = Date.now();
      longestGapMs = Math.max(longestGapMs, now - lastAnswerAt);
      lastAnswerAt = now;
    }
  };

  return {
    answered: () => answered,
    failures: () => failures,
    longestGapMs: () => longestGapMs,
    done: Promise.all(Array.from({ length: senders }, send)).then(() => undefined),
  };
};
