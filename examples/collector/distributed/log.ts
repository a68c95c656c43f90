// The way to the replicated log: NATS JetStream, one stream for each shard.
import { type JetStreamClient, type JetStreamManager, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, millis } from '@nats-io/transport-node';
import type { Sink } from '../sink.ts';
import { createLogSink } from './log-sink.ts';
import type { LogSettings } from './settings.ts';

export const streamOf = (name: string, shard: number) => `${name}-${shard}`;
export const subjectOf = (name: string, shard: number) => `${name}.${shard}`;

export interface Log {
  client: JetStreamClient;
  manager: JetStreamManager;
  /** Resolves when what was published and acknowledged has left this machine. */
  close(): Promise<void>;
}

const openingMs = 60_000;

/** Tries for a minute: a cluster that is starting has no leader yet and refuses everything. */
export const insist = async <Result>(attempt: () => Promise<Result>): Promise<Result> => {
  const giveUpAt = Date.now() + openingMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
};

/** Connects to any of the nodes. Makes nothing: streams.ts does, once. */
export const openLog = async ({ urls, token }: LogSettings): Promise<Log> => {
  const connection = await insist(() =>
    connect({
      servers: [...urls],
      ...(token && { token }),
      // A node that is gone for an hour is no reason to end; one that hangs is left after ten seconds.
      maxReconnectAttempts: -1,
      reconnectTimeWait: 200,
      pingInterval: 5_000,
      maxPingOut: 2,
    }),
  );
  return {
    client: jetstream(connection),
    manager: await jetstreamManager(connection, { checkAPI: false }),
    // Without a connection there is nothing to wait for.
    close: () => connection.drain().catch(() => connection.close()),
  };
};

/** Replicas answer their leader every second (raft.go, hbInterval); three missed answers are no accident. */
const silentMs = 3_000;

/**
 * A leader that has lost its followers goes on answering for its stream, for twelve seconds and more (seen with NATS
 * 2.9.10), and takes nothing.
 */
const checkShard = async ({ manager }: Log, stream: string) => {
  const replicas = (await manager.streams.info(stream)).cluster?.replicas ?? [];
  const following = replicas.filter(({ active }) => millis(active) < silentMs).length;
  if (following + 1 <= (replicas.length + 1) / 2) throw new Error(`The leader of ${stream} has no majority`);
};

/** A sink that leads into the log. Its `check` rejects while a shard has no leader with a majority behind it. */
export const openLogSink = async (settings: LogSettings): Promise<Sink> => {
  const { name, shards, patienceMs } = settings;
  const log = await openLog(settings);
  return createLogSink({
    publish: async (shard, key, message, timeoutMs) => {
      const { duplicate, seq } = await log.client.publish(subjectOf(name, shard), message, {
        msgID: key,
        timeout: timeoutMs,
      });
      return { isDuplicate: duplicate, sequence: seq };
    },
    check: async () => {
      for (let shard = 0; shard < shards; shard += 1) await checkShard(log, streamOf(name, shard));
    },
    close: log.close,
    shards,
    patienceMs,
  });
};
