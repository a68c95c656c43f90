// Whether what a tab did was allowed at that moment, and what must not be left of it afterwards.
import type { WireBatch } from '../../../src/wire/index.ts';
import { createRules, type Rules, type ToldDecision } from './rules.ts';

/** What a document does with the visitor's device and the network, told at the moment when it does it. */
export type Deed =
  | { kind: 'read'; where: string }
  /** Everything of ours that the place holds after it. */
  | { kind: 'write'; where: string; text: string; lifeMs?: number }
  /** Deleting is always allowed. */
  | { kind: 'forget'; where: string }
  | { kind: 'request'; where: string; body: string };

/** In the landing page's address: what only marketing may keep or send. */
export const clickId = 'SECRET-CLICK';

/** The CNIL's limit: https://www.cnil.fr/en/sheet-ndeg16-use-analytics-your-websites-and-applications */
const maxAgeMs = 395 * 24 * 3_600_000;

/** The judge of one document, from its load to its end. */
export interface Judge {
  rules: Rules;
  /** Before the decision is handed to the tracker. */
  decide(decision: ToldDecision, now: number): void;
  /** Another tab has deleted what the tabs share. */
  overhear(now: number): void;
  /** The tracker was stopped: it hears of no other tab any more, and what it was told here still holds. */
  stop(): void;
  /** A mark that an event carries from now on, so that it is known in a batch. */
  mark(): string;
  see(deed: Deed): void;
}

export interface Court {
  open(options: { isAnonymous: boolean; isSignalling: boolean }): Judge;
  /** What was not allowed, in words. */
  breaches: string[];
  /** Ids and numbers of before must never be met again: to be called when no tab has a grant and nothing is stored. */
  forgetAll(): void;
}

export const createCourt = (): Court => {
  const breaches: string[] = [];
  /** Ids of times that are over for everybody. */
  const burntForAll = new Set<string>();
  const known = new Set<string>();
  const births = new Map<string, number>();
  let marks = 0;

  return {
    breaches,
    forgetAll() {
      for (const id of known) burntForAll.add(id);
    },
    open({ isAnonymous, isSignalling }) {
      const rules = createRules(isSignalling);
      /** Ids that this document has used, and those that it must not use again. */
      const used = new Set<string>();
      const burnt = new Set<string>();
      /** Events that are open, and those that must never leave. */
      let waiting: string[] = [];
      let isStopped = false;
      const forbidden = new Set<string>();
      /** Nothing that happened before it may be sent. */
      let cleanSince = 0;

      const breach = (words: string, detail: unknown = '') => {
        breaches.push(
          `${words} (analytics ${rules.permission('analytics')}, marketing ${rules.permission('marketing')}) ${detail}`,
        );
      };

      const checkId = (id: string | undefined) => {
        if (!id) return;
        if (burnt.has(id) || burntForAll.has(id)) breach('an id of a time that is over', id);
        used.add(id);
        // Without a grant, a page view's number stands for nobody.
        if (rules.has('analytics')) known.add(id);
      };

      const checkBirth = ({ id, since }: { id: string; since: number }, at: number) => {
        const birth = births.get(id) ?? since;
        births.set(id, birth);
        if (birth !== since) breach('a visitor whose id was made at two times', id);
        if (at - birth >= maxAgeMs) breach('a visitor older than 13 months', id);
      };

      const checkText = (text: string) => {
        if (text.includes(clickId) && !rules.has('marketing')) breach('a click id without marketing');
      };

      const checkBatch = (batch: WireBatch) => {
        const { visitor, session, source, pages, events, consent } = batch;
        const isGranted = rules.has('analytics');
        if (!isGranted && !isAnonymous) breach('a request without a grant');
        for (const purpose of ['analytics', 'marketing'] as const) {
          if (consent[purpose] !== rules.permission(purpose))
            breach(`a batch that says ${purpose} ${consent[purpose]}`);
        }
        if (consent.id && !isGranted) breach('a refusal with the id of its record', consent.id);
        for (const id of [visitor?.id, session?.id, batch.batch, ...Object.keys(pages)]) checkId(id);
        if (visitor) for (const { at } of events) checkBirth(visitor, at);
        for (const { name, at, params } of events) {
          const mark = params?.mark as string | undefined;
          if (mark && forbidden.has(mark)) breach('an event that was dropped for good', `${name} ${mark}`);
          if (at < cleanSince && !isAnonymous) breach('an event of a time that is over', name);
        }
        if (!isGranted && (visitor || session || source || /\?/.test(JSON.stringify(pages)))) {
          breach('an anonymous batch with more than it may have', JSON.stringify(batch));
        }
      };

      const settle = (hadGrant: boolean, now: number) => {
        const isDenied = rules.permission('analytics') === 'denied';
        if (hadGrant && !rules.has('analytics')) {
          for (const id of used) burnt.add(id);
        }
        if (isDenied || (hadGrant && !rules.has('analytics'))) {
          cleanSince = now;
          if (!isAnonymous) for (const mark of waiting) forbidden.add(mark);
          waiting = [];
        }
      };

      const change = (how: () => void, now: number) => {
        const hadGrant = rules.has('analytics');
        how();
        settle(hadGrant, now);
      };

      return {
        rules,
        decide: (decision, now) => change(() => rules.tell(decision, now), now),
        overhear(now) {
          // Without a grant there is nothing to withdraw.
          if (rules.has('analytics') && !isStopped) change(() => rules.overhear(now), now);
        },
        stop() {
          isStopped = true;
        },
        mark() {
          const mark = `mark-${++marks}`;
          if (rules.permission('analytics') === 'denied' && !isAnonymous) forbidden.add(mark);
          else waiting.push(mark);
          return mark;
        },
        see(deed) {
          if (deed.kind === 'forget') return;
          if (deed.kind === 'request') {
            checkText(deed.body);
            checkBatch(JSON.parse(deed.body) as WireBatch);
            return;
          }
          if (!rules.has('analytics')) breach(`${deed.where}: a ${deed.kind} without a grant`);
          if (deed.kind === 'write') {
            checkText(deed.text);
            if ((deed.lifeMs ?? 0) > maxAgeMs) breach(`${deed.where}: kept for longer than 13 months`);
            for (const [, id] of deed.text.matchAll(/"id":"(\w{8,})"/g)) checkId(id);
          }
        },
      };
    },
  };
};
