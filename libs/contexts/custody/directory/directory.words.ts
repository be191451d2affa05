import type { Word } from '#kernel';

/** A prefix of a name that finds somebody has at least 3 characters, or is the whole word; of longer words no more than 12 count. */
const SHORTEST_PREFIX = 3;
const LONGEST_PREFIX = 12;
/** An ending of a number that finds somebody has at least 4 characters, and at most 16, as many as a NIK. */
const SHORTEST_ENDING = 4;
const LONGEST_ENDING = 16;

export interface Identity {
  readonly name?: string;
  readonly aliases?: readonly string[];
  readonly registerNumber?: string;
  readonly identityNumber?: { readonly value: string };
}

export const wordsOf = ({ name, aliases = [], registerNumber, identityNumber }: Identity): readonly Word[] => [
  ...[name, ...aliases].flatMap((text = '') => wordsIn(text).flatMap(prefixesOf)).map(inName),
  ...[registerNumber, identityNumber?.value].flatMap((text = '') => endingsOf(numberIn(text))).map(inNumber),
];

/** What all must be among the words of whom a text names; one that is longer than 12 characters is as good as its prefix. */
export const wanted = (text: string): readonly Word[] =>
  wordsIn(text).map((word) => inName(charactersOf(word).slice(0, LONGEST_PREFIX).join('')));

/** What must be among the words of whom a number belongs to. */
export const wantedNumber = (text: string): Word => inNumber(numberIn(text));

/** How many letters and digits a text has. */
export const lengthOf = (text: string): number => charactersOf(numberIn(text)).length;

const inName = (text: string): Word => ({ kind: 'name', text });
const inNumber = (text: string): Word => ({ kind: 'number', text });

const charactersOf = (text: string): readonly string[] => Array.from(text);

/** The words of a name as all ways of writing it have them; an apostrophe within one is no end of it. */
const wordsIn = (text: string): readonly string[] =>
  folded(text.replace(/['’‘ʼʻ`´]/gu, ''))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

const numberIn = (text: string): string => folded(text).replace(/[^\p{L}\p{N}]/gu, '');

/** Lower case without diacritics; folded again because lower case can bring new ones. */
const folded = (text: string): string => text.normalize('NFKD').toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');

function prefixesOf(word: string): readonly string[] {
  const characters = charactersOf(word);
  const longest = Math.min(characters.length, LONGEST_PREFIX);
  return lengths(Math.min(SHORTEST_PREFIX, longest), longest).map((length) => characters.slice(0, length).join(''));
}

function endingsOf(number: string): readonly string[] {
  const characters = charactersOf(number);
  if (characters.length === 0) return [];
  const longest = Math.min(characters.length, LONGEST_ENDING);
  return [number, ...lengths(SHORTEST_ENDING, longest).map((length) => characters.slice(-length).join(''))];
}

const lengths = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
