// @vitest-environment node
import { expect, it } from 'vitest';
import { type Leaving, rankReasons, toStepReasons } from '../../../../../examples/collector/journey/leaving.ts';
import { reasons } from '../../../../../examples/collector/journey/reasons.ts';

const indexOf = (signal: string) => reasons.findIndex((reason) => reason.signal === signal);
const left = (more: Partial<Leaving>): Leaving => ({
  furthest: 2,
  device: 'mobile',
  stageKey: 'any',
  index: -1,
  visits: 1,
  ...more,
});

it('keeps phones apart from the rest, and names the most frequent reason first', () => {
  const [first, second] = rankReasons([
    left({ visits: 10 }),
    left({ index: indexOf('script_errors'), visits: 2 }),
    left({ index: indexOf('rage_clicks'), visits: 3 }),
    left({ index: indexOf('rage_clicks'), device: 'tablet', visits: 4 }),
  ]);
  expect(first).toMatchObject({ reason: 'Clicked again and again: slow or broken', mobile: 3, desktop: 4 });
  expect(second).toMatchObject({ reason: 'Broken page: script errors', mobile: 2, desktop: 0 });
});

it('counts who left at a step, whether or not anything was noticed', () => {
  expect(toStepReasons([left({ visits: 7 }), left({ furthest: 5, device: 'desktop', visits: 2 })])).toEqual([
    { step: 'Cart', mobile: 7, desktop: 0, reasons: [] },
    { step: 'Payment', mobile: 0, desktop: 2, reasons: [] },
  ]);
});

it('has something that helps for each reason', () => {
  for (const { label, remedy } of reasons) expect([label.length > 0, remedy.endsWith('.')]).toEqual([true, true]);
});
