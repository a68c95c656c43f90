// @vitest-environment node
import { expect, it } from 'vitest';
import { toSteps, type VisitEvent } from '../../../../examples/collector/journey/visits.ts';

const event = (name: string, page = 'p1', more: Partial<VisitEvent> = {}): VisitEvent => ({
  name,
  page,
  title: 'Mug · Shop',
  item: null,
  amount: null,
  ...more,
});

it('says a product page once, by its product', () => {
  const steps = toSteps([event('page_view'), event('view_item', 'p1', { item: 'Enamel mug' })]);
  expect(steps).toEqual([{ name: 'view_item', label: 'Enamel mug' }]);
});

it('takes the name of the shop off a title', () => {
  expect(toSteps([event('page_view')])).toEqual([{ name: 'page_view', label: 'Mug' }]);
});

it('shows what was bought for how much', () => {
  expect(toSteps([event('purchase', 'p2', { amount: '14.90 EUR' })])).toEqual([
    { name: 'purchase', label: 'Purchase 14.90 EUR' },
  ]);
});

it('keeps the beginning and the end of a long visit', () => {
  const steps = toSteps(
    Array.from({ length: 60 }, (_, index) => event('page_view', `p${index}`, { title: `Page ${index}` })),
  );
  expect(steps[0]?.label).toBe('Page 0');
  expect(steps.at(-1)?.label).toBe('Page 59');
  expect(steps.find(({ name }) => name === 'more')?.label).toBe('… 36 more');
});
