import type { JsonObject, JsonValue } from '#kernel';
import { ASI_DOMAINS } from './asi.js';
import { definitionOf } from './catalogue.js';
import { refusalOf, without } from './forms-for-specs.js';
import { likert } from './likert.js';

const scoring = (code: string, answers: JsonObject, version?: string) =>
  refusalOf(() => definitionOf(code, version).score(answers));
const refusal = (code: string, rule: string, ...problems: string[]) => ({ code, rule, problems });

describe('an ASI rating (R-2.7)', () => {
  const rated = Object.fromEntries(ASI_DOMAINS.map((domain, index) => [domain, index]));

  it('suggests a programme by the higher of alcohol and drug, in the words of the severity', () => {
    expect(scoring('ASI', { ...rated, alcohol: 9, medical: { severity: 1 } })).toEqual({
      severities: {
        medical: { severity: 1, meaning: 'no-real-problem' },
        employment: { severity: 1, meaning: 'no-real-problem' },
        alcohol: { severity: 9, meaning: 'extreme' },
        drug: { severity: 3, meaning: 'slight' },
        legal: { severity: 4, meaning: 'moderate' },
        family: { severity: 5, meaning: 'moderate' },
        psychiatric: { severity: 6, meaning: 'considerable' },
      },
      suggestion: { severity: 9, programmeDays: 60 },
    });
  });

  it.each([
    [0, 15],
    [3, 15],
    [4, 30],
    [5, 30],
    [6, 60],
    [9, 60],
  ])('of %i suggests %i days', (drug, programmeDays) => {
    expect(scoring('ASI', { ...rated, alcohol: 0, drug })).toHaveProperty('suggestion', {
      severity: drug,
      programmeDays,
    });
  });

  it('needs a comment two or more from the suggested range, on either side', () => {
    const suggested = { from: 4, to: 5 };
    for (const severity of [2, 7]) {
      expect(scoring('ASI', { ...rated, drug: { severity, suggested } })).toEqual(
        refusal('comment-required', 'R-2.7', 'drug.comment is missing: a rating 2 or more outside the range says why'),
      );
      expect(scoring('ASI', { ...rated, drug: { severity, suggested, comment: 'Alasan.' } })).toHaveProperty(
        'suggestion',
      );
    }
    for (const severity of [3, 4, 5, 6]) {
      expect(scoring('ASI', { ...rated, drug: { severity, suggested } })).toHaveProperty('suggestion');
    }
  });

  it.each<[JsonValue, string, string]>([
    [{ comment: 'x' }, 'item-missing', 'drug is missing'],
    [{ severity: 10 }, 'item-out-of-range', 'drug must be one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9'],
    [
      { severity: 3, suggested: { from: 5, to: 4 } },
      'item-out-of-range',
      'drug.suggested must be {from, to} within 0 to 9, ascending',
    ],
    [
      { severity: 3, suggested: { from: 3 } },
      'item-out-of-range',
      'drug.suggested must be {from, to} within 0 to 9, ascending',
    ],
    [{ severity: 3, suggested: 3 }, 'item-out-of-range', 'drug.suggested must be {from, to} within 0 to 9, ascending'],
    [{ severity: 3, comment: ' ' }, 'item-out-of-range', 'drug.comment must be text of 1 to 2000 characters'],
    [
      { severity: 3, comment: 'x'.repeat(2001) },
      'item-out-of-range',
      'drug.comment must be text of 1 to 2000 characters',
    ],
    [{ severity: 3, score: 3 }, 'unknown-item', 'drug.score is not an item here'],
  ])('%j is refused', (drug, code, problem) => {
    expect(scoring('ASI', { ...rated, drug })).toEqual(refusal(code, 'R-2.7', problem));
  });

  it('is complete with all seven domains only', () => {
    for (const domain of ASI_DOMAINS) {
      expect(scoring('ASI', without(rated, domain))).toEqual(refusal('item-missing', 'R-2.7', `${domain} is missing`));
    }
  });
});

describe('a Likert scale', () => {
  it('is as large as its version says, and has no cut-offs', () => {
    expect(scoring('LIKERT', { 1: 1, 2: 4, 3: 2 }, 'self-efficacy-3x4')).toEqual({ score: 7, mean: 7 / 3 });
    expect(scoring('LIKERT', { 1: 1, 2: 5 }, 'self-efficacy-3x4')).toEqual(
      refusal('item-out-of-range', 'R-2.4', '2 must be one of 1, 2, 3, 4', '3 is missing'),
    );
    expect(likert('a-100x11')?.items).toHaveLength(100);
  });

  it.each([undefined, 'self-efficacy', '10x4', 'a-0x4', 'a-101x4', 'a-10x1', 'a-10x12', 'A-10x4', 'a-10x4x'])(
    'of version %s is none',
    (version) => {
      expect(scoring('LIKERT', {}, version)).toEqual(
        refusal('unknown-version', 'R-2.3', 'version must be one of <name>-<items>x<points>'),
      );
    },
  );
});
