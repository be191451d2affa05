import { lengthOf, wanted, wantedNumber, wordsOf } from './directory.words.js';

const textsOf = (kind: string, identity: Parameters<typeof wordsOf>[0]) =>
  wordsOf(identity).flatMap((word) => (word.kind === kind ? [word.text] : []));
const names = (name: string, aliases?: readonly string[]) => textsOf('name', { name, ...(aliases && { aliases }) });
const numbers = (registerNumber: string, value?: string) =>
  textsOf('number', { registerNumber, ...(value && { identityNumber: { value } }) });

/** Whether a search finds a name. */
const finds = (text: string, name: string, aliases?: readonly string[]): boolean =>
  wanted(text).every((word) => names(name, aliases).includes(word.text));

describe('The words of a name', () => {
  it('are the beginnings of each word, from 3 characters to 12', () => {
    expect(names('Agus Hidayatullohman')).toEqual([
      ...['agu', 'agus'],
      ...['hid', 'hida', 'hiday', 'hidaya', 'hidayat', 'hidayatu', 'hidayatul', 'hidayatull', 'hidayatullo'],
      'hidayatulloh',
    ]);
  });

  it('are whole when they are shorter', () => {
    expect(names('M. Al Ali')).toEqual(['m', 'al', 'ali']);
  });

  it('are those of every alias too, and none of nothing', () => {
    expect(names('Ali', ['Bang Al', 'Si Ceking'])).toEqual(['ali', 'ban', 'bang', 'al', 'si', ...prefixes('ceking')]);
    expect(wordsOf({})).toEqual([]);
  });

  it.each([
    ['SITI AMINAH', 'siti aminah'],
    ['José', 'jose'],
    ['jose\u0301', 'José'],
    ['Ｂｕｄｉ', 'budi'],
    ['İbrahim', 'ibrahim'],
    ["Ma'ruf", 'maruf'],
    ['Ma’ruf', "ma'ruf"],
    ['Maruf', 'Ma´ruf'],
    ['Siti-Aminah', 'aminah siti'],
    ['Budi (alias Kancil)', 'kancil'],
    ['Muhammad Rizky', 'rizky muh'],
    ['Hidayatullohman', 'hidayatullohman'],
    ['Hidayatullohman', 'hidayatullohxyz'],
    ['M. Rizky', 'm rizky'],
    ['𠮷野家太郎', '𠮷野家'],
  ])('of %s are found by %s', (name, text) => {
    expect(finds(text, name)).toBe(true);
  });

  it.each([
    ['Budi Santoso', 'antoso'],
    ['Budi Santoso', 'budi siti'],
    ['Budi Santoso', 'santosos'],
    ['Al Amin', 'a amin'],
    ['Budi Santoso', 'bu santoso'],
  ])('of %s are not found by %s', (name, text) => {
    expect(finds(text, name)).toBe(false);
  });
});

const prefixes = (word: string) => Array.from({ length: word.length - 2 }, (_, index) => word.slice(0, index + 3));

describe('The words of a number', () => {
  it('are the whole of it, without what separates, and its endings from 4', () => {
    expect(numbers('A.III 12/2024')).toEqual(['aiii122024', '2024', '22024', '122024', ...endings('aiii122024', 7)]);
    expect(numbers('B.I 7')).toEqual(['bi7']);
    expect(numbers('---')).toEqual([]);
  });

  it('are those of the identity number too, with endings to 16', () => {
    const found = numbers('B.I 7', '3304 0112 0389 0002');
    expect(found).toEqual(expect.arrayContaining(['bi7', '3304011203890002', '0002', '03890002']));
    expect(numbers('x'.repeat(50)).map(({ length }) => length)).toEqual([
      50, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
    ]);
  });

  it('are not words of a name', () => {
    expect(textsOf('name', { registerNumber: 'B.I 7', identityNumber: { value: '3304011203890002' } })).toEqual([]);
    expect(wantedNumber('b.i-7')).toEqual({ kind: 'number', text: 'bi7' });
  });
});

const endings = (number: string, from: number) =>
  Array.from({ length: number.length - from + 1 }, (_, index) => number.slice(-(from + index)));

describe('The length of a search', () => {
  it.each([
    ['bu', 2],
    [" b'u - ", 2],
    ['b\u0301u', 2],
    ['bu s', 3],
    ['𠮷野', 2],
  ])('%j counts letters and digits alone', (text, length) => {
    expect(lengthOf(text)).toBe(length);
  });
});
