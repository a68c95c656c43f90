// Which part of the data a question is about.
import type { Bindings } from '../store.ts';

export interface Scope {
  /** The shop's key; all shops when left out. */
  site?: string | undefined;
  /** Epoch milliseconds of this machine. */
  now: number;
  /** Received at or after this, in epoch milliseconds. @default everything */
  since?: number | undefined;
  /** Received before this. @default everything */
  until?: number | undefined;
  device?: string | undefined;
  /** One of GA4's channel names. */
  channel?: string | undefined;
  campaign?: string | undefined;
  /** Count robots too. @default false */
  bots?: boolean | undefined;
}

/** A visit that was heard of so lately is still going on: it has not left yet. */
export const presentMs = 3 * 60_000;

/** The condition for a table with `site` and `received_at`: shop and time, which hold for whatever is received. */
export const isReceived = `received_at >= $since AND received_at < $until AND ($site::VARCHAR IS NULL OR site = $site)`;

export const toReceivedBindings = ({ site, since = 0, until = Number.MAX_SAFE_INTEGER }: Scope): Bindings => ({
  site: site ?? null,
  since,
  until,
});

export const toBindings = (scope: Scope): Bindings => ({
  ...toReceivedBindings(scope),
  device: scope.device ?? null,
  channel: scope.channel ?? null,
  campaign: scope.campaign ?? null,
  with_bots: scope.bots ? 1 : 0,
  present_since: scope.now - presentMs,
});
