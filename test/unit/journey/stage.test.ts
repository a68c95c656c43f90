// The ladder of stages, rung by rung, and that the docs show the same one.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { journeyStage } from '../../../src/journey/stage.ts';

const stage = (names: string, history?: { visits?: number; purchases?: number }) =>
  journeyStage(
    names.split(' ').map((name) => ({ name })),
    history,
  );

describe('the stage of a journey', () => {
  it('is awareness as long as nobody looked at anything', () => {
    expect(journeyStage([])).toBe('awareness');
    expect(stage('page_view page_leave view_promotion')).toBe('awareness');
  });

  it.each([
    'search',
    'view_item_list',
    'select_item',
    'view_item',
    'add_to_wishlist',
    'add_to_cart',
    'view_cart',
    'generate_lead',
    'sign_up',
  ])('is consideration with %s', (name) => {
    expect(stage(`page_view ${name}`)).toBe('consideration');
  });

  it('is consideration for who comes back', () => {
    expect(stage('page_view', { visits: 2 })).toBe('consideration');
    expect(stage('page_view', { visits: 1, purchases: 0 })).toBe('awareness');
  });

  it.each(['begin_checkout', 'checkout_step', 'add_shipping_info', 'add_payment_info', 'purchase'])(
    'is purchase with %s',
    (name) => {
      expect(stage(`page_view view_item add_to_cart ${name} page_leave web_vitals`)).toBe('purchase');
    },
  );

  it('is post-purchase once a buyer goes on, comes back, or gives back', () => {
    expect(stage('page_view purchase page_view')).toBe('post-purchase');
    expect(stage('page_view purchase refund')).toBe('post-purchase');
    expect(stage('page_view view_item', { visits: 2, purchases: 1 })).toBe('post-purchase');
    expect(stage('page_view begin_checkout', { visits: 2, purchases: 1 })).toBe('post-purchase');
  });

  it('does not take the purchase that the history counts already for an earlier one', () => {
    expect(stage('page_view purchase', { visits: 1, purchases: 1 })).toBe('purchase');
  });

  it('is loyalty for a repeat buyer, by history or by events', () => {
    expect(stage('page_view', { visits: 5, purchases: 2 })).toBe('loyalty');
    expect(stage('purchase page_view purchase')).toBe('loyalty');
    expect(stage('purchase purchase')).toBe('loyalty');
  });

  it.each(['share', 'write_review', 'submit_review', 'refer_friend', 'referral', 'invite_friend', 'recommend'])(
    'is advocacy with %s, whatever else happened',
    (name) => {
      expect(stage(`page_view ${name} page_view`, { purchases: 3 })).toBe('advocacy');
    },
  );

  it('never takes a checkout step called review, or reading reviews, for advocacy', () => {
    expect(stage('begin_checkout order_review review_order')).toBe('purchase');
    expect(stage('view_item view_reviews')).toBe('consideration');
  });

  it('is what docs/stages.md says, rung by rung', () => {
    const table = readFileSync(join(import.meta.dirname, '../../../docs/stages.md'), 'utf8');
    const rungs = [...table.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
    expect(rungs).toEqual(['advocacy', 'loyalty', 'post-purchase', 'purchase', 'consideration', 'awareness']);
  });
});
