import { repeated } from './repeated.js';

describe('repeated', () => {
  it.each([
    ['two words', 'two words'],
    ['a\nb\u0000c\u202ed', 'a?b?c?d'],
    ['', '-'],
    [undefined, '-'],
    [['x', 'y'], '-'],
    ['😀'.repeat(81), `${'😀'.repeat(80)}…`],
  ])('of %j is %j', (sent, shown) => {
    expect(repeated(sent)).toBe(shown);
  });
});
