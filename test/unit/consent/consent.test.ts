// What several decisions of several sources come to.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DatedDecision, elsewhere, mergeDecisions, nextDecisions } from '../../../src/consent/consent.ts';

type Answer = boolean | undefined;

const decision = (source: string, at: number, analytics?: Answer, marketing?: Answer, more = {}): DatedDecision => ({
  source,
  at,
  ...(analytics !== undefined && { analytics }),
  ...(marketing !== undefined && { marketing }),
  ...more,
});
const listAfter = (...decisions: DatedDecision[]) => decisions.reduce(nextDecisions, [] as readonly DatedDecision[]);
const stateAfter = (...decisions: DatedDecision[]) => mergeDecisions(listAfter(...decisions));

describe('the merge of all decisions', () => {
  it.each<[what: string, answers: Answer[], expected: string]>([
    ['undecided while nobody has spoken', [], 'undecided'],
    ['undecided while nobody has said a word about it', [undefined, undefined], 'undecided'],
    ['granted by one grant', [true], 'granted'],
    ['granted by one grant beside silence', [undefined, true], 'granted'],
    ['granted when all grant', [true, true], 'granted'],
    ['denied by one denial', [false], 'denied'],
    ['denied by a denial before a grant', [false, true], 'denied'],
    ['denied by a denial after a grant', [true, false], 'denied'],
    ['denied by one of many', [true, undefined, false, true], 'denied'],
  ])('is %s', (_, answers, expected) => {
    const analytics = answers.map((answer, index) => decision(`banner-${index}`, index, answer));
    const marketing = answers.map((answer, index) => decision(`banner-${index}`, index, undefined, answer));
    expect(mergeDecisions(analytics)).toMatchObject({ analytics: expected, marketing: 'undecided' });
    expect(mergeDecisions(marketing)).toMatchObject({ analytics: 'undecided', marketing: expected });
  });

  it('decides the purposes apart', () => {
    expect(stateAfter(decision('a', 1, true, false))).toMatchObject({ analytics: 'granted', marketing: 'denied' });
    expect(stateAfter(decision('a', 1, false, true))).toMatchObject({ analytics: 'denied', marketing: 'granted' });
  });

  it.each([['yes'], [1], [null], ['true'], [{}], [Number.NaN]])('does not take %j for an answer', (answer) => {
    const unreadable = { source: 'a', at: 1, analytics: answer, marketing: answer } as unknown as DatedDecision;
    expect(mergeDecisions([unreadable])).toMatchObject({ analytics: 'undecided', marketing: 'undecided' });
  });

  it('names the latest decision as the evidence', () => {
    const evidence = { version: '7', id: 'record-1' };
    expect(stateAfter(decision('klaro', 5, true, true, evidence), decision('tcf', 3, true, true))).toEqual({
      analytics: 'granted',
      marketing: 'granted',
      source: 'klaro',
      at: 5,
      ...evidence,
    });
  });

  it.each<[what: string, analytics: Answer]>([
    ['a refusal', false],
    ['silence', undefined],
  ])('never ties %s to the record of a person', (_, analytics) => {
    expect(stateAfter(decision('klaro', 1, analytics, true, { id: 'record-1' })).id).toBeUndefined();
    // Nor by way of another source's grant.
    const refused = stateAfter(decision('tcf', 1, false), decision('klaro', 2, true, true, { id: 'record-1' }));
    expect(refused.id).toBeUndefined();
  });
});

describe('the list of decisions', () => {
  it('keeps the last one of a source', () => {
    expect(listAfter(decision('a', 1, true), decision('a', 2, false))).toEqual([decision('a', 2, false)]);
    expect(stateAfter(decision('a', 1, false), decision('a', 2, true)).analytics).toBe('granted');
  });

  it('takes what a source leaves out of its next decision as no longer decided', () => {
    expect(stateAfter(decision('a', 1, true, true), decision('a', 2, undefined, true))).toMatchObject({
      analytics: 'undecided',
      marketing: 'granted',
    });
  });

  it('ignores one that is older than what its source said before', () => {
    const denied = listAfter(decision('a', 5, false));
    expect(nextDecisions(denied, decision('a', 4, true))).toBe(denied);
  });

  it('takes the later of two calls made within one millisecond', () => {
    expect(stateAfter(decision('a', 5, true), decision('a', 5, false)).analytics).toBe('denied');
    expect(stateAfter(decision('a', 5, false), decision('a', 5, true)).analytics).toBe('granted');
  });

  it('is ordered by time, in whatever order they came', () => {
    const sources = listAfter(decision('b', 2), decision('c', 3), decision('a', 1)).map(({ source }) => source);
    expect(sources).toEqual(['a', 'b', 'c']);
  });

  it('never changes the list it was given', () => {
    const before = Object.freeze(listAfter(decision('b', 2, true), decision('a', 1, true)));
    nextDecisions(before, decision('a', 3, false));
    expect(before.map(({ at }) => at)).toEqual([1, 2]);
  });

  it('lets a grant stand only while no other source denies, whatever the order', () => {
    const decisions = fc.array(
      fc.record({
        source: fc.constantFrom('a', 'b', 'c'),
        at: fc.nat({ max: 20 }),
        analytics: fc.option(fc.boolean(), { nil: undefined }),
      }),
      { maxLength: 12, size: 'max' },
    );
    fc.assert(
      fc.property(decisions, (sequence) => {
        const lastOf = new Map<string, { at: number; analytics: Answer }>();
        for (const each of sequence) if (each.at >= (lastOf.get(each.source)?.at ?? 0)) lastOf.set(each.source, each);
        const answers = [...lastOf.values()].map(({ analytics }) => analytics);
        const expected = answers.includes(false) ? 'denied' : answers.includes(true) ? 'granted' : 'undecided';
        expect(stateAfter(...(sequence as DatedDecision[])).analytics).toBe(expected);
      }),
    );
  });
});

describe('a withdrawal seen in another tab', () => {
  const withdrawal = decision(elsewhere, 10, false, false);

  it('denies whatever the sources here have granted', () => {
    expect(stateAfter(decision('klaro', 1, true, true), withdrawal)).toMatchObject({
      analytics: 'denied',
      marketing: 'denied',
    });
  });

  it('is over as soon as a source here decides again', () => {
    expect(stateAfter(decision('klaro', 1, true), withdrawal, decision('klaro', 11, true)).analytics).toBe('granted');
    expect(stateAfter(withdrawal, decision('klaro', 11, false)).analytics).toBe('denied');
  });

  it('is not lifted by a decision from before it', () => {
    expect(stateAfter(decision('klaro', 1, true), withdrawal, decision('tcf', 2, true)).analytics).toBe('denied');
    // A banner that is read again tells its old decision a second time.
    expect(stateAfter(decision('klaro', 1, true), withdrawal, decision('klaro', 1, true)).analytics).toBe('denied');
  });
});
