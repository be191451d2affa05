import { inWords } from './sentences.js';

const sentence = { en: '{day} is none of {days}.', id: '{day} bukan salah satu dari {days}.' };

describe('inWords', () => {
  it('says the values, a list with commas, in the language that is asked for and otherwise in English', () => {
    const values = { day: '2026-03-02', days: ['2026-03-05', '2026-03-06'] };
    expect(inWords(sentence, values)).toBe('2026-03-02 is none of 2026-03-05, 2026-03-06.');
    expect(inWords(sentence, values, 'id')).toBe('2026-03-02 bukan salah satu dari 2026-03-05, 2026-03-06.');
    expect(inWords({ en: 'Only {n}.' }, { n: 0 }, 'id')).toBe('Only 0.');
  });

  it('does not say a sentence with a hole in it', () => {
    expect(() => inWords(sentence, { day: '2026-03-02' })).toThrow('Nobody says what days is in');
  });
});
