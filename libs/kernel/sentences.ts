export type Language = 'en' | 'id';

/**
 * What a refusal says, `{name}` where a value stands, and the id of its rule in the domain (`R-5.3`): what stands in the way, with its
 * values, and after the colon what would do.
 */
export interface Sentence {
  readonly en: string;
  readonly id?: string;
  readonly rule?: string;
}

export type Sentences = Readonly<Record<string, Sentence>>;
export type Value = string | number | readonly string[];
export type Values = Readonly<Record<string, Value>>;

const all = new Map<string, readonly Sentence[]>();

/** Declares sentences under the codes that they are refused with; a record of another kind may say the same code in its own words. */
export function sentences<const Table extends Sentences>(table: Table): Table {
  for (const [code, sentence] of Object.entries(table)) {
    all.set(code, [...(all.get(code) ?? []), sentence]);
  }
  return table;
}

/** Every code that has a sentence, with those that records say it in. */
export const everySentence = (): ReadonlyMap<string, readonly Sentence[]> => all;

/** What tells a sentence from others of its code: its rule and its words. */
export const saidAs = ({ rule, en }: Sentence): string => (rule === undefined ? en : `${rule} ${en}`);

/** The sentence of a code; of several the one that is said as it is asked for, or the first. Throws when it has none. */
export function sentenceOf(code: string, said?: string): Sentence {
  const sentence = all.get(code)?.find((one) => said === undefined || saidAs(one) === said);
  if (sentence === undefined) throw new Error(`No sentence says ${code}.`);
  return sentence;
}

/** What would do, of what is said. */
export const remedyIn = (said: string): string => said.split(': ').slice(1).join(': ');

/** A status of a record as the APIs spell it. */
export const statusSaid = (status: string): Uppercase<string> =>
  status.toUpperCase().replaceAll('-', '_') as Uppercase<string>;

const NONE: Readonly<Record<Language, string>> = { en: 'none', id: 'tidak ada' };

/** The sentence with its values; in English where the language has none. Throws when it names a value that is not given. */
export function inWords(sentence: Sentence, values: Values = {}, language: Language = 'en'): string {
  const { [language]: words, en } = sentence;
  const none = words === undefined ? NONE.en : NONE[language];
  return (words ?? en).replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`Nobody says what ${name} is in: ${en}`);
    return Array.isArray(value) ? value.join(', ') || none : String(value);
  });
}
