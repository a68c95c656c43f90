// The visitor's record as it is counted, kept, shared between tabs and forgotten.
import { describe, expect, it } from 'vitest';
import {
  campaign,
  clicked,
  createFakeStorage,
  createKeeper,
  direct,
  endTask,
  minuteMs,
  never,
  now,
  view,
} from './keeper.ts';

describe('counting', () => {
  it('begins a visitor, a visit and a path with the first event', async () => {
    const { keeper } = createKeeper();
    const { visitor, session, source } = await view(keeper, now, campaign('a'));
    expect(visitor).toEqual({ id: expect.stringMatching(/^[a-z0-9]+$/), since: now, visits: 1, purchases: 0 });
    expect(session).toEqual({ id: expect.stringMatching(/^[a-z0-9]+$/), started_at: now });
    expect(source).toEqual({ first: campaign('a'), last: undefined });
    expect(visitor?.id).not.toBe(session?.id);
  });

  it('knows the visitor again on the next page, and does not count a visit twice', async () => {
    const { keeper, storage } = createKeeper();
    const first = await view(keeper);
    const { keeper: nextPage } = createKeeper({ storage });
    expect(await view(nextPage, now + minuteMs)).toEqual(first);
  });

  it('counts a visit for every new session', async () => {
    const { keeper } = createKeeper();
    const first = await view(keeper);
    const second = await view(keeper, now + 31 * minuteMs);
    expect(second.visitor).toEqual({ ...first.visitor, visits: 2 });
    expect(second.session?.id).not.toBe(first.session?.id);
  });

  it('measures the pause from the last event, not from the first', async () => {
    const { keeper } = createKeeper();
    const first = await view(keeper);
    await view(keeper, now + 20 * minuteMs);
    expect((await view(keeper, now + 40 * minuteMs)).session).toEqual(first.session);
  });

  it('does not shorten the visit when a late event tells an earlier time', async () => {
    const { keeper } = createKeeper();
    const first = await view(keeper, now + 20 * minuteMs);
    await view(keeper, now);
    expect((await view(keeper, now + 45 * minuteMs)).session).toEqual(first.session);
  });

  it('waits an hour for who has left in the middle of the checkout', async () => {
    const { keeper } = createKeeper();
    const first = keeper.count('add_payment_info', now, direct(), never);
    await endTask();
    expect((await view(keeper, now + 55 * minuteMs)).session).toEqual(first.session);
  });

  it('counts purchases, and tells of them at once', async () => {
    const { keeper } = createKeeper();
    await view(keeper);
    expect(keeper.count('purchase', now, undefined, never).visitor?.purchases).toBe(1);
    await endTask();
    expect(keeper.count('purchase', now, undefined, never).visitor?.purchases).toBe(2);
    expect(keeper.journey()).toMatchObject({ purchases: 2, visits: 1, stage: 'loyalty' });
  });

  it('hands out what later events of the same task do not change', () => {
    const { keeper } = createKeeper();
    const first = keeper.count('page_view', now, direct(), never);
    const copy = structuredClone(first);
    keeper.count('purchase', now, undefined, never);
    keeper.count('page_view', now + 40 * minuteMs, campaign('b', now + 40 * minuteMs), never);
    expect(first).toEqual(copy);
  });

  it('starts all over with a visitor whose id is too old', async () => {
    const { keeper } = createKeeper();
    const first = await view(keeper, now, campaign('a'));
    keeper.remember('cart', [1]);
    await endTask();
    const later = now + 396 * 24 * 60 * minuteMs;
    const second = await view(keeper, later, direct(later));
    expect(second.visitor).toMatchObject({ since: later, visits: 1, purchases: 0 });
    expect(second.visitor?.id).not.toBe(first.visitor?.id);
    expect(second.source).toEqual({ first: direct(later), last: undefined });
    expect(keeper.recall('cart')).toBeUndefined();
  });

  it('knows no more names of a visit than forty', async () => {
    const { keeper } = createKeeper();
    for (let index = 0; index < 60; index++) keeper.count(`name_${index}`, now, undefined, never);
    expect(keeper.session()?.names).toHaveLength(40);
  });
});

describe('the touchpoints', () => {
  it('are the first one and the last that was not direct', async () => {
    const { keeper } = createKeeper();
    await view(keeper, now, direct());
    await view(keeper, now + 1, campaign('a', now + 1));
    const { source } = await view(keeper, now + 2, direct(now + 2));
    expect(source).toEqual({ first: direct(), last: campaign('a', now + 1) });
  });

  it('may begin with a recovered landing when the very first event came from nowhere', async () => {
    const { keeper } = createKeeper();
    const { source } = keeper.count('page_view', now, direct(), () => campaign('landing'));
    expect(source?.first).toEqual(campaign('landing'));
  });

  it('ask for no recovery when the first event says where it came from, nor for anybody known', async () => {
    const { keeper } = createKeeper();
    const refuse = () => {
      throw new Error('asked');
    };
    expect(keeper.count('page_view', now, campaign('a'), refuse).source?.first).toEqual(campaign('a'));
    await endTask();
    keeper.count('page_view', now + 1, direct(now + 1), refuse);
    expect(keeper.journey().touchpoints).toEqual([campaign('a')]);
  });

  it('count a landing page that is loaded again in the same visit once, and in the next visit anew', async () => {
    const { keeper, storage } = createKeeper();
    await view(keeper, now, clicked());
    for (const [minutes, touches] of [
      [1, 1],
      [2, 1],
      [40, 2],
      [41, 2],
    ] as const) {
      const { keeper: nextPage } = createKeeper({ storage });
      await view(nextPage, now + minutes * minuteMs, clicked(now + minutes * minuteMs));
      expect(nextPage.journey().touchpoints).toHaveLength(touches);
    }
  });

  it('cannot be changed by who asked for them', async () => {
    const { keeper } = createKeeper();
    await view(keeper, now, campaign('a'));
    (keeper.journey().touchpoints as unknown[]).length = 0;
    expect(keeper.journey().touchpoints).toHaveLength(1);
  });
});

describe('click ids', () => {
  it('are kept while marketing is granted', async () => {
    const { keeper, storage } = createKeeper();
    const { source } = await view(keeper, now, clicked());
    expect(source?.first.click).toEqual({ name: 'gclid', id: 'click-1' });
    expect(storage.text).toContain('click-1');
  });

  it('are neither sent nor stored without marketing', async () => {
    const { keeper, storage } = createKeeper({ hasMarketing: false });
    const identity = await view(keeper, now, clicked());
    expect(JSON.stringify([identity, storage.writes])).not.toContain('click');
    expect(identity.source?.first.source).toBe('google');
  });

  it('are gone from the storage, and from whatever still holds the touch, when marketing is withdrawn', async () => {
    const { keeper, storage } = createKeeper();
    keeper.count('page_view', now, clicked(), never);
    const { touchpoints } = keeper.journey();
    keeper.allowMarketing(false);
    await endTask();
    expect(JSON.stringify([touchpoints, keeper.journey()])).not.toContain('click');
    expect(storage.text).not.toContain('click');
  });

  it('of earlier pages are gone from the storage when marketing is withdrawn', async () => {
    const { keeper, storage } = createKeeper();
    await view(keeper, now, clicked());
    keeper.allowMarketing(false);
    await endTask();
    expect(storage.text).not.toContain('click');
    expect((await view(keeper, now + 1)).source?.first.source).toBe('google');
  });

  it('are no arrival of their own without marketing, so that they hide no campaign', async () => {
    const { keeper } = createKeeper({ hasMarketing: false });
    await view(keeper, now, campaign('a'));
    const bare = { at: now + 1, landing: '/', click: { name: 'gclid', id: 'click-2' } };
    expect((await view(keeper, now + 1, bare)).source).toEqual({ first: campaign('a'), last: undefined });
  });
});

describe('two tabs', () => {
  it('agree on visitor, visit and touchpoints', async () => {
    const { keeper: one, storage } = createKeeper();
    const { keeper: other } = createKeeper({ storage });
    const first = await view(one, now, campaign('a'));
    expect(await view(other, now + 1)).toEqual(first);
    await view(other, now + 2, campaign('b', now + 2));
    const { source, ...rest } = await view(one, now + 3);
    expect(rest).toEqual({ visitor: first.visitor, session: first.session });
    expect(source?.last).toEqual(campaign('b', now + 2));
  });

  it('keep one visit alive by turns', async () => {
    const { keeper: one, storage } = createKeeper();
    const { keeper: other } = createKeeper({ storage });
    const first = await view(one);
    await view(other, now + 25 * minuteMs);
    expect((await view(one, now + 50 * minuteMs)).session).toEqual(first.session);
  });

  it('count each purchase once, and share what is remembered', async () => {
    const { keeper: one, storage } = createKeeper();
    const { keeper: other } = createKeeper({ storage });
    await view(one);
    one.count('purchase', now, undefined, never);
    one.remember('orders', ['1']);
    await endTask();
    expect(other.recall('orders')).toEqual(['1']);
    expect(other.journey().purchases).toBe(1);
  });

  it('both start anew after one of them has forgotten', async () => {
    const { keeper: one, storage } = createKeeper();
    const { keeper: other } = createKeeper({ storage });
    const first = await view(one);
    other.forget();
    await endTask();
    expect(storage.text).toBe('');
    expect((await view(one, now + 1)).visitor?.id).not.toBe(first.visitor?.id);
  });
});

describe('reading and writing', () => {
  it('happens once in a task, however many events it has, and one look more tells whether it was kept', async () => {
    const { keeper, storage } = createKeeper({ storage: createFakeStorage() });
    await endTask();
    storage.reads = 0;
    storage.writes = [];
    await view(keeper);
    storage.reads = 0;
    storage.writes = [];
    for (let index = 0; index < 50; index++) keeper.count(`name_${index}`, now, undefined, never);
    await endTask();
    expect([storage.reads, storage.writes.length]).toEqual([2, 1]);
  });

  it('creates nobody by only looking', async () => {
    const { keeper, storage } = createKeeper();
    expect(keeper.journey()).toEqual({ stage: undefined, touchpoints: [], visits: 0, purchases: 0 });
    expect([keeper.session(), keeper.recall('cart')]).toEqual([undefined, undefined]);
    await endTask();
    expect(storage.writes).toEqual([]);
  });
});
