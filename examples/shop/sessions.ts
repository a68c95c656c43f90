// Who has which basket: sessions in memory behind one essential cookie, which is set when something is put in it.
import { randomBytes } from 'node:crypto';
import type { Line } from './cart.ts';
import type { Address, PaymentType, ShippingMethod } from './checkout.ts';
import type { Push } from './datalayer.ts';

export interface Order {
  number: string;
  lines: readonly Line[];
  address: Address;
  shipping: ShippingMethod;
  payment: PaymentType;
}

export interface Session {
  id: string;
  lines: readonly Line[];
  address?: Address;
  shipping?: ShippingMethod;
  order?: Order;
  /** Pushes that the next page carries, because what caused them ended in a redirect. */
  pushes: Push[];
}

const cookieName = 'feldweg_session';
const maxSessions = 10_000;

export interface Sessions {
  find(cookieHeader: string | undefined): Session | undefined;
  create(): Session;
  toCookie(session: Session): string;
}

const readCookie = (header: string | undefined) =>
  header
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${cookieName}=`))
    ?.slice(cookieName.length + 1);

export const createSessions = (): Sessions => {
  const sessions = new Map<string, Session>();
  return {
    find: (cookieHeader) => sessions.get(readCookie(cookieHeader) ?? ''),
    create: () => {
      const session: Session = { id: randomBytes(18).toString('base64url'), lines: [], pushes: [] };
      sessions.set(session.id, session);
      // A Map keeps its order of insertion: the first one is the oldest.
      if (sessions.size > maxSessions) sessions.delete(sessions.keys().next().value as string);
      return session;
    },
    toCookie: ({ id }) => `${cookieName}=${id}; Path=/; HttpOnly; SameSite=Lax; Max-Age=86400`,
  };
};

// Collected data outlives a restart, so a number must never come again: six characters out of 31 beside the day.
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** `FW-261121-7KQ2MX`. */
export const createOrderNumber = (now: Date): string => {
  const day = now.toISOString().slice(2, 10).replaceAll('-', '');
  const code = [...randomBytes(6)].map((byte) => alphabet[byte % alphabet.length]).join('');
  return `FW-${day}-${code}`;
};
