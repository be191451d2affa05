import fc from 'fast-check';
import { type JsonObject, type JsonValue, Refusal } from '#kernel';
import { recorded } from '#kernel/given-for-specs';
import { assessor } from '../facts-for-specs.js';
import { SUBSTANCES } from '#contracts/rehabilitation/codes';
import { type ScreeningInstrument, resultOf, type StoredAnswer, inputForm } from './screening.form.js';
import { screening } from './screening.decider.js';
import type { ScreeningCommand } from './screening.record.js';
import { facts, given, recording } from './screening-for-specs.js';

const answer = fc.oneof(
  fc.constantFrom<JsonValue>(true, false, 0, 1, 2, 3, 4, 'N', 'P', 'E'),
  fc.constantFrom<JsonValue>(5, -1, 'n', '', [], {}, [1]),
);
const item = fc.constantFrom('q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'q7', 'q8', 'q9', '1', 'q');
const anyForm = fc.dictionary(
  fc.oneof(fc.constantFrom<string>(...SUBSTANCES), item, fc.string({ maxLength: 8 })),
  fc.oneof(fc.dictionary(item, answer, { maxKeys: 9 }), answer),
  { maxKeys: 8 },
);

/** What was answered of one substance, as a lawful interview goes. */
const legalOf = (substance: string) =>
  fc
    .record({
      used: fc.boolean(),
      q2: fc.nat(4),
      rest: fc.array(fc.nat(4), { minLength: 3, maxLength: 3 }),
      q6: fc.constantFrom('N', 'P', 'E'),
      q7: fc.constantFrom('N', 'P', 'E'),
    })
    .map(({ used, q2, rest: [q3 = 0, q4 = 0, q5 = 0], q6, q7 }): JsonObject => {
      if (!used) return { q1: false };
      const lately = q2 === 0 ? {} : { q3, q4, ...(substance !== 'tobacco' && { q5 }) };
      return { q1: true, q2, ...lately, q6, q7 };
    });
const legalForm = fc
  .uniqueArray(fc.constantFrom(...SUBSTANCES), { minLength: 1 })
  .chain((asked) => fc.tuple(...asked.map((substance) => fc.tuple(fc.constant(substance), legalOf(substance)))))
  .map((forms): JsonObject => Object.fromEntries(forms));
const yesNoForm = fc
  .array(fc.boolean(), { minLength: 10, maxLength: 10 })
  .map((answers): JsonObject => Object.fromEntries(answers.map((input, index) => [String(index + 1), input])));

const decided = (instrument: ScreeningInstrument, answers: JsonObject) => {
  const referencePeriod = instrument === 'DAST_10' ? 'LAST_12_MONTHS' : 'LAST_3_MONTHS';
  const data = { ...recording, instrument, referencePeriod, answers } as const;
  const command: ScreeningCommand = { type: 'RecordScreening', data, facts };
  return screening.decider.decide.RecordScreening(
    { ...command, by: assessor, at: '2024-12-16T02:00:00.000Z', today: '2024-12-16', is: () => false },
    given().state,
  );
};

describe('any answers to a screening', () => {
  it.each<ScreeningInstrument>(['WHO_ASSIST', 'DAST_10'])(
    'to %s are recorded, or refused with a name for what is wrong (R-2.2, R-2.4)',
    (instrument) => {
      fc.assert(
        fc.property(anyForm, (answers) => {
          try {
            const [event] = decided(instrument, answers);
            expect(event?.type).toBe('InmateScreened');
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            expect(error.code).toMatch(/^(item|unknown)-/);
            expect(error.problems.length).toBeGreaterThan(0);
          }
        }),
        { numRuns: 500 },
      );
    },
  );

  it.each<[ScreeningInstrument, fc.Arbitrary<JsonObject>]>([
    ['WHO_ASSIST', legalForm],
    ['DAST_10', yesNoForm],
  ])('to %s that are legal are stored in integers and read as they were recorded', (instrument, forms) => {
    fc.assert(
      fc.property(forms, (answers) => {
        const referencePeriod = instrument === 'DAST_10' ? 'LAST_12_MONTHS' : 'LAST_3_MONTHS';
        const result = resultOf(instrument, { referencePeriod, language: 'id', answers });
        expect(result.answers.every((one) => Number.isInteger(one.answer))).toBe(true);
        expect(inputForm(result.instrument, result.instrumentVersion, result.answers)).toEqual(answers);
        const again = inputForm(result.instrument, result.instrumentVersion, result.answers);
        expect(resultOf(instrument, { referencePeriod, language: 'id', answers: again })).toEqual(result);
      }),
    );
  });

  it('give the same state when they are replayed, sealed as they are', () => {
    fc.assert(
      fc.property(legalForm, (answers) => {
        const [event] = decided('WHO_ASSIST', answers);
        if (event?.type !== 'InmateScreened') throw new Error('Nobody was screened.');
        const open = screening.decider.evolve.InmateScreened(given().state, recorded(event, 0));
        const sealed = recorded({ ...event, data: { ...event.data, answers: [], scores: [] } }, 0);
        expect(screening.decider.evolve.InmateScreened(given().state, sealed).now).toEqual(open.now);
      }),
    );
  });
});

describe('a stored form', () => {
  it('of a version that nobody knows any more is read by the items that are known', () => {
    const stored: readonly StoredAnswer[] = [
      { item: 'q1', substance: 'opioids', answer: 1 },
      { item: 'q99', substance: 'opioids', answer: 7 },
    ];
    expect(inputForm('WHO_ASSIST', '3.1-id.1', stored)).toEqual({ opioids: { q1: true, q99: 7 } });
  });
});
