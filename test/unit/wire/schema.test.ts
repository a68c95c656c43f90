// The published schema, our own validator, and an independent one say the same.
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBatch } from '../../../src/wire/index.ts';
import schema from '../../../src/wire/schema.json' with { type: 'json' };
import { stringify } from '../../../src/wire/stringify.ts';
import { damagedBodies, encodedBatches } from './batches.ts';

const ajv = new Ajv2020({ strict: true, allowUnionTypes: false });
const isValid = ajv.compile(schema);

/** The one rule that JSON Schema cannot say. */
const hasOrphan = (body: string) => {
  const { pages, events } = JSON.parse(body);
  return events.some(({ page }: { page: string }) => !Object.hasOwn(pages, page));
};

/** A keyword that our validator did not know would go unchecked. */
const supported =
  /^(\$(ref|defs|schema|id)|title|description|const|enum|type|required|properties|additionalProperties|items|(min|max)(Items|Length|imum))$/;

const listKeywords = (node: object): string[] =>
  Object.entries(node).flatMap(([keyword, value]) => {
    if (/^(properties|\$defs)$/.test(keyword)) return [keyword, ...Object.values(value).flatMap(listSchema)];
    return [keyword, ...(/^(items|additionalProperties)$/.test(keyword) ? listSchema(value) : [])];
  });
const listSchema = (value: unknown) => listKeywords(value as object);

describe('the published schema', () => {
  it('is valid and strict JSON Schema 2020-12', () => {
    expect(ajv.validateSchema(schema)).toBe(true);
  });

  it('uses only keywords that our validator checks', () => {
    expect(listKeywords(schema).filter((keyword) => !supported.test(keyword))).toEqual([]);
  });

  it('limits every text and every number, as our validator counts on', () => {
    const definitions: object[] = Object.values(schema.$defs);
    const limits = definitions.filter(
      (definition) => 'type' in definition && /string|integer/.test(`${definition.type}`),
    );
    expect(limits.length).toBeGreaterThan(3);
    expect(limits.filter((limit) => !('maxLength' in limit || 'maximum' in limit))).toEqual([]);
  });

  it('accepts whatever the library encodes', () => {
    fc.assert(
      fc.property(encodedBatches, (batch) => {
        expect(isValid(JSON.parse(stringify(batch))) ? [] : isValid.errors).toEqual([]);
      }),
    );
  });

  it('is judged alike by Ajv and by decodeBatch on damaged batches', () => {
    const verdicts = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(damagedBodies, (body) => {
        const decoded = decodeBatch(body);
        const isExpected = isValid(JSON.parse(body)) && !hasOrphan(body);
        verdicts[decoded.ok ? 'accepted' : 'refused']++;
        if (decoded.ok !== isExpected) {
          const words = decoded.ok ? 'accepted' : decoded.reason;
          throw new Error(`decodeBatch: ${words}\nAjv: ${ajv.errorsText(isValid.errors)}\n${body.slice(0, 2000)}`);
        }
      }),
      { numRuns: 500 },
    );
    // Damage that never or always hurts would prove nothing.
    expect(Math.min(verdicts.accepted, verdicts.refused)).toBeGreaterThan(25);
  }, 30_000);
});
