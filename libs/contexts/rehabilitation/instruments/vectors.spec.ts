import { definitionOf } from './catalogue.js';
import { interview, numbered, vectors, without, yesNo } from './forms-for-specs.js';

const score = (code: string, answers: Parameters<ReturnType<typeof definitionOf>['score']>[0], version?: string) =>
  definitionOf(code, version).score(answers);

describe('WHO ASSIST', () => {
  it.each(vectors.assist)('scores $substance $score, $risk', ({ substance, score: expected, risk, ...items }) => {
    expect(score('WHO_ASSIST', { [substance]: interview(items) })).toEqual({
      scores: { [substance]: { score: expected, risk } },
      highestRisk: risk,
    });
  });

  it.each([
    ['A1', 'amphetamine', [4, 4, 3, 3, 'P', 'P'], 37, 'HIGH'],
    ['A2', 'alcohol', [1, 0, 0, 0, 'E', 'N'], 5, 'LOW'],
    ['A3', 'cannabis', [1, 0, 0, 0, 'E', 'N'], 5, 'MODERATE'],
    ['A4', 'alcohol', [3, 0, 0, 0, 'E', 'E'], 10, 'LOW'],
    ['A5', 'alcohol', [2, 2, 1, 0, 'N', 'N'], 11, 'MODERATE'],
    ['A6', 'tobacco', [4, 4, 0, null, 'P', 'E'], 21, 'MODERATE'],
    ['A7', 'opioids', [0, null, null, null, 'E', 'E'], 6, 'MODERATE'],
    ['A8', 'opioids', [4, 4, 1, 1, 'P', 'N'], 27, 'HIGH'],
    ['A9', 'opioids', [4, 4, 2, 0, 'P', 'E'], 26, 'MODERATE'],
    ['A10', 'sedatives', [0, null, null, null, 'E', 'N'], 3, 'LOW'],
    ['A11', 'inhalants', [3, 0, 0, 0, 'N', 'N'], 4, 'MODERATE'],
    ['A12, tobacco', 'tobacco', [4, 4, 4, null, 'P', 'P'], 31, 'HIGH'],
    ['A12, amphetamine', 'amphetamine', [4, 4, 4, 4, 'P', 'P'], 39, 'HIGH'],
    ['A13', 'cocaine', [0, null, null, null, 'N', 'N'], 0, 'LOW'],
  ])('holds %s', (_, substance, answers, expected, risk) => {
    const items = Object.fromEntries(answers.map((answer, index) => [`q${index + 2}`, answer]));
    expect(score('WHO_ASSIST', { [substance]: interview(items) })).toHaveProperty(`scores.${substance}`, {
      score: expected,
      risk,
    });
  });
});

describe('DAST_10', () => {
  it.each(vectors.dast10)('scores $answers as $score, $band', ({ answers, score: expected, band }) => {
    expect(score('DAST_10', yesNo(answers))).toEqual({ score: expected, band });
  });
});

describe('URICA', () => {
  it.each(vectors.urica)('scores readiness $readiness', ({ items, pc, c, a, m, readiness }) => {
    const expected = { precontemplation: pc, contemplation: c, action: a, maintenance: m, readiness };
    expect(score('URICA', numbered(items))).toEqual(expected);
  });

  it('names the stage by the cut-off set of the version: 9.2857 is two stages', () => {
    const form = numbered(vectors.urica[3]?.items ?? []);
    expect(score('URICA', form)).not.toHaveProperty('stage');
    expect(score('URICA', form, '32-common')).toHaveProperty('stage', 'contemplation');
    expect(score('URICA', form, '32-vcu')).toHaveProperty('stage', 'precontemplation');
  });

  it('does not ask for the omitted items', () => {
    const asked = without(numbered(Array.from({ length: 32 }, () => 3)), '4', '9', '20', '31');
    expect(score('URICA', asked)).toHaveProperty('readiness', 6);
  });
});

describe('WHOQOL_BREF', () => {
  it.each(vectors.whoqolBref.map((vector, index) => [`W${index + 1}`, vector] as const))('holds %s', (_, vector) => {
    const [physical, psychological, social, environment] = ['1', '2', '3', '4'].map(
      (domain) => vector.domains?.[domain]?.[1] ?? null,
    );
    expect(score('WHOQOL_BREF', numbered(vector.raw))).toEqual({
      scorable: vector.domains !== null,
      domains: { physical, psychological, social, environment },
    });
  });

  it('holds the table of the domain for W1 to W7', () => {
    const domains = vectors.whoqolBref.map(({ raw }) => {
      const { domains: scored } = score('WHOQOL_BREF', numbered(raw)) as { domains: Record<string, number | null> };
      return Object.values(scored);
    });
    expect(domains).toEqual([
      [78.57, 70.83, 66.67, 62.5],
      [50, 50, 50, 50],
      [71.43, 83.33, 100, 100],
      [28.57, 16.67, 0, 0],
      [79.17, 70.83, 66.67, 62.5],
      [78.57, 70.83, null, 62.5],
      [null, null, null, null],
    ]);
  });

  it('rounds as the look-up table does by another version', () => {
    const form = numbered(vectors.whoqolBref[0]?.raw ?? []);
    const domains = { physical: 81, psychological: 69, social: 69, environment: 63 };
    expect(score('WHOQOL_BREF', form, 'spss-table')).toEqual({ scorable: true, domains });
  });

  it('misses one or two items of a domain by the version (R-2.4)', () => {
    const twoMissing = numbered(Array.from({ length: 26 }, (_, index) => ([2, 3, 4, 5].includes(index) ? null : 3)));
    expect(score('WHOQOL_BREF', twoMissing)).toHaveProperty('domains', {
      physical: null,
      psychological: null,
      social: 50,
      environment: 50,
    });
    for (const version of ['awell-formula', 'awell-table']) {
      expect(score('WHOQOL_BREF', twoMissing, version)).toHaveProperty('domains.physical', 50);
      expect(score('WHOQOL_BREF', twoMissing, version)).toHaveProperty('domains.psychological', 50);
    }
  });

  it('is not scorable from six missing items on, and never 0 then (R-2.4)', () => {
    const missing = (count: number) =>
      numbered(Array.from({ length: 26 }, (_, index) => (index >= 26 - count ? null : 3)));
    expect([5, 6, 26].map((count) => score('WHOQOL_BREF', missing(count)))).toEqual([
      expect.objectContaining({ scorable: true }),
      { scorable: false, domains: { physical: null, psychological: null, social: null, environment: null } },
      expect.objectContaining({ scorable: false }),
    ]);
  });
});
