// Whose requests are counted together, without keeping whose they are: addresses become keyed hashes.
import { createHmac, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * The sender's address.
 * @param trustedProxies so many proxies stand in front and append to X-Forwarded-For. What is further left than they
 *   wrote was written by the sender and can be anything.
 */
export const addressOf = ({ headers, socket }: IncomingMessage, trustedProxies: number): string => {
  const header = headers['x-forwarded-for'];
  const forwarded = (Array.isArray(header) ? header.join() : (header ?? '')).split(',').map((entry) => entry.trim());
  return (trustedProxies > 0 && forwarded.at(-trustedProxies)) || (socket.remoteAddress ?? '');
};

/** An IPv6 address cut to its first 64 bits: providers give a whole /64 to one customer. Others as they are. */
export const toNetwork = (address: string): string => {
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
  if (!plain.includes(':')) return plain;
  const [start = '', end] = plain.split('::');
  const first = start ? start.split(':') : [];
  const last = end ? end.split(':') : [];
  const gap = end === undefined ? [] : Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0');
  const groups = [...first, ...gap, ...last].slice(0, 4);
  return groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':');
};

/** Turns addresses into keys that nobody can turn back: the secret is made at the start and never leaves the process. */
export const createAddressKeys = (): ((address: string) => string) => {
  const secret = randomBytes(32);
  return (address) => createHmac('sha256', secret).update(toNetwork(address)).digest('base64url').slice(0, 16);
};
