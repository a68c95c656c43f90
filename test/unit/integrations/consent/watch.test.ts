// What all consent sources have in common: order, merging, keys, evidence, and how little they touch.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cookiebot } from '../../../../src/integrations/consent/cookiebot.ts';
import { consentManagers, toSources } from '../../../../src/integrations/consent/index.ts';
import { klaro } from '../../../../src/integrations/consent/klaro.ts';
import { oneTrust } from '../../../../src/integrations/consent/onetrust.ts';
import type { ConsentSource } from '../../../../src/integrations/consent/source.ts';
import { tcf } from '../../../../src/integrations/consent/tcf.ts';
import { consentIntegration } from '../../../../src/integrations/consent/watch.ts';
import { watchAll } from '../../../../src/integrations/consent/watch-all.ts';
import type { ConsentDecision, Integration, Tracker } from '../../../../src/types.ts';
import { type ConsentFake, createFakePage, type FakePage, fakes } from '../../../helpers/consent-fakes/index.ts';
import { type Recorder, record, toShort } from '../../../helpers/consent-fakes/recorder.ts';

const grant = { analytics: true, marketing: true };
const refusal = { analytics: false, marketing: false };
const now = Date.parse('2026-11-21T12:00:00Z');

let page: FakePage;
let recorder: Recorder | undefined;

beforeEach(() => {
  vi.useFakeTimers({ now });
  page = createFakePage();
});

afterEach(() => {
  recorder?.stop();
  recorder = undefined;
  page.clear();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const settle = () => vi.advanceTimersByTimeAsync(1);

const start = async (integration: Integration = consentManagers()) => {
  recorder = record(integration);
  await settle();
  return recorder;
};

const fakeOf = (name: string): ConsentFake => {
  const traits = fakes.find((fake) => fake.name === name);
  if (!traits) throw new Error(`no fake of ${name}`);
  return traits.create(page);
};

const bySource = ({ decisions }: Recorder) => decisions.map((each) => `${each.source} ${toShort(each)}`);

describe('the order of the sources', () => {
  const names = toSources().map(({ name }) => name);

  it('is the one that the docs tell', () => {
    const text = readFileSync(join(import.meta.dirname, '../../../../docs/consent-managers.md'), 'utf8');
    const rows = [...text.matchAll(/^\| [^|]+ \| `([\w-]+)` \| `/gm)].map(([, name]) => name);
    expect(rows).toEqual(names);
  });

  it('has a fake for each, so that the matrix leaves none out', () => {
    expect(new Set(fakes.map(({ name }) => name))).toEqual(new Set(names));
  });
});

describe('several sources', () => {
  it('each report under their own name, and any denial denies', async () => {
    fakeOf('shopify').load({ analytics: true, marketing: false });
    fakeOf('cookiebot').load(grant);
    const { states } = await start();
    expect(bySource(recorder as Recorder)).toEqual(['shopify A+M-', 'cookiebot A+M?']);
    expect(states.at(-1)).toBe('A+M-');
  });

  it('never let a grant through before the denial of another one', async () => {
    fakeOf('shopify').load({ analytics: true, marketing: false });
    fakeOf('cookiebot').load({ analytics: false, marketing: true });
    const { states } = await start();
    expect(states.join()).not.toContain('+');
    expect(states.at(-1)).toBe('A-M-');
  });

  it('grant once the last of them has stopped denying', async () => {
    const cookiebotFake = fakeOf('cookiebot');
    fakeOf('shopify').load(grant);
    cookiebotFake.load(refusal);
    const { states } = await start();
    expect(states).toEqual(['A-M-']);
    cookiebotFake.decide(grant);
    await settle();
    expect(states.at(-1)).toBe('A+M+');
    cookiebotFake.decide(refusal);
    expect(states.at(-1)).toBe('A-M-');
  });

  it('are asked in one order: platform, manager', async () => {
    fakeOf('klaro').load(grant);
    fakeOf('jtl').load(grant);
    await start();
    expect(bySource(recorder as Recorder)).toEqual(['jtl A+M+', 'klaro A+M+']);
  });
});

describe('whoever hears of a report', () => {
  const listen = (onConsent: (decision: ConsentDecision) => void) => {
    const decisions: ConsentDecision[] = [];
    const tracker = {
      consent(decision: ConsentDecision) {
        decisions.push(decision);
        onConsent(decision);
      },
    };
    const stop = consentManagers()(tracker as unknown as Tracker);
    return { decisions, stop: () => stop?.() };
  };

  it('may withdraw another consent at once, and that stands', async () => {
    const manager = fakeOf('cookiebot');
    fakeOf('shopify').load(grant);
    manager.load(grant);
    const { decisions, stop } = listen(({ source }) => {
      if (source === 'shopify') manager.decide(refusal);
    });
    const ofCookiebot = () => decisions.filter(({ source }) => source === 'cookiebot').map(toShort);
    expect(ofCookiebot()).toEqual(['A-M-']);
    await settle();
    expect(ofCookiebot()).toEqual(['A-M-']);
    stop();
  });

  it('may end it, and hears no more', () => {
    const manager = fakeOf('cookiebot');
    manager.load();
    const { decisions, stop } = listen(() => stop());
    fakeOf('shopify').load(grant);
    manager.decide(grant);
    expect(decisions.map(({ source }) => source)).toEqual(['shopify']);
  });
});

describe('what others work through', () => {
  it.each(['tcf', 'google-consent-mode', 'wp-consent-api'])('(%s) grants where nobody else is', async (name) => {
    fakeOf(name).load(grant);
    expect((await start()).states.at(-1)).toBe('A+M+');
  });

  it.each(['tcf', 'google-consent-mode', 'wp-consent-api'])(
    '(%s) waits for a manager that is on the page and undecided',
    async (name) => {
      const manager = fakeOf('klaro');
      manager.load();
      fakeOf(name).load(grant);
      const { decisions, states } = await start();
      expect(decisions).toEqual([]);
      manager.decide(grant);
      await settle();
      expect(states.at(-1)).toBe('A+M+');
    },
  );

  it('denies even when a manager grants, and does so no longer when it has changed its mind', async () => {
    const consentMode = fakeOf('google-consent-mode');
    fakeOf('klaro').load(grant);
    consentMode.load(refusal);
    const { states } = await start();
    expect(states.at(-1)).toBe('A-M-');
    consentMode.decide(grant);
    await settle();
    expect(states.at(-1)).toBe('A+M+');
  });

  it('leaves the evidence to the manager that it works for', async () => {
    const consentMode = fakeOf('google-consent-mode');
    fakeOf('tcf').load(grant);
    fakeOf('wp-consent-api').load(grant);
    consentMode.load(grant);
    fakeOf('c15t').load(grant);
    await start();
    consentMode.decide(grant);
    await settle();
    expect(bySource(recorder as Recorder)).toEqual(['c15t A+M+']);
  });

  it('waits for a manager that knows our service for one purpose only, for the other one', async () => {
    const savedConsents: Record<string, boolean> = { etappe: true };
    page.globals.klaro = { getManager: () => ({ confirmed: true, savedConsents, watch() {}, unwatch() {} }) };
    fakeOf('google-consent-mode').load(grant);
    expect((await start()).states.at(-1)).toBe('A+M?');
  });

  it('keeps what it granted when a manager comes later and is undecided for a while', async () => {
    fakeOf('google-consent-mode').load(grant);
    const { states } = await start();
    const manager = fakeOf('klaro');
    manager.load();
    document.body.click();
    await settle();
    expect(states).toEqual(['A+M+']);
    manager.decide(refusal);
    await settle();
    expect(states.at(-1)).toBe('A-M-');
  });

  it('is not held back by GPP, which has nothing to grant', async () => {
    fakeOf('gpp').load(grant);
    fakeOf('google-consent-mode').load(grant);
    expect((await start()).states.at(-1)).toBe('A+M+');
  });
});

describe('the source that the owner names', () => {
  it('is the only one that counts, and the only one that is touched', async () => {
    fakeOf('shopify').load(refusal);
    fakeOf('klaro').load();
    const touched = vi.fn();
    Object.defineProperty(page.globals, 'Cookiebot', { configurable: true, get: touched });
    fakeOf('tcf').load(grant);
    const { states } = await start(consentManagers({ source: 'tcf' }));
    expect(states).toEqual(['A+M+']);
    expect(touched).not.toHaveBeenCalled();
  });

  it('leaves everything undecided when there is none of that name', async () => {
    fakeOf('klaro').load(grant);
    expect((await start(consentManagers({ source: 'klarro' }))).decisions).toEqual([]);
  });

  it('has an entry of its own', async () => {
    fakeOf('klaro').load(grant);
    fakeOf('tcf').load(refusal);
    await start(klaro());
    expect(bySource(recorder as Recorder)).toEqual(['klaro A+M+']);
  });
});

describe('the keys', () => {
  const installKlaro = (savedConsents: Record<string, boolean>) => {
    page.globals.klaro = { getManager: () => ({ confirmed: true, savedConsents, watch() {}, unwatch() {} }) };
  };

  it.each([
    { options: {}, expected: 'A+M-' },
    { options: { key: 'our-analytics' }, expected: 'A-M+' },
    { options: { key: 'our-analytics', marketingKey: 'etappe' }, expected: 'A-M+' },
    { options: { marketingKey: 'etappe' }, expected: 'A+M+' },
    { options: { key: 'unknown' }, expected: undefined },
  ])('of our service are $options', async ({ options, expected }) => {
    const services = {
      etappe: true,
      'etappe-marketing': false,
      'our-analytics': false,
      'our-analytics-marketing': true,
    };
    installKlaro(services);
    const { decisions } = await start(consentManagers(options));
    expect(decisions.map(toShort)[0]).toBe(expected);
    recorder?.stop();
    expect((await start(klaro(options))).decisions.map(toShort)[0]).toBe(expected);
  });

  it('of categories are not mixed up with that of our service', async () => {
    installKlaro({ shop: true });
    fakeOf('cookiebot').load(grant);
    fakeOf('shopify').load(grant);
    await start(consentManagers({ key: 'shop' }));
    expect(bySource(recorder as Recorder)).toEqual(['shopify A+M+', 'klaro A+M?', 'cookiebot A+M+']);
  });

  it('of categories can be replaced where there is one source', async () => {
    page.globals.OneTrust = { IsAlertBoxClosed: () => true };
    page.globals.OnetrustActiveGroups = ',C0001,C0007,';
    const options = { key: 'C0007', marketingKey: 'C0009' };
    expect((await start(oneTrust(options))).decisions.map(toShort)).toEqual(['A+M-']);
    recorder?.stop();
    const named = consentManagers({ source: 'onetrust', ...options });
    expect((await start(named)).decisions.map(toShort)).toEqual(['A+M-']);
  });

  it('of TCF are lists of purposes', async () => {
    const data = { gdprApplies: true, eventStatus: 'tcloaded', purpose: { consents: { 1: true, 8: true } } };
    page.globals.__tcfapi = (command: string, _: number, callback: (data: object, isSuccess: boolean) => void) =>
      command === 'addEventListener' && callback(data, true);
    expect((await start(tcf({ key: '1 8' }))).decisions.map(toShort)).toEqual(['A+M-']);
  });
});

describe('the evidence', () => {
  it.each([
    {
      name: 'vanilla-cookieconsent',
      evidence: { id: 'consent-1', version: '2', at: Date.parse('2025-02-03T04:05:06Z') },
    },
    { name: 'c15t', evidence: { id: 'subject-1', version: 'policy-1', at: 1_738_555_506_000 } },
    { name: 'cookiebot', evidence: { id: 'stamp-1' } },
    { name: 'cookieyes', evidence: { id: 'consent-1' } },
    {
      name: 'iubenda',
      evidence: { id: 'consent-1', version: '1.108.0', at: Date.parse('2025-02-03T04:05:06Z') },
    },
    { name: 'complianz', evidence: { version: '7' } },
    { name: 'tcf', evidence: { version: 5 } },
    { name: 'ccm19', evidence: { id: 'u-1' } },
    { name: 'shopware', evidence: { version: '{"de":"hash-1"}' } },
    { name: 'klaro', evidence: {} },
  ])('of $name is $evidence', async ({ name, evidence }) => {
    if (name === 'shopware') page.setCookie('cookie-config-hash', '{"de":"hash-1"}');
    fakeOf(name).load(grant);
    expect((await start()).decisions).toEqual([{ source: name, ...grant, ...evidence }]);
  });

  it('is missing for an answer that is gone', async () => {
    const manager = fakeOf('cookieyes');
    manager.load(grant);
    await start();
    manager.break();
    expect(recorder?.decisions.at(-1)).toEqual({ source: 'cookieyes', ...refusal });
  });
});

const ways = [
  { way: 'watched alone', watch: consentIntegration },
  { way: 'watched with others', watch: (source: ConsentSource) => watchAll([source]) },
];

describe.each(ways)('a source $way', ({ watch }) => {
  const global = 'someManager';
  const toSource = (more: Partial<ConsentSource<() => unknown>>): ConsentSource =>
    ({
      name: 'some-manager',
      global,
      read: (answer: () => unknown) => answer(),
      ...more,
    }) as ConsentSource;

  it('is read now, after a macrotask, at a click, when a script or the page has loaded, and when a tab is shown', async () => {
    const read = vi.fn();
    page.globals[global] = read;
    recorder = record(watch(toSource({})));
    const reads: number[] = [];
    const note = async () => {
      await settle();
      reads.push(read.mock.calls.length / 2);
    };
    expect(read.mock.calls.length / 2).toBe(1);
    await note();
    document.body.click();
    await note();
    document.head.append(document.createElement('meta'));
    document.head.lastElementChild?.dispatchEvent(new Event('load'));
    document.head.lastElementChild?.remove();
    await note();
    window.dispatchEvent(new Event('load'));
    await note();
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    await note();
    expect(reads).toEqual([2, 3, 4, 5, 6]);
  });

  it('is read once for many images that load in one go', async () => {
    const read = vi.fn();
    page.globals[global] = read;
    await start(watch(toSource({})));
    read.mockClear();
    for (let count = 0; count < 50; count++) document.head.dispatchEvent(new Event('load'));
    await settle();
    expect(read.mock.calls.length / 2).toBe(1);
  });

  it.each([null, 0, 1, 'true', 'granted', {}, [], Number.NaN])('is undecided when it answers %j', async (answer) => {
    page.globals[global] = () => answer;
    expect((await start(watch(toSource({})))).decisions).toEqual([]);
  });

  it('is subscribed to once it can be, again when its interface is replaced, and unsubscribed from', async () => {
    const unsubscribe = vi.fn();
    const subscribe = vi.fn<NonNullable<ConsentSource['subscribe']>>(() => unsubscribe);
    subscribe.mockImplementationOnce(() => {
      throw new Error('not ready');
    });
    page.globals[global] = () => true;
    await start(watch(toSource({ subscribe })));
    document.body.click();
    await settle();
    // The first try threw, the second one came with the macrotask, and the click found nothing new.
    expect(subscribe).toHaveBeenCalledTimes(2);
    page.globals[global] = () => true;
    document.body.click();
    await settle();
    expect(subscribe).toHaveBeenCalledTimes(3);
    recorder?.stop();
    expect(unsubscribe).toHaveBeenCalledTimes(2);
  });

  it('may tell at once when it is subscribed to, and is read with that', async () => {
    page.globals[global] = () => undefined;
    const source: ConsentSource<unknown, boolean> = {
      name: 'some-manager',
      global,
      read: (_, __, told) => told,
      subscribe(_, tell) {
        tell(true);
        return undefined;
      },
    };
    await start(watch(source as ConsentSource));
    expect(bySource(recorder as Recorder)).toEqual(['some-manager A+M+']);
  });

  it('whose stub was heard is listened to once more when the real interface comes, although that tells at once', async () => {
    const subscribe = vi.fn((api: () => unknown, tell: (told: unknown) => void) => {
      if (api()) tell(true);
      return undefined;
    });
    const source: ConsentSource<() => unknown, boolean> = {
      name: 'some-manager',
      global,
      read: (_, __, told) => told,
      subscribe,
    };
    page.globals[global] = () => false;
    await start(watch(source as ConsentSource));
    page.globals[global] = () => true;
    document.body.click();
    await settle();
    expect(subscribe).toHaveBeenCalledTimes(2);
    expect(bySource(recorder as Recorder)).toEqual(['some-manager A+M+']);
  });

  it('whose answer is gone has denied, and stays so until it grants again', async () => {
    let answer: boolean | undefined = true;
    page.globals[global] = () => answer;
    const { decisions } = await start(watch(toSource({})));
    answer = undefined;
    document.body.click();
    await settle();
    Reflect.deleteProperty(page.globals, global);
    document.body.click();
    await settle();
    page.globals[global] = () => true;
    document.body.click();
    await settle();
    expect(decisions.map(toShort)).toEqual(['A+M+', 'A-M-', 'A+M+']);
  });
});

describe('a page without any manager', () => {
  it('has no cookie and no storage read, and no global left behind', async () => {
    const cookie = vi.spyOn(document, 'cookie', 'get');
    const storage = vi.spyOn(Storage.prototype, 'getItem');
    const before = Object.getOwnPropertyNames(window);
    await start();
    document.body.click();
    window.dispatchEvent(new Event('load'));
    await settle();
    expect(cookie).not.toHaveBeenCalled();
    expect(storage).not.toHaveBeenCalled();
    expect(Object.getOwnPropertyNames(window)).toEqual(before);
  });

  it('gets back every listener that was added', async () => {
    const listeners: string[] = [];
    for (const [title, target] of Object.entries({ window, document })) {
      const { addEventListener, removeEventListener } = target;
      vi.spyOn(target, 'addEventListener').mockImplementation(function (this: EventTarget, ...args: unknown[]) {
        listeners.push(`${title} ${args[0]}`);
        return Reflect.apply(addEventListener, this, args);
      });
      vi.spyOn(target, 'removeEventListener').mockImplementation(function (this: EventTarget, ...args: unknown[]) {
        listeners.splice(listeners.indexOf(`${title} ${args[0]}`), 1);
        return Reflect.apply(removeEventListener, this, args);
      });
    }
    await start();
    expect(listeners.length).toBeGreaterThan(20);
    recorder?.stop();
    expect(listeners).toEqual([]);
  });

  it('is not even scheduled to be looked at after the end', async () => {
    recorder = record(cookiebot());
    recorder.stop();
    fakeOf('cookiebot').load(grant);
    await settle();
    expect(recorder.decisions).toEqual([]);
  });
});
