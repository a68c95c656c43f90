// The streams of the log and the workers' place in them, as they are made once.
import {
  AckPolicy,
  DeliverPolicy,
  DiscardPolicy,
  JetStreamApiCodes,
  JetStreamApiError,
  type JetStreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { insist, streamOf, subjectOf } from './log.ts';
import type { LogSettings, WorkerSettings } from './settings.ts';

/** The server's own default. A batch that comes again later is kept twice in the log and once in the store. */
const knownAgainMs = 2 * 60_000;

const isMissing = (error: unknown) =>
  error instanceof JetStreamApiError &&
  (error.code === JetStreamApiCodes.StreamNotFound || error.code === JetStreamApiCodes.ConsumerNotFound);

const makeIfMissing = async (ask: () => Promise<unknown>, make: () => Promise<unknown>) => {
  try {
    await ask();
  } catch (error) {
    if (!isMissing(error)) throw error;
    await make();
  }
};

const ensureStream = (manager: JetStreamManager, { name, replicas, keepMs, maxBytes }: LogSettings, shard: number) => {
  const stream = streamOf(name, shard);
  return makeIfMissing(
    () => manager.streams.info(stream),
    () =>
      manager.streams.add({
        name: stream,
        subjects: [subjectOf(name, shard)],
        num_replicas: replicas,
        storage: StorageType.File,
        // Kept by age, not until read: the last days can be read again into a new or mended store.
        retention: RetentionPolicy.Limits,
        max_age: nanos(keepMs),
        max_bytes: maxBytes,
        // A full log refuses the newest, whose sender still has it. The default drops the oldest, which was promised.
        discard: DiscardPolicy.New,
        duplicate_window: nanos(knownAgainMs),
      }),
  );
};

const ensureReader = (
  manager: JetStreamManager,
  stream: string,
  reader: string,
  { acknowledgeWithinMs }: WorkerSettings,
) =>
  makeIfMissing(
    () => manager.consumers.info(stream, reader),
    () =>
      manager.consumers.add(stream, {
        durable_name: reader,
        ack_policy: AckPolicy.Explicit,
        deliver_policy: DeliverPolicy.All,
        ack_wait: nanos(acknowledgeWithinMs),
        max_ack_pending: 50_000,
      }),
  );

/**
 * Makes what is missing and leaves alone what is there. Run it once, by one process: a stream's name that is given
 * twice, at once or after a deletion, has left replicas behind their leader (seen with NATS 2.9.10).
 */
export const ensureStreams = async (
  manager: JetStreamManager,
  log: LogSettings,
  worker: WorkerSettings,
): Promise<void> => {
  for (let shard = 0; shard < log.shards; shard += 1) {
    await insist(() => ensureStream(manager, log, shard));
    await insist(() => ensureReader(manager, streamOf(log.name, shard), log.reader, worker));
  }
};
