import fc from 'fast-check';
import type { JsonObject } from '#kernel';
import { assist } from './assist.js';
import { DEFINITIONS, definitionOf } from './catalogue.js';
import { type Definition, referencePeriodOf } from './definition.js';
import { filled, interview, refusalOf, without } from './forms-for-specs.js';
import { likert } from './likert.js';

const scoring = (code: string, answers: JsonObject, version?: string) =>
  refusalOf(() => definitionOf(code, version).score(answers));
const refusal = (code: string, rule: string, ...problems: string[]) => ({ code, rule, problems });

const used = interview({ q2: 2, q3: 1, q4: 1, q5: 1, q6: 'N', q7: 'E' });
const ofTobacco = without(used, 'q5');

describe('an ASSIST form (R-2.2)', () => {
  it.each<[string, JsonObject, string, ...string[]]>([
    ['asks q5 of tobacco', { tobacco: used }, 'item-not-asked', 'tobacco.q5 is not asked for tobacco'],
    [
      'asks more of who did not use lately',
      { opioids: interview({ q2: 0, q3: 1, q4: 0, q5: 2, q6: 'N', q7: 'N' }) },
      'item-not-asked',
      'opioids.q3 is not asked after that answer to q2',
      'opioids.q5 is not asked after that answer to q2',
    ],
    [
      'asks more of who never used',
      { opioids: { q1: false, q2: 0, q6: 'N' } },
      'item-not-asked',
      'opioids.q2 is not asked after that answer to q1',
      'opioids.q6 is not asked after that answer to q1',
    ],
    [
      'answers beyond the last choice',
      { amphetamine: { ...used, q5: 5 } },
      'item-out-of-range',
      'amphetamine.q5 must be one of 0, 1, 2, 3, 4',
    ],
    [
      'answers in other words',
      { amphetamine: { ...used, q6: 'Y' } },
      'item-out-of-range',
      'amphetamine.q6 must be one of N, P, E',
    ],
    [
      'does not say whether it was used',
      { opioids: { q2: 0, q6: 'N', q7: 'N' } },
      'item-missing',
      'opioids.q1 is missing',
    ],
    ['lacks an item', { amphetamine: ofTobacco }, 'item-missing', 'amphetamine.q5 is missing'],
    ['has an item of its own', { opioids: { ...used, q9: 1 } }, 'unknown-item', 'opioids.q9 is not an item here'],
    [
      'has a substance of its own',
      { opioids: used, kratom: used },
      'unknown-substance',
      'kratom is not a substance here',
    ],
    ['is no form', { opioids: 27 }, 'item-out-of-range', 'opioids must be answered item by item'],
    ['asks about nothing', {}, 'item-missing', 'q1 is missing for every substance'],
    ['injects another answer', { opioids: used, q8: 3 }, 'item-out-of-range', 'q8 must be one of N, P, E'],
    [
      'asks who never used about injecting',
      { opioids: { q1: false }, q8: 'N' },
      'item-not-asked',
      'q8 is not asked of who has never used',
    ],
  ])('is refused when it %s', (_, answers, code, ...problems) => {
    expect(scoring('WHO_ASSIST', answers)).toEqual(refusal(code, 'R-2.2', ...problems));
  });

  it('takes the highest risk of its substances, and 0 for what was never used', () => {
    expect(scoring('WHO_ASSIST', { tobacco: ofTobacco, alcohol: { q1: false }, q8: 'N' })).toEqual({
      scores: { tobacco: { score: 13, risk: 'MODERATE' }, alcohol: { score: 0, risk: 'LOW' } },
      highestRisk: 'MODERATE',
    });
  });

  it('takes no property that every object has for a substance or an answer', () => {
    expect(scoring('WHO_ASSIST', { toString: used })).toEqual(
      refusal('unknown-substance', 'R-2.2', 'toString is not a substance here'),
    );
  });
});

describe('a reference period (R-2.2)', () => {
  it('is chosen where there are several, and the only one otherwise', () => {
    expect(referencePeriodOf(assist, 'THREE_MONTHS_BEFORE_ARREST')).toBe('THREE_MONTHS_BEFORE_ARREST');
    expect(referencePeriodOf(definitionOf('DAST_10'))).toBe('LAST_12_MONTHS');
    const legal = 'referencePeriod must be one of LAST_3_MONTHS, THREE_MONTHS_BEFORE_ARREST';
    expect(refusalOf(() => ({ period: referencePeriodOf(assist) }))).toEqual(
      refusal('reference-period-required', 'R-2.2', legal),
    );
    expect(refusalOf(() => ({ period: referencePeriodOf(assist, 'LAST_12_MONTHS') }))).toEqual(
      refusal('unknown-reference-period', 'R-2.2', legal),
    );
  });
});

const flat: readonly Definition[] = [
  ...DEFINITIONS.filter(({ code }) => code !== 'WHO_ASSIST'),
  likert('any-7x5'),
].flatMap((definition) => definition ?? []);

describe.each(flat.map((definition) => [`${definition.code} ${definition.version}`, definition] as const))(
  'a form of %s',
  (_, { items, rule, missing, score }) => {
    const legal = filled(items, (answers) => answers[0]);

    it('is refused for any one illegal answer, naming exactly its item', () => {
      const anything = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant([]));
      fc.assert(
        fc.property(fc.constantFrom(...items), anything, ({ item, choices }, answer) => {
          fc.pre(!choices.some((choice) => choice.answer === answer));
          expect(refusalOf(() => score({ ...legal, [item]: answer }))).toEqual({
            code: 'item-out-of-range',
            rule,
            problems: [expect.stringMatching(`^${item} must be one of `)],
          });
        }),
        { numRuns: 50 },
      );
    });

    it('is refused for an item that it does not have', () => {
      expect(refusalOf(() => score({ ...legal, 99: 1 }))).toEqual(
        refusal('unknown-item', rule, '99 is not an item here'),
      );
    });

    it('is refused for any one item that must be there and is missing', () => {
      for (const { item, optional } of items) {
        const others = without(legal, item);
        const mayMiss = optional === true;
        expect(refusalOf(() => score(others))).toEqual(
          mayMiss ? expect.not.objectContaining({ rule }) : refusal('item-missing', rule, `${item} is missing`),
        );
      }
      expect(missing.form).toBe(
        items.some(({ choices, optional }) => optional && choices[0]?.score !== undefined) ? 5 : 0,
      );
    });
  },
);
