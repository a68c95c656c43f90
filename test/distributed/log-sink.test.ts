// What a collector answers for, whatever the log says or does not say.
import { describe, expect, it, vi } from 'vitest';
import {
  type Acknowledgement,
  createLogSink,
  type LogSinkOptions,
} from '../../examples/collector/distributed/log-sink.ts';
import { keyOf, shardOf } from '../../examples/collector/distributed/message.ts';
import { bouncer } from '../unit/examples/collector/batches.ts';
import { decoded } from '../unit/examples/collector/decoded.ts';

const arrival = decoded(bouncer('one'));
const kept: Acknowledgement = { isDuplicate: false, sequence: 7 };

const createSink = (publish: LogSinkOptions['publish'], more: Partial<LogSinkOptions> = {}) =>
  createLogSink({
    publish,
    shards: 1,
    patienceMs: 1_000,
    check: async () => undefined,
    close: async () => undefined,
    pauseMs: 0,
    ...more,
  });

/** Answers one after the other; an error is a log that did not answer. */
const publishing = (...answers: (Acknowledgement | Error)[]) =>
  vi.fn(async () => {
    const answer = answers.shift();
    if (!answer || answer instanceof Error) throw answer ?? new Error('asked once too often');
    return answer;
  });

/** An answer that comes when the test says so. */
const createAnswer = () => {
  let resolve: (acknowledgement: Acknowledgement) => void = () => undefined;
  const promise = new Promise<Acknowledgement>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
};

describe('a sink that leads into the log', () => {
  it('keeps a batch when the log has agreed on it', async () => {
    const publish = publishing(kept);
    expect(await createSink(publish).add(arrival)).toBe(true);
    expect(publish).toHaveBeenCalledTimes(1);
  });

  it('knows a batch that the log has already', async () => {
    expect(await createSink(publishing({ isDuplicate: true, sequence: 3 })).add(arrival)).toBe(false);
  });

  it('takes no word for it while the log knows the batch and has not agreed on it', async () => {
    const publish = publishing({ isDuplicate: true, sequence: 0 }, { isDuplicate: true, sequence: 0 }, kept);
    expect(await createSink(publish).add(arrival)).toBe(true);
    expect(publish).toHaveBeenCalledTimes(3);
  });

  it('sends again under the same key, and takes its own earlier attempt for no double', async () => {
    const publish = publishing(new Error('no leader'), { isDuplicate: true, sequence: 9 });
    expect(await createSink(publish).add(arrival)).toBe(true);
    const keys = publish.mock.calls.map((call: unknown[]) => call[1]);
    expect(new Set(keys)).toEqual(new Set([keyOf(arrival)]));
  });

  it('gives up when its patience is at an end, with what the log said last', async () => {
    let now = 0;
    const publish = vi.fn(async (): Promise<Acknowledgement> => {
      now += 400;
      throw new Error('no leader');
    });
    await expect(createSink(publish, { now: () => now }).add(arrival)).rejects.toThrow('no leader');
    expect(publish).toHaveBeenCalledTimes(3);
  });

  it('refuses at once what comes on top of what it may hold', async () => {
    const answer = createAnswer();
    const sink = createSink(() => answer.promise, { maxWaiting: 1 });
    const first = sink.add(arrival);
    await expect(sink.add(arrival)).rejects.toThrow('Too much is waiting');
    expect(sink.waiting()).toBe(1);
    answer.resolve(kept);
    expect(await first).toBe(true);
    expect(sink.waiting()).toBe(0);
  });

  it('closes the log only after the last batch has its answer, and takes no more', async () => {
    const answer = createAnswer();
    const close = vi.fn(async () => undefined);
    const sink = createSink(() => answer.promise, { close });
    const first = sink.add(arrival);
    const closed = sink.close();
    await expect(sink.add(arrival)).rejects.toThrow('closing');
    expect(close).not.toHaveBeenCalled();
    answer.resolve(kept);
    await closed;
    expect(await first).toBe(true);
    expect(close).toHaveBeenCalledTimes(1);
  });

  it('sends a batch to the same shard whenever it comes, and different ones to all', async () => {
    const shards = new Set<number>();
    for (let index = 0; index < 200; index += 1) {
      const key = keyOf(decoded(bouncer(`many-${index}`)));
      expect(shardOf(key, 4)).toBe(shardOf(key, 4));
      shards.add(shardOf(key, 4));
    }
    expect([...shards].sort()).toEqual([0, 1, 2, 3]);
  });
});
