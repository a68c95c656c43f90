// Where accepted batches go. The embedded store is one sink, a replicated log can be another.
import type { DeviceClass, FlatEvent, WireBatch } from 'etappe/wire';

export interface DecodedBatch {
  batch: WireBatch;
  events: readonly FlatEvent[];
}

/** What is kept of a request's headers. Neither the address nor the user agent itself is. */
export interface Sender {
  /** A robot by its user agent. */
  isBot: boolean;
  /** The device's class by its user agent, beside the one that the page found out. */
  deviceClass: DeviceClass;
}

/** One accepted batch. Without a sender when it did not come by HTTP. */
export interface Arrival extends DecodedBatch {
  sender?: Sender | undefined;
}

export interface Sink {
  /**
   * Resolves when the batch survives the end of this process: `false` when it is known to have been kept before.
   * Rejects when it was not kept, at once when too much is waiting: the sender is then told to come back.
   */
  add(arrival: Arrival): Promise<boolean>;
  /** Batches that were taken and are not durable yet. */
  waiting(): number;
  /** Rejects when nothing could be kept now. */
  check(): Promise<void>;
  /** Takes no more; resolves when what is waiting is durable. */
  close(): Promise<void>;
}
