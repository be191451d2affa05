import fc from 'fast-check';
import type { JsonObject } from '#kernel';
import { RISK_BANDS, type RiskBand, SUBSTANCES } from '#contracts/rehabilitation/codes';
import { type AssistScore, assist, type Substance } from './assist.js';
import { DEFINITIONS, definitionOf } from './catalogue.js';
import { bandOf, type Definition, type Totalled } from './definition.js';
import type { Item } from './form.js';
import { refusalOf } from './forms-for-specs.js';
import type { UricaScore } from './urica.js';
import type { WhoqolScore } from './whoqol.js';

const RUNS = { numRuns: 100 };

const answersTo = (items: readonly Item[]): fc.Arbitrary<JsonObject> =>
  fc.record(
    Object.fromEntries(
      items.map(({ item, choices }) => [item, fc.constantFrom(...choices.map(({ answer }) => answer))]),
    ),
  );

const index = fc.integer({ min: 0, max: 4 });
const lately = fc.constantFrom('N', 'P', 'E');

/** Legal interviews about one substance. */
const interviewOn = (substance: Substance): fc.Arbitrary<JsonObject> =>
  fc.oneof(
    fc.constant({ q1: false }),
    fc.record({ q1: fc.constant(true), q2: fc.constant(0), q6: lately, q7: lately }),
    fc.record({
      q1: fc.constant(true),
      q2: fc.integer({ min: 1, max: 4 }),
      q3: index,
      q4: index,
      ...(substance !== 'tobacco' && { q5: index }),
      q6: lately,
      q7: lately,
    }),
  );
const screening = fc
  .subarray([...SUBSTANCES], { minLength: 1 })
  .chain((asked) => fc.record(Object.fromEntries(asked.map((substance) => [substance, interviewOn(substance)]))));

const rank = (risk: RiskBand): number => RISK_BANDS.indexOf(risk);
const scored = (form: JsonObject, substance: Substance): number =>
  assist.score({ [substance]: form }).scores[substance]?.score ?? -1;

describe('an ASSIST score', () => {
  it('is 0 to 39, of tobacco to 31, and its risk never above the highest', () => {
    fc.assert(
      fc.property(screening, (answers) => {
        const { scores, highestRisk }: AssistScore = assist.score(answers);
        expect(Object.keys(scores).toSorted()).toEqual(Object.keys(answers).toSorted());
        const risks = Object.entries(scores).map(([substance, { score, risk }]) => {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(substance === 'tobacco' ? 31 : 39);
          return rank(risk);
        });
        expect(rank(highestRisk)).toBe(Math.max(...risks));
      }),
      RUNS,
    );
  });

  it('never falls when use is more frequent or worse', () => {
    const item = fc.constantFrom('q2', 'q3', 'q4', 'q5');
    fc.assert(
      fc.property(interviewOn('opioids'), item, (form, worse) => {
        const before = form[worse];
        fc.pre(typeof before === 'number' && before > 0 && before < 4);
        expect(scored({ ...form, [worse]: before + 1 }, 'opioids')).toBeGreaterThan(scored(form, 'opioids'));
      }),
      RUNS,
    );
  });

  it('is at most 6 without use in the period, whatever was before (A7)', () => {
    fc.assert(
      fc.property(fc.constantFrom('N', 'E'), fc.constantFrom('N', 'E'), (q6, q7) => {
        expect(scored({ q1: true, q2: 0, q6, q7 }, 'opioids')).toBeLessThanOrEqual(6);
      }),
      RUNS,
    );
  });

  it('is refused for any one illegal answer, naming exactly its item (R-2.2)', () => {
    const wrong = fc.oneof(fc.integer({ min: 5 }), fc.integer({ max: -1 }), fc.constant('p'), fc.constant([]));
    const user = interviewOn('opioids').filter(({ q2 = 0 }) => Number(q2) > 0);
    fc.assert(
      fc.property(user, fc.constantFrom('q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'q7'), wrong, (form, item, answer) => {
        expect(refusalOf(() => assist.score({ opioids: { ...form, [item]: answer } }))).toEqual({
          code: 'item-out-of-range',
          rule: 'R-2.2',
          problems: [expect.stringMatching(`^opioids\\.${item} must be one of `)],
        });
      }),
      RUNS,
    );
  });
});

const totals = DEFINITIONS.filter(({ code }) =>
  ['DAST_10', 'COWS', 'CIWA_AR'].includes(code),
) as Definition<Totalled>[];

describe.each(totals.map((definition) => [definition.version, definition.code, definition] as const))(
  'a score of version %s of %s',
  (_, code, { items, cutoffs, score }) => {
    it('is in range, in its band, and one more for a worse answer', () => {
      const most = { DAST_10: 10, COWS: 48, CIWA_AR: 67 }[code] ?? 0;
      fc.assert(
        fc.property(answersTo(items), fc.constantFrom(...items), (answers, { item, choices }) => {
          const now = score(answers);
          expect(now.score).toBeGreaterThanOrEqual(0);
          expect(now.score).toBeLessThanOrEqual(most);
          expect(now.band).toBe(bandOf(cutoffs?.scales.score ?? [], now.score));
          const scoreOf = (of: unknown): number => choices.find(({ answer }) => answer === of)?.score ?? 0;
          for (const { answer, score: worth = 0 } of choices) {
            const changed = score({ ...answers, [item]: answer }).score;
            expect(changed - now.score).toBe(worth - scoreOf(answers[item]));
          }
        }),
        RUNS,
      );
    });
  },
);

describe('a URICA score', () => {
  it('has subscales of 1 to 5 and a readiness of -2 to 14, whatever the omitted items say', () => {
    const { items, score } = definitionOf('URICA') as Definition<UricaScore>;
    fc.assert(
      fc.property(answersTo(items), fc.integer({ min: 1, max: 5 }), (answers, omitted) => {
        const { readiness, ...subscales } = score(answers);
        for (const subscale of Object.values(subscales) as number[]) {
          expect(subscale).toBeGreaterThanOrEqual(1);
          expect(subscale).toBeLessThanOrEqual(5);
        }
        expect(readiness).toBeGreaterThanOrEqual(-2);
        expect(readiness).toBeLessThanOrEqual(14);
        expect(score({ ...answers, 4: omitted, 9: omitted, 20: omitted, 31: omitted })).toEqual({
          readiness,
          ...subscales,
        });
      }),
      RUNS,
    );
  });
});

describe('a WHOQOL-BREF score', () => {
  const versions = DEFINITIONS.filter(({ code }) => code === 'WHOQOL_BREF') as Definition<WhoqolScore>[];

  it('is 0 to 100 or null, and null in every domain when it is not scorable', () => {
    fc.assert(
      fc.property(fc.constantFrom(...versions), fc.nat(8), fc.integer(), ({ items, score }, count, seed) => {
        const [full] = fc.sample(answersTo(items), { numRuns: 1, seed });
        const [gone] = fc.sample(fc.subarray([...items], { minLength: count, maxLength: count }), { numRuns: 1, seed });
        const answers = Object.fromEntries(
          Object.entries(full ?? {}).filter(([item]) => !gone?.some((missing) => missing.item === item)),
        );
        const { scorable, domains } = score(answers);
        expect(scorable).toBe(count <= 5);
        for (const domain of Object.values(domains)) {
          if (!scorable) expect(domain).toBeNull();
          if (domain === null) continue;
          expect(domain).toBeGreaterThanOrEqual(0);
          expect(domain).toBeLessThanOrEqual(100);
        }
      }),
      RUNS,
    );
  });
});
