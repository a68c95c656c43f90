// Which visits count as bounced.
import { describe, expect, it } from 'vitest';
import { isBounced } from '../../../src/engagement/bounce.ts';

describe('a visit', () => {
  it.each<[what: string, views: number, engagedMs: number, names: string[], isExpected: boolean]>([
    ['of one short look', 1, 3000, ['page_view', 'page_leave'], true],
    ['of one look that was never engaged', 1, 0, ['page_view'], true],
    ['of one look of nearly ten seconds', 1, 9999, ['page_view'], true],
    ['of one look of ten seconds', 1, 10_000, ['page_view'], false],
    ['of two pages', 2, 0, ['page_view'], false],
    ['of many pages', 12, 100, ['page_view'], false],
    ['with no page view, and nothing done', 0, 0, [], true],
    ['that looked at a product', 1, 3000, ['page_view', 'view_item'], true],
    ['that saw a list', 1, 3000, ['page_view', 'view_item_list', 'select_item'], true],
    ['that only measured', 1, 3000, ['page_view', 'web_vitals', 'exception'], true],
  ])('%s bounced or not, as GA4 counts', (_, views, engagedMs, names, isExpected) => {
    expect(isBounced(views, engagedMs, names)).toBe(isExpected);
  });

  it.each([
    ...['add_to_cart', 'add_to_wishlist', 'add_shipping_info', 'add_payment_info', 'view_cart', 'begin_checkout'],
    ...['checkout_step', 'purchase', 'generate_lead', 'sign_up', 'search'],
  ])('with %s is no bounce, however short', (name) => {
    expect(isBounced(1, 0, ['page_view', name])).toBe(false);
  });

  it.each(['research', 'my_purchase', 'readd_to_cart', 'pre_sign_up'])(
    'with %s is one: a name that only contains another shows nothing',
    (name) => {
      expect(isBounced(1, 0, [name])).toBe(true);
    },
  );

  it('asks for as much engaged time as the owner says', () => {
    expect(isBounced(1, 10_000, ['page_view'], 30_000)).toBe(true);
    expect(isBounced(1, 30_000, ['page_view'], 30_000)).toBe(false);
  });
});
