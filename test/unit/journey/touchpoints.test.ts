// Which arrivals make up the path, and what is forgotten of them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextSession, type Session } from '../../../src/journey/session.ts';
import { forgetClicks, isDirect, nextPath } from '../../../src/journey/touchpoints.ts';
import type { Touch } from '../../../src/types.ts';

const now = 1_763_750_000_000;
const minuteMs = 60_000;
const session = (changes: Partial<Session> = {}) => ({ ...nextSession(undefined, now, () => 's'), ...changes });
const direct = (at: number): Touch => ({ at, landing: '/' });
const campaign = (name: string, at = now): Touch => ({ at, landing: '/', source: 'newsletter', campaign: name });
const referred = (referrer: string, at = now): Touch => ({ at, landing: '/', referrer });
const clicked = (at = now): Touch => ({ at, landing: '/', click: { name: 'gclid', id: 'abc' } });

describe('a direct arrival', () => {
  it('is one without any origin', () => {
    expect(isDirect(direct(now))).toBe(true);
    expect(isDirect({ at: now })).toBe(true);
  });

  it.each<Touch>([campaign('x'), referred('news.example'), clicked(), { at: now, term: 'mug' }])(
    'is not %j',
    (touch) => {
      expect(isDirect(touch)).toBe(false);
    },
  );
});

describe('the path', () => {
  it('begins with the first arrival, a direct one too', () => {
    expect(nextPath([], direct(now), session())).toEqual([direct(now)]);
  });

  it('grows by every arrival that says where from', () => {
    const path = [campaign('a'), referred('news.example', now + 1), clicked(now + 2)].reduce(
      (path: readonly Touch[], touch) => nextPath(path, touch, session()),
      [direct(now - 1)],
    );
    expect(path.map(({ at }) => at - now)).toEqual([-1, 0, 1, 2]);
  });

  it('is not touched by a direct return, which hides no campaign', () => {
    const path = [campaign('a')];
    expect(nextPath(path, direct(now + minuteMs), session())).toBe(path);
  });

  it('grows by a campaign in the middle of a visit', () => {
    const path = [referred('search.example')];
    expect(nextPath(path, campaign('retargeting', now + minuteMs), session())).toHaveLength(2);
  });

  it.each([campaign('a'), referred('search.example'), clicked()])(
    'is not touched in the same visit by %j once more: its landing page was reloaded, or gone back to',
    (touch) => {
      const path = [direct(now - minuteMs), touch];
      expect(nextPath(path, { ...touch, at: now + minuteMs }, session({ names: ['page_view'] }))).toBe(path);
      expect(nextPath([touch], { ...touch, landing: '/mugs' }, session({ names: ['page_view'] }))).toEqual([touch]);
    },
  );

  it('grows by the same campaign in another visit, and by another click on the same advertisement', () => {
    const again = campaign('a', now + 2 * 24 * 60 * minuteMs);
    expect(nextPath([campaign('a')], again, session())).toEqual([campaign('a'), again]);
    const click = { ...clicked(now + minuteMs), click: { name: 'gclid', id: 'def' } };
    expect(nextPath([clicked()], click, session({ names: ['page_view'] }))).toEqual([clicked(), click]);
  });

  it('is not touched by coming back from a payment page', () => {
    const path = [campaign('a')];
    const paying = session({ checkout_at: now });
    expect(nextPath(path, referred('bank.example', now + 10 * minuteMs), paying)).toBe(path);
  });

  it('grows by a referrer when the checkout is too long ago, or none was begun', () => {
    const path = [campaign('a')];
    const back = referred('bank.example', now + 61 * minuteMs);
    expect(nextPath(path, back, session({ checkout_at: now }))).toEqual([...path, back]);
    expect(nextPath(path, back, session())).toEqual([...path, back]);
  });

  it('grows by a campaign even while a payment may be under way', () => {
    const paying = session({ checkout_at: now });
    const touch = { ...campaign('voucher', now + minuteMs), referrer: 'mail.example' };
    expect(nextPath([direct(now)], touch, paying)).toEqual([direct(now), touch]);
  });

  it('begins with a referrer even while a payment may be under way', () => {
    expect(nextPath([], referred('bank.example'), session({ checkout_at: now }))).toHaveLength(1);
  });

  it('keeps the first and the latest when it is cut to twenty', () => {
    let path: readonly Touch[] = [direct(now)];
    for (let index = 1; index <= 30; index++) path = nextPath(path, campaign(`${index}`, now + index), session());
    expect(path.map(({ at }) => at - now)).toEqual([0, ...Array.from({ length: 19 }, (_, index) => 12 + index)]);
  });

  it('never changes the list it was given, never outgrows twenty, and never loses its first', () => {
    const touch = fc.constantFrom(direct, campaign.bind(null, 'a'), referred.bind(null, 'x.example'), clicked);
    fc.assert(
      fc.property(fc.array(touch, { minLength: 1, maxLength: 60, size: 'max' }), fc.boolean(), (makers, isPaying) => {
        const visit = session(isPaying ? { checkout_at: now } : {});
        let path: readonly Touch[] = [];
        for (const [index, make] of makers.entries()) {
          const before = Object.freeze([...path]);
          path = nextPath(before, make(now + index), visit);
        }
        expect(path.length).toBeLessThanOrEqual(20);
        expect(path[0]?.at).toBe(now);
        expect(path.slice(1).some(isDirect)).toBe(false);
      }),
    );
  });
});

describe('forgetting clicks', () => {
  it('removes the click ids in place and leaves everything else', () => {
    const touches = [clicked(), campaign('a')];
    const [held] = touches;
    forgetClicks(touches);
    expect(held).toEqual({ at: now, landing: '/' });
    expect(touches[1]).toEqual(campaign('a'));
  });

  it('works on first and last of a batch alike', () => {
    const source = { first: clicked(), last: { ...campaign('a'), click: { name: 'msclkid', id: 'x' } } };
    forgetClicks(source);
    expect(JSON.stringify(source)).not.toMatch(/click|gclid|msclkid/);
  });

  it('has nothing to do where there are no touches', () => {
    expect(() => forgetClicks(undefined)).not.toThrow();
    expect(() => forgetClicks({ first: clicked(), last: undefined })).not.toThrow();
  });
});
