// @vitest-environment node
import { journeyStage } from 'etappe/stage';
import { expect, it } from 'vitest';
import { type StageFacts, stageOf, stages, toStages } from '../../../../../examples/collector/journey/stages.ts';

const facts = (more: Partial<StageFacts> = {}): StageFacts => ({
  names: [],
  visits: 1,
  earlier: 0,
  ordered: 0,
  wentOn: false,
  ...more,
});

it.each([
  [facts(), 'awareness'],
  [facts({ visits: 2 }), 'consideration'],
  [facts({ names: ['view_item'] }), 'consideration'],
  [facts({ names: ['add_to_cart', 'begin_checkout', 'view_item'] }), 'purchase'],
  [facts({ names: ['begin_checkout'], ordered: 1 }), 'purchase'],
  [facts({ names: ['begin_checkout'], ordered: 1, wentOn: true }), 'post-purchase'],
  [facts({ earlier: 1 }), 'post-purchase'],
  [facts({ earlier: 1, ordered: 1 }), 'loyalty'],
  [facts({ ordered: 2 }), 'loyalty'],
  [facts({ names: ['share', 'view_item'] }), 'advocacy'],
])('%j is %s', (told, stage) => {
  expect(stageOf(told)).toBe(stage);
});

it('says what the events in their order say', () => {
  const trail = ['page_view', 'view_item', 'add_to_cart', 'begin_checkout', 'page_view', 'purchase', 'page_view'];
  const told = facts({ names: ['add_to_cart', 'begin_checkout', 'view_item'], ordered: 1, wentOn: true });
  expect(stageOf(told)).toBe(journeyStage(trail.map((name) => ({ name }))));
});

it('shows all six stages, with who came by what and why they left', () => {
  const key = JSON.stringify(facts({ names: ['view_item'] }));
  const counts = toStages(
    [
      { stageKey: key, channel: 'Email', device: 'mobile', visits: 2 },
      { stageKey: key, channel: 'Direct', device: 'desktop', visits: 3 },
    ],
    [
      { furthest: 1, device: 'mobile', stageKey: key, index: -1, visits: 2 },
      { furthest: 1, device: 'mobile', stageKey: key, index: 0, visits: 1 },
    ],
  );
  expect(counts.map(({ stage }) => stage)).toEqual(stages);
  expect(counts[1]).toEqual({
    stage: 'consideration',
    mobile: 2,
    desktop: 3,
    channels: [
      { channel: 'Direct', visits: 3 },
      { channel: 'Email', visits: 2 },
    ],
    left: 2,
    reasons: [{ reason: 'Broken page: script errors', visits: 1 }],
  });
});
