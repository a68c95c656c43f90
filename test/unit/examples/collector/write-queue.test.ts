// @vitest-environment node
import { expect, it } from 'vitest';
import { createWriteQueue } from '../../../../examples/collector/write-queue.ts';

it('puts what arrives together into one write, and answers when it is done', async () => {
  const writes: (readonly number[])[] = [];
  const queue = createWriteQueue<number>({
    write: async (jobs) => void writes.push(jobs),
    gatherMs: 1,
    maxWaiting: 10,
  });
  await Promise.all([queue.add(1), queue.add(2), queue.add(3)]);
  expect(writes).toEqual([[1, 2, 3]]);
});

it('does not answer before the write has settled', async () => {
  let finishWrite = () => {};
  const writing = new Promise<void>((resolve) => {
    finishWrite = resolve;
  });
  const queue = createWriteQueue<number>({ write: () => writing, gatherMs: 0, maxWaiting: 10 });
  let isAnswered = false;
  const answer = queue.add(1).then(() => {
    isAnswered = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(isAnswered).toBe(false);
  finishWrite();
  await answer;
});

it('counts as waiting what is being written, until it is durable', async () => {
  const waitingAtWrite: number[] = [];
  const queue = createWriteQueue<number>({
    write: async () => void waitingAtWrite.push(queue.waiting()),
    gatherMs: 0,
    maxWaiting: 10,
  });
  await Promise.all([queue.add(1), queue.add(2)]);
  await queue.close();
  expect(waitingAtWrite).toEqual([2]);
  expect(queue.waiting()).toBe(0);
});

it('lets one bad job fail alone', async () => {
  const write = async (jobs: readonly string[]) => {
    if (jobs.includes('bad')) throw new Error('refused');
  };
  const queue = createWriteQueue<string>({ write, gatherMs: 1, maxWaiting: 10 });
  const results = await Promise.allSettled([queue.add('good'), queue.add('bad'), queue.add('fine')]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

it('refuses when too much is waiting, and after closing', async () => {
  const queue = createWriteQueue<number>({ write: async () => undefined, gatherMs: 1, maxWaiting: 1 });
  const first = queue.add(1);
  await expect(queue.add(2)).rejects.toThrow('Too much');
  await first;
  await queue.close();
  await expect(queue.add(3)).rejects.toThrow('closing');
});

it('writes what is waiting before it is closed', async () => {
  const written: number[] = [];
  const queue = createWriteQueue<number>({
    write: async (jobs) => void written.push(...jobs),
    gatherMs: 1,
    maxWaiting: 9,
  });
  const answers = [queue.add(1), queue.add(2)];
  await queue.close();
  expect(written).toEqual([1, 2]);
  await Promise.all(answers);
});
