// Every source against a fake of its manager: who came first, what was stored, what the visitor does.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { consentManagers, toSources } from '../../../../src/integrations/consent/index.ts';
import type { ConsentSource } from '../../../../src/integrations/consent/source.ts';
import { consentIntegration } from '../../../../src/integrations/consent/watch.ts';
import {
  type ConsentFake,
  createFakePage,
  type Decision,
  type FakePage,
  type FakeTraits,
  fakes,
} from '../../../helpers/consent-fakes/index.ts';
import { type Recorder, record, toShort } from '../../../helpers/consent-fakes/recorder.ts';

const grant: Decision = { analytics: true, marketing: true };
const refusal: Decision = { analytics: false, marketing: false };
const partial: Decision = { analytics: true, marketing: false };

let page: FakePage;
let recorder: Recorder | undefined;

beforeEach(() => {
  vi.useFakeTimers();
  page = createFakePage();
  recorder = undefined;
});

afterEach(() => {
  recorder?.stop();
  document.documentElement.className = '';
  page.clear();
  vi.useRealTimers();
});

/** The next macrotask, after all microtasks. */
const settle = () => vi.advanceTimersByTimeAsync(1);

const click = async () => {
  document.body.click();
  await settle();
};

const scriptLoaded = async () => {
  const script = document.createElement('script');
  script.type = 'application/json';
  document.head.append(script);
  script.dispatchEvent(new Event('load'));
  script.remove();
  await settle();
};

const sourceOf = (name: string) => toSources().find((source) => source.name === name) as ConsentSource;

it('has a fake of every source', () => {
  expect(new Set(fakes.map(({ name }) => name))).toEqual(new Set(toSources().map(({ name }) => name)));
});

const ways = [
  { way: 'named by the owner', watch: (source: string) => consentManagers({ source }) },
  { way: 'found by itself', watch: () => consentManagers() },
  { way: 'imported alone', watch: (name: string) => consentIntegration(sourceOf(name)) },
];

describe.each(ways)('a manager that is $way', ({ watch }) => {
  describe.each(fakes.map((traits) => ({ title: traits.variant ?? traits.name, ...traits })))(
    '$title',
    (traits: FakeTraits) => {
      const { name, withdrawal, isAllOrNothing, onlyDenies, isStepwise, isPassive, isSilent, create } = traits;
      const grants = onlyDenies ? [] : ['A+M+'];
      let manager: ConsentFake;

      /** What was reported; a manager that takes the purposes one by one is only asked for where it ended. */
      const outcomesOf = ({ decisions }: Pick<Recorder, 'decisions'>) =>
        decisions.map(toShort).slice(isStepwise ? -1 : 0);

      const start = async () => {
        recorder = record(watch(name), name);
        await settle();
        return recorder;
      };

      /** What a decision needs beyond the manager's own events: a macrotask, or the click that it was made by. */

      const settleDecision = isSilent ? click : settle;

      beforeEach(() => {
        manager = create(page);
      });

      it('is believed when it granted earlier and was there first', async () => {
        manager.load(grant);
        expect(outcomesOf(await start())).toEqual(grants);
        if (grants.length) expect(recorder?.decisions[0]?.source).toBe(name);
      });

      it('is believed when it granted earlier and comes later', async () => {
        const { decisions } = await start();
        expect(decisions).toEqual([]);
        manager.load(grant);
        await scriptLoaded();
        expect(outcomesOf({ decisions })).toEqual(grants);
      });

      it('is believed when it refused earlier and was there first', async () => {
        manager.load(refusal);
        expect(outcomesOf(await start())).toEqual(['A-M-']);
      });

      it('is believed when it refused earlier and comes later', async () => {
        await start();
        manager.load(refusal);
        await scriptLoaded();
        expect(outcomesOf(recorder as Recorder)).toEqual(['A-M-']);
      });

      it('reports nothing while nobody has decided, whatever is clicked', async () => {
        manager.load();
        const { decisions } = await start();
        await click();
        window.dispatchEvent(new Event('load'));
        await settle();
        expect(decisions).toEqual([]);
      });

      it.each(['before', 'after'])('reports a grant that the visitor gives, having come %s us', async (order) => {
        if (order === 'before') manager.load();
        const { decisions } = await start();
        if (order === 'after') {
          manager.load();
          await scriptLoaded();
        }
        manager.decide(grant);
        await settleDecision();
        expect(outcomesOf({ decisions })).toEqual(grants);
      });

      it.each(['before', 'after'])('reports a refusal, having come %s us', async (order) => {
        if (order === 'before') manager.load();
        const { decisions } = await start();
        if (order === 'after') {
          manager.load();
          await scriptLoaded();
        }
        manager.decide(refusal);
        await settleDecision();
        expect(outcomesOf({ decisions })).toEqual(['A-M-']);
      });

      it.each(['before', 'after'])('reports a withdrawal at once, having come %s us', async (order) => {
        if (order === 'before') manager.load(grant);
        const { decisions } = await start();
        if (order === 'after') {
          manager.load(grant);
          await scriptLoaded();
        }
        decisions.length = 0;
        manager.decide(refusal);
        if (withdrawal !== 'later') expect(outcomesOf({ decisions })).toEqual(['A-M-']);
        await settleDecision();
        expect(outcomesOf({ decisions })).toEqual(['A-M-']);
      });

      it('reports each purpose by itself', async () => {
        if (isAllOrNothing || onlyDenies) return;
        manager.load(partial);
        const { decisions } = await start();
        expect(outcomesOf({ decisions })).toEqual(['A+M-']);
        manager.decide({ analytics: false, marketing: true });
        await settleDecision();
        expect(decisions.map(toShort).at(-1)).toBe('A-M+');
      });

      it('reports the same decision once, however often it is announced', async () => {
        manager.load(grant);
        const { decisions } = await start();
        decisions.length = 0;
        manager.repeat();
        manager.repeat();
        await click();
        expect(decisions).toEqual([]);
        manager.decide(refusal);
        await settleDecision();
        manager.repeat();
        await click();
        expect(outcomesOf({ decisions })).toEqual(['A-M-']);
      });

      it('reports a second grant after a withdrawal', async () => {
        if (onlyDenies) return;
        manager.load(grant);
        const { decisions } = await start();
        manager.decide(refusal);
        await settleDecision();
        manager.decide(grant);
        await settleDecision();
        expect(outcomesOf({ decisions })).toEqual(isStepwise ? ['A+M+'] : ['A+M+', 'A-M-', 'A+M+']);
      });

      it('counts as a denial when it throws after a grant, and says nothing more', async () => {
        manager.load(grant);
        const { decisions } = await start();
        decisions.length = 0;
        manager.break();
        await click();
        await click();
        expect(outcomesOf({ decisions })).toEqual(onlyDenies || isPassive ? [] : ['A-M-']);
      });

      it('counts as undecided when it throws from the start, and throws nothing into the page', async () => {
        const errors = vi.fn();
        window.addEventListener('error', errors);
        manager.load();
        const { decisions } = await start();
        manager.break();
        await click();
        await scriptLoaded();
        expect(decisions).toEqual([]);
        expect(errors).not.toHaveBeenCalled();
        window.removeEventListener('error', errors);
      });

      it('is left as it was found', async () => {
        manager.load(grant);
        const before = manager.subscribers?.();
        const { decisions, stop } = await start();
        stop();
        decisions.length = 0;
        manager.decide(refusal);
        await settleDecision();
        expect(decisions).toEqual([]);
        expect(manager.subscribers?.()).toBe(before);
      });
    },
  );

  it('may never come', async () => {
    recorder = record(watch('klaro'));
    await settle();
    await click();
    await scriptLoaded();
    window.dispatchEvent(new Event('load'));
    await settle();
    expect(recorder.decisions).toEqual([]);
  });
});
