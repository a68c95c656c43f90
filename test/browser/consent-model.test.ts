// The model of consent in real browsers: a few fixed sequences of what visitors, banners and tabs do, judged by a spy.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CollectingServer, createCollectingServer } from '../helpers/collecting-server.ts';
import { type Court, clickId, createCourt, type Deed, type Judge } from '../helpers/consent-model/judge.ts';
import { type Sequence, type Step, toSequences } from '../helpers/consent-model/steps.ts';
import { engines, type PageHandle, type Session } from '../helpers/engines/index.ts';
import { readCookies, readSightings, readStore, type Sighting, toSpiedPage } from '../helpers/spy.ts';

declare const etappe: (method: string, ...args: unknown[]) => unknown;

/** What the page keeps of its tracker: the states of consent that it was in, and each batch as it was sent. */
interface Witness {
  /** Who decided last, and how much had been seen and sent when the page heard of it. */
  decisions: { source?: string; seen: number; known: number }[];
  bodies: string[];
}

/** Whoever changes the steps, changes the sequences: look that each still has a grant and a withdrawal. */
const seeds = [216, 363, 542, 595];
const sequences = seeds.map((seed) => ({ seed, ...(fc.sample(toSequences(14), { seed, numRuns: 1 })[0] as Sequence) }));

const witnessing = `<script>
  window.etappe = function () { (etappe.q = etappe.q || []).push(arguments); };
  window.witness = { decisions: [], bodies: [] };
  etappe('on', 'consent', ({ source }) =>
    witness.decisions.push({ source, seen: spy.sightings.length, known: witness.bodies.length }));
  etappe('on', 'batch', (batch) => witness.bodies.push(JSON.stringify(batch)));
</script>`;
const signal =
  '<script>Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { configurable: true, get: () => true })</script>';

const toHtml = ({ isAnonymous, isBeaconOnly, isSignalling }: Sequence) =>
  toSpiedPage({
    title: 'Shop',
    head: witnessing + (isSignalling ? signal : ''),
    tag: `<script src="/dist/etappe.js" data-endpoint="/e" ${isAnonymous ? 'data-anonymous' : ''} ${isBeaconOnly ? 'data-transport="beacon"' : ''}></script>`,
    body: '<button>press</button>',
  });

const addresses = {
  landing: `/?utm_source=news&gclid=${clickId}`,
  plain: '/two',
  background: `/three?gclid=${clickId}`,
};

/** What a sighting says was done with the device; `undefined` where nothing was. */
const toDeed = ({ kind, api, detail }: Sighting): Deed | undefined => {
  const where = `${api} ${detail}`;
  // Requests are judged by their bodies; the test itself asks for the list of databases.
  if (kind === 'request' || api === 'indexedDB.databases') return undefined;
  if (/removeItem|deleteDatabase/.test(api) || (api === 'document.cookie =' && /max-age=0/.test(detail))) {
    return { kind: 'forget', where };
  }
  // Taking hold of a store is no access to it.
  if (/^(localStorage|indexedDB)$/.test(api)) return undefined;
  return api.includes('setItem') || api.endsWith('=') ? { kind: 'write', where, text: '' } : { kind: 'read', where };
};

interface OpenTab {
  page: PageHandle;
  judge: Judge;
  seen: number;
  known: number;
}

const readWitness = (page: PageHandle) => page.evaluate(() => (window as unknown as { witness: Witness }).witness);

const listDatabases = (page: PageHandle) =>
  page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name).filter((name) => name === 'etappe'));

/**
 * Judges what the page has done since it was last looked at.
 * @param until where a decision came in between: what comes after it is judged by other rules
 */
const look = async (tab: OpenTab, until: { seen?: number; known?: number } = {}) => {
  const sightings = (await readSightings(tab.page)).slice(0, until.seen);
  for (const sighting of sightings.slice(tab.seen)) {
    const deed = toDeed(sighting);
    if (deed) tab.judge.see(deed);
  }
  tab.seen = sightings.length;
  const bodies = (await readWitness(tab.page)).bodies.slice(0, until.known);
  for (const body of bodies.slice(tab.known)) tab.judge.see({ kind: 'request', where: 'batch', body });
  tab.known = bodies.length;
};

const take = async (tab: OpenTab, step: Step) => {
  const { page, judge } = tab;
  switch (step.do) {
    case 'decide': {
      const { source, analytics, marketing, ageMs = 0 } = step;
      const decision = {
        source,
        ...(analytics !== undefined && { analytics }),
        ...(marketing !== undefined && { marketing }),
        at: Date.now() - Math.max(0, ageMs),
      };
      const now = Date.now();
      const before = await page.evaluate((told) => {
        const { spy, witness } = window as unknown as { spy: { sightings: unknown[] }; witness: Witness };
        const counts = { seen: spy.sightings.length, known: witness.bodies.length };
        etappe('consent', { ...told, id: 'record-of-the-banner' });
        return counts;
      }, decision);
      await look(tab, before);
      return judge.decide(decision, now);
    }
    case 'track':
      return page.evaluate((name, mark) => void etappe('track', name, { mark }), step.name, judge.mark());
    case 'hide':
      return page.hide();
    case 'show':
      return page.show();
    case 'click':
      // By script: a driver waits for ever for a button in a tab that is not in front.
      return page.evaluate(
        () => void document.querySelector('button')?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true })),
      );
    case 'navigate':
      return page.evaluate(() => history.pushState(null, '', `/pushed-${Date.now()}`));
    case 'remember':
      return page.evaluate(() => void etappe('remember', 'basket', 1));
    case 'ask':
      return page.evaluate(() => void [etappe('recall', 'basket'), etappe('journey')]);
    case 'flush':
      return page.evaluate(() => void etappe('flush'));
    case 'stop':
      judge.stop();
      return page.evaluate(() => void etappe('stop'));
  }
};

/** Plays one sequence on an origin of its own. Cookies, blocked stores and long waits are left to happy-dom. */
const play = async (session: Session, server: CollectingServer, sequence: Sequence, court: Court, hasTabs: boolean) => {
  const tabs = new Map<number, OpenTab>();
  const { isAnonymous, isSignalling } = sequence;
  let received = 0;
  const judgeReceived = async (judge: Judge) => {
    await server.whenQuiet({ quietMs: 100 });
    for (const { request } of server.batches().slice(received))
      judge.see({ kind: 'request', where: 'wire', body: request.body });
    received = server.batches().length;
  };

  for (const step of sequence.steps) {
    const place = hasTabs ? step.tab : 0;
    const tab = tabs.get(place);
    if (step.do === 'answer') server.answer(step.status ? { status: step.status } : { reset: true });
    else if (step.do === 'open') {
      const url = server.url + addresses[step.opening];
      const judge = court.open({ isAnonymous, isSignalling });
      if (tab) {
        await tab.page.goto(url);
        await judgeReceived(tab.judge);
      }
      tabs.set(place, { page: tab?.page ?? (await session.newPage(url)), judge, seen: 0, known: 0 });
    } else if (step.do === 'close' && tab) {
      await tab.page.close();
      await judgeReceived(tab.judge);
      tabs.delete(place);
    } else if (tab) {
      const before = tab.judge.rules.permission('analytics');
      const isKept = 'etappe' in (await readStore(tab.page));
      await take(tab, step);
      const after = tab.judge.rules.permission('analytics');
      const isRefusal = after !== before && (after === 'denied' || before === 'granted');
      for (const other of tabs.values()) {
        if (!isRefusal || !isKept || other === tab || !other.judge.rules.has('analytics')) continue;
        const hear = async () => (await readWitness(other.page)).decisions.at(-1);
        await expect.poll(async () => (await hear())?.source).toBe('another-tab');
        await look(other, await hear());
        other.judge.overhear(Date.now());
      }
      if (isRefusal) {
        expect([await readStore(tab.page), await readCookies(tab.page)]).toEqual([{}, '']);
        await expect.poll(() => listDatabases(tab.page)).toEqual([]);
      }
    }
    for (const each of tabs.values()) await look(each);
    received = server.batches().length;
    expect(court.breaches).toEqual([]);
  }
  for (const { page, judge } of tabs.values()) {
    await page.close();
    await judgeReceived(judge);
  }
  expect(court.breaches).toEqual([]);
};

describe.each(engines)('in $name', ({ name, open }) => {
  let session: Session;

  beforeAll(async () => {
    session = await open();
  });
  afterAll(() => session?.close());

  it.each(sequences)('nothing happens outside a grant (seed $seed)', async (sequence) => {
    const server = await createCollectingServer();
    for (const path of ['/', '/two', '/three']) server.page(path, toHtml(sequence));
    // Two windows of an automated WebKitGTK share a store, but no storage event passes between them.
    await play(session, server, sequence, createCourt(), name !== 'webkit');
    await server.close();
  });
});
