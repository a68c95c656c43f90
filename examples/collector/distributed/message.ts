// One batch as a message of the log: what arrived, when, and the key by which the log knows it again.
import { createHash } from 'node:crypto';
import { decodeBatch, type WireBatch } from 'etappe/wire';
import type { Receipt } from '../rows.ts';
import type { Arrival, Sender } from '../sink.ts';

interface Message {
  received_at: number;
  sender?: Sender | undefined;
  batch: WireBatch;
}

export interface ReadMessage {
  arrival: Arrival;
  receipt: Receipt;
}

/**
 * Site, batch and number of events, as the embedded store knows a batch again. Hashed, because the key travels in a
 * header, and the three come from outside: a line break in one would make a header of its own.
 */
export const keyOf = ({ batch: { site, batch, events } }: Pick<Arrival, 'batch'>): string =>
  createHash('sha256')
    .update(JSON.stringify([site, batch, events.length]))
    .digest('base64url');

/** The shard of a key: the same one whenever the batch is sent again, wherever it arrives. */
export const shardOf = (key: string, shards: number): number => Buffer.from(key, 'base64url').readUInt32BE(0) % shards;

/** The batch as it was sent: its rows have 2.5 to 4 times the bytes, and a later column can be filled from it. */
export const toMessage = ({ batch, sender }: Arrival, receivedAt: number): string => {
  const message: Message = { received_at: receivedAt, sender, batch };
  return JSON.stringify(message);
};

/** `undefined` for what no collector wrote: the log is a door too. */
export const fromMessage = (text: string): ReadMessage | undefined => {
  try {
    const { received_at: receivedAt, sender, batch } = JSON.parse(text) as Message;
    const decoded = decodeBatch(batch);
    if (!decoded.ok || !Number.isSafeInteger(receivedAt)) return undefined;
    return { arrival: { ...decoded, sender }, receipt: { receivedAt, sender } };
  } catch {
    return undefined;
  }
};
