import { inWords } from './sentences.js';

const sentence = { en: '{day} is none of {days}.', id: '{day} bukan salah satu dari {days}.' };

describe('inWords', () => {
  it('says the values, a list with commas, in the language that is asked for and otherwise in English', () => {
    const values = { day: '2026-03-02', days: ['2026-03-05', '2026-03-06'] };
    expect(inWords(sentence, values)).toBe('2026-03-02 is none of 2026-03-05, 2026-03-06.');
    expect(inWords(sentence, values, 'id')).toBe('2026-03-02 bukan salah satu dari 2026-03-05, 2026-03-06.');
    expect(inWords({ en: 'Only {n}.' }, { n: 0 }, 'id')).toBe('Only 0.');
  });

  it('says of a list with nothing in it that there is none', () => {
    const values = { day: '2026-03-02', days: [] };
    expect(inWords({ en: 'It has {days}: ask.' }, values)).toBe('It has none: ask.');
    expect(inWords({ en: 'It has {days}.' }, values, 'id')).toBe('It has none.');
    expect(inWords({ en: 'x', id: 'Yang ada {days}: minta.' }, values, 'id')).toBe('Yang ada tidak ada: minta.');
  });

  it('does not say a sentence with a hole in it', () => {
    expect(() => inWords(sentence, { day: '2026-03-02' })).toThrow('Nobody says what days is in');
  });
});
