// Consent as a whole: whatever visitors, banners, tabs and time do, in whatever order, nothing happens outside a grant.
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createTracker } from '../../../src/index.ts';
import type { Tracker } from '../../../src/types.ts';
import { clickId } from '../../helpers/consent-model/judge.ts';
import { type Sequence, type Step, stepMs, toSequences } from '../../helpers/consent-model/steps.ts';
import { type Browser, createBrowser, type Page } from './tabs.ts';

const startedAt = 1_763_750_000_000;
const shop = 'https://shop.example';
const addresses = {
  landing: `${shop}/?utm_source=news&gclid=${clickId}`,
  plain: `${shop}/two`,
  background: `${shop}/three?gclid=${clickId}`,
};

let browser: Browser;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: startedAt });
});

afterEach(() => {
  vi.useRealTimers();
});

interface OpenTab {
  page: Page;
  tracker: Tracker;
}

const openTab = (
  step: Step & { do: 'open' },
  { isAnonymous, isSignalling, hasCookie, isBeaconOnly }: Sequence,
): OpenTab => {
  const page = browser.open(addresses[step.opening], step.opening !== 'background', { isAnonymous, isSignalling });
  const tracker = page.run(() =>
    createTracker({
      endpoint: 'https://collect.example/e',
      anonymous: isAnonymous,
      ...(hasCookie && { cookieDomain: 'shop.example' }),
      ...(isBeaconOnly && { transport: 'beacon' as const }),
    }),
  );
  page.run(() => tracker.start());
  return { page, tracker };
};

/** What one step does in its tab. */
const take = (tab: OpenTab, step: Step) => {
  const { page, tracker } = tab;
  const { window } = page;
  switch (step.do) {
    case 'decide': {
      const { source, analytics, marketing, ageMs } = step;
      const decision = {
        ...(analytics !== undefined && { analytics }),
        ...(marketing !== undefined && { marketing }),
        ...(ageMs !== undefined && { at: Date.now() - ageMs }),
        source,
      };
      page.judge.decide(decision, Date.now());
      tracker.consent({ ...decision, id: 'record-of-the-banner' });
      break;
    }
    case 'track':
      tracker.track(step.name as string, { mark: page.judge.mark() });
      break;
    case 'hide':
    case 'show':
      page.setSight(step.do === 'show');
      break;
    case 'click':
      window.document.body.dispatchEvent(new window.Event('pointerdown', { bubbles: true }));
      break;
    case 'navigate':
      window.history.pushState(null, '', `/pushed-${Date.now()}`);
      break;
    case 'remember':
      tracker.remember('basket', { clickId: 'none' });
      break;
    case 'ask':
      if (!page.judge.rules.has('analytics')) {
        expect([tracker.recall('basket'), tracker.journey().touchpoints, tracker.journey().visits]).toEqual([
          undefined,
          [],
          0,
        ]);
      } else if (!page.judge.rules.has('marketing')) expect(JSON.stringify(tracker.journey())).not.toContain(clickId);
      break;
    case 'flush':
      tracker.flush();
      break;
    case 'stop':
      page.judge.stop();
      tracker.stop();
  }
};

/** What stays listened to without a grant: what other tabs and the network do, nothing that the visitor does. */
const harmless = /^(storage|online|securitypolicyviolation)$/;

/** What must be true whenever all tasks are done and all tabs have heard. */
const judgeRest = (tabs: readonly OpenTab[], isRefused: boolean, hasLostMarketing: boolean, isAnonymous: boolean) => {
  const { court } = browser;
  for (const { page } of tabs) {
    const { rules } = page.judge;
    if (rules.has('analytics') || isAnonymous) continue;
    if (rules.permission('analytics') === 'denied') {
      if (page.countTimers()) court.breaches.push('a timer after a denial');
      const heard = page.listListeners().filter((type) => !harmless.test(type));
      if (heard.length) court.breaches.push(`listeners after a denial: ${heard}`);
    }
  }
  if (
    hasLostMarketing &&
    !tabs.some(({ page }) => page.judge.rules.has('marketing')) &&
    browser.listTexts().join().includes(clickId)
  ) {
    court.breaches.push('a click id left after a withdrawal of marketing');
  }
  const isForgotten = isRefused && !tabs.some(({ page }) => page.judge.rules.has('analytics'));
  if (isForgotten && browser.listKept().length) court.breaches.push(`left after a denial: ${browser.listKept()}`);
  if (!browser.listKept().length && isForgotten) court.forgetAll();
  expect(court.breaches).toEqual([]);
};

/** All promises that are due; on the real clock, which the test leaves alone but for its timers and its dates. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Computers sleep over long waits: what was due happens when they wake. */
const longestAwakeMs = 60_000;

const pass = async (ms: number) => {
  for (const _ of [1, 2]) {
    vi.advanceTimersByTime(Math.min(ms, longestAwakeMs) / 2);
    await settle();
  }
  if (ms > longestAwakeMs) vi.setSystemTime(Date.now() + ms - longestAwakeMs);
};

const play = async (sequence: Sequence) => {
  browser = createBrowser(sequence.isBlocked);
  const tabs = new Map<number, OpenTab>();
  /** Since the tabs last were at rest, somebody has refused or withdrawn. */
  let isRefused = false;
  /** Since then, somebody has withdrawn marketing. */
  let hasLostMarketing = false;
  for (const [index, step] of sequence.steps.entries()) {
    const tab = tabs.get(step.tab);
    const before = tab?.page.judge.rules.permission('analytics');
    const hadMarketing = tab?.page.judge.rules.has('marketing');
    if (step.do === 'open') {
      tab?.page.close();
      tabs.set(step.tab, openTab(step, sequence));
    } else if (step.do === 'close') {
      tab?.page.close();
      tabs.delete(step.tab);
    } else if (step.do === 'answer') browser.answer(step.status, step.delayMs);
    else if (tab) tab.page.run(() => take(tab, step));
    const after = tab?.page.judge.rules.permission('analytics');
    const hasMarketing = !!tab?.page.judge.rules.has('marketing');
    // A new grant in the same task may keep something again.
    if (after === 'granted') isRefused = false;
    if (hasMarketing) hasLostMarketing = false;
    hasLostMarketing ||= step.do === 'decide' && !!hadMarketing && !hasMarketing;
    isRefused ||= step.do === 'decide' && after !== before && (after === 'denied' || before === 'granted');
    // Each tab has tasks of its own.
    const isSameTab = sequence.steps[index + 1]?.tab === step.tab;
    if (sequence.isSwift[index] && isSameTab && step.do !== 'wait') continue;
    browser.deliver();
    await pass(step.do === 'wait' ? step.ms : stepMs);
    browser.deliver();
    await settle();
    judgeRest([...tabs.values()], isRefused, hasLostMarketing, sequence.isAnonymous);
    isRefused = false;
    hasLostMarketing = false;
  }
};

const plain = {
  isAnonymous: false,
  isSignalling: false,
  hasCookie: false,
  isBeaconOnly: false,
  isBlocked: false,
  isSwift: [],
} satisfies Omit<Sequence, 'steps'>;
const banner = { tab: 0, do: 'decide', source: 'banner', marketing: true, ageMs: undefined } as const;

/** Chance finds these once in a thousand sequences. A collector that is slow and then down, and a withdrawal in between. */
const withdrawnInFlight: Sequence = {
  ...plain,
  steps: [
    { tab: 0, do: 'open', opening: 'landing' },
    { tab: 0, do: 'answer', status: 503, delayMs: 8000 },
    { ...banner, analytics: true },
    { tab: 0, do: 'flush' },
    { ...banner, analytics: false },
    { tab: 0, do: 'wait', ms: 60_000 },
  ],
};

/** A refusal, and then grants that were given before it, or by a clock that is ahead. */
const decidedLate: Sequence = {
  ...plain,
  steps: [
    { tab: 0, do: 'open', opening: 'landing' },
    { ...banner, analytics: true, ageMs: -60_000 },
    { ...banner, analytics: false },
    { ...banner, analytics: true, ageMs: 60_000 },
    { tab: 0, do: 'track', name: 'search' },
    { tab: 0, do: 'flush' },
  ],
};

/** Marketing withdrawn and granted again in one task: what is kept then is the new grant's, also after its page. */
const grantedAgain: Sequence = {
  ...plain,
  isAnonymous: true,
  isSwift: [false, false, false, true, true],
  steps: [
    { tab: 0, do: 'open', opening: 'landing' },
    { tab: 0, do: 'show' },
    { ...banner, analytics: true },
    { ...banner, analytics: true, marketing: false },
    { ...banner, analytics: true },
    { tab: 0, do: 'open', opening: 'landing' },
  ],
};

it('nothing is read, kept or sent outside a grant, and nothing of ours is left after one', async () => {
  await fc.assert(
    fc.asyncProperty(toSequences(40, 8), play).afterEach(() => {
      browser.close();
      vi.clearAllTimers();
      vi.setSystemTime(startedAt);
    }),
    { numRuns: 150, examples: [[withdrawnInFlight], [decidedLate], [grantedAgain]] },
  );
}, 120_000);
