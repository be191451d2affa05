import fc from 'fast-check';
import { definitionOf, summedOf } from './catalogue.js';
import { numbered, vectors } from './forms-for-specs.js';

const kept = <T>(stored: T): T => JSON.parse(JSON.stringify(stored)) as T;

const answersOf = (items: number, points: number) =>
  fc.array(fc.option(fc.integer({ min: 1, max: points }), { freq: 6 }), { minLength: items, maxLength: items });

describe('the scores of stored sums (D5)', () => {
  it.each(['32', '32-common', '32-vcu'])('are those of the form by URICA %s', (version) => {
    const { sumsOf, scoreOf, score } = summedOf('URICA', version);
    for (const { items } of vectors.urica) {
      const sums = sumsOf(numbered(items));
      expect(sums.map(({ sum, answered }) => [Number.isInteger(sum), answered])).toEqual(Array(4).fill([true, 7]));
      expect(scoreOf(kept(sums))).toEqual(score(numbered(items)));
    }
    const { items = [], readiness } = vectors.urica[3] ?? {};
    expect(scoreOf(sumsOf(numbered(items)))).toHaveProperty('readiness', readiness);
  });

  it.each(['spss-formula', 'spss-table', 'awell-formula', 'awell-table'])(
    'are those of the form by WHOQOL-BREF %s, whatever is missing',
    (version) => {
      const { sumsOf, scoreOf, score } = summedOf('WHOQOL_BREF', version);
      for (const { raw } of vectors.whoqolBref) {
        expect(scoreOf(kept(sumsOf(numbered(raw))))).toEqual(score(numbered(raw)));
      }
      fc.assert(
        fc.property(answersOf(26, 5), (raw) => {
          expect(scoreOf(kept(sumsOf(numbered(raw))))).toEqual(score(numbered(raw)));
        }),
      );
    },
  );

  it('are the domains that the vectors of WHOQOL-BREF name', () => {
    const { sumsOf, scoreOf } = summedOf('WHOQOL_BREF');
    for (const { raw, domains } of vectors.whoqolBref) {
      const [physical, psychological, social, environment] = ['1', '2', '3', '4'].map(
        (domain) => domains?.[domain]?.[1] ?? null,
      );
      const expected = { physical, psychological, social, environment };
      expect(scoreOf(sumsOf(numbered(raw)))).toEqual({ scorable: domains !== null, domains: expected });
    }
  });

  it('are those of the form on a plain scale', () => {
    const { sumsOf, scoreOf } = summedOf('LIKERT', 'self-efficacy-4x4');
    const sums = sumsOf(numbered([4, 4, 3, 3]));
    expect(sums).toEqual([{ scale: 'score', sum: 14, answered: 4 }]);
    expect(scoreOf(sums)).toEqual({ score: 14, mean: 3.5 });
  });

  it('count what was answered, so that nothing answered is no score and never 0 (R-2.4)', () => {
    const { sumsOf, scoreOf } = summedOf('WHOQOL_BREF');
    const raw = Array.from({ length: 26 }, (_, index) => (index < 19 ? 3 : null));
    const social = sumsOf(numbered(raw)).find(({ scale }) => scale === 'social');
    expect(social).toEqual({ scale: 'social', sum: 0, answered: 0 });
    expect(scoreOf(sumsOf(numbered(raw)))).toMatchObject({ scorable: false, domains: { social: null } });
  });

  it('are not there for an instrument that measures no results', () => {
    expect(() => summedOf('DAST_10')).toThrow('There is no instrument of results with that code.');
    expect(definitionOf('DAST_10')).not.toHaveProperty('scoreOf');
  });
});
