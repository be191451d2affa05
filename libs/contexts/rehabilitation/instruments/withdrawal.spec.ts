import type { JsonObject } from '#kernel';
import { definitionOf } from './catalogue.js';
import { filled, refusalOf } from './forms-for-specs.js';

const score = (code: string, answers: JsonObject, version?: string) => definitionOf(code, version).score(answers);

describe('COWS', () => {
  const { items } = definitionOf('COWS');

  /** A legal form that scores this much: each item in turn takes the most it may. */
  const totalling = (sum: number) => {
    let left = sum;
    return filled(items, (answers) => {
      const answer = Math.max(...answers.map(Number).filter((value) => value <= left));
      left -= answer;
      return answer;
    });
  };

  it.each([
    [0, 'none'],
    [4, 'none'],
    [5, 'mild'],
    [12, 'mild'],
    [13, 'moderate'],
    [24, 'moderate'],
    [25, 'moderately-severe'],
    [36, 'moderately-severe'],
    [37, 'severe'],
    [48, 'severe'],
  ])('calls %i %s', (sum, band) => {
    expect(score('COWS', totalling(sum))).toEqual({ score: sum, band });
  });

  it('is 48 at most', () => {
    expect(
      score(
        'COWS',
        filled(items, (answers) => answers.at(-1)),
      ),
    ).toEqual({ score: 48, band: 'severe' });
  });
});

describe('a value of COWS (R-2.5)', () => {
  it.each([
    ['pulse', '0, 1, 2, 4'],
    ['sweating', '0, 1, 2, 3, 4'],
    ['restlessness', '0, 1, 3, 5'],
    ['pupils', '0, 1, 2, 5'],
    ['boneJoint', '0, 1, 2, 4'],
    ['runnyNose', '0, 1, 2, 4'],
    ['gastrointestinal', '0, 1, 2, 3, 5'],
    ['tremor', '0, 1, 2, 4'],
    ['yawning', '0, 1, 2, 4'],
    ['anxiety', '0, 1, 2, 4'],
    ['gooseflesh', '0, 3, 5'],
  ])('of %s is one of %s only', (item, values) => {
    const { items } = definitionOf('COWS');
    const form = { ...filled(items, ([least]) => least), [item]: 9 };
    expect(refusalOf(() => score('COWS', form))).toEqual({
      code: 'item-out-of-range',
      rule: 'R-2.5',
      problems: [`${item} must be one of ${values}`],
    });
  });
});

describe('CIWA-Ar', () => {
  const { items } = definitionOf('CIWA_AR');
  const totalling = (sum: number) => {
    const answers = items.map((_, index) => Math.min(Math.max(sum - index * 7, 0), 7));
    return Object.fromEntries(items.map(({ item }, index) => [item, answers[index] ?? 0]));
  };

  it('is 67 at most', () => {
    expect(
      score(
        'CIWA_AR',
        filled(items, (answers) => answers.at(-1)),
      ),
    ).toEqual({ score: 67, band: 'severe' });
  });

  it.each([
    [undefined, ['mild', 'moderate', 'moderate', 'moderate', 'severe', 'severe', 'severe', 'severe']],
    ['1989-asam', ['mild', 'mild', 'mild', 'moderate', 'moderate', 'moderate', 'severe', 'severe']],
    ['1989-8-15-20', ['minimal', 'mild', 'mild', 'mild', 'moderate', 'moderate', 'moderate', 'severe']],
  ])('bands 7, 8, 9, 10, 15, 18, 19 and 20 by the cut-off set of %s', (version, bands) => {
    const scored = [7, 8, 9, 10, 15, 18, 19, 20].map((sum) => score('CIWA_AR', totalling(sum), version));
    expect(scored.map((each) => (each as { band: string }).band)).toEqual(bands);
  });
});
