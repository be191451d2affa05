import { Refusal } from './errors.js';
import { letsPass } from './objections.js';
import { ofRecords } from './sentences.records.js';
import { sentenceOf, type Sentences, type Value, type Values } from './sentences.js';

type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
/** What a sentence is given for a name: a status as the APIs spell it. */
type ValueOf<Name extends string> = Name extends 'status' ? Uppercase<string> : Value;
type Given<S extends { readonly en: string }> =
  NamesIn<S['en']> extends never
    ? [values?: Readonly<Record<string, never>>, problems?: readonly string[], rule?: string]
    : [values: { readonly [Name in NamesIn<S['en']>]: ValueOf<Name> }, problems?: readonly string[], rule?: string];

/**
 * Refuses with a code of the table and the values that its sentence names. `problems` name items and what is wrong with them, never
 * what is sealed.
 */
export type Refuse<Table extends Sentences> = <Code extends keyof Table & string>(
  code: Code,
  ...given: Given<Table[Code]>
) => never;

/**
 * Refuses because of facts that can change after what was recorded: an agreement that no longer covers, somebody who left. `judged` is
 * what the check looked at, a day, a span, a person. While an entry is decided again, an objection that it had before does not refuse (D12).
 */
export type Objects<Table extends Sentences> = <Code extends keyof Table & string>(
  code: Code,
  judged: object,
  ...given: Given<Table[Code]>
) => void;

/** `refuse` of a table of sentences. */
export const refusesBy =
  <Table extends Sentences>(table: Table): Refuse<Table> =>
  (code, ...[values, problems, rule]) => {
    throw refusal(table, code, values, problems, rule);
  };

/** `object` of a table of sentences. */
export const objectsBy =
  <Table extends Sentences>(table: Table): Objects<Table> =>
  (code, judged, ...[values, problems = [], rule]) => {
    if (!letsPass(code, judged, problems)) throw refusal(table, code, values, problems, rule);
  };

/** `rule` where the code is refused by another than its sentence names. */
function refusal(
  table: Sentences,
  code: string,
  values?: Values,
  problems?: readonly string[],
  rule?: string,
): Refusal {
  const sentence = table[code] ?? sentenceOf(code);
  return new Refusal(code, values, problems, { sentence: { ...sentence, ...(rule !== undefined && { rule }) } });
}

/** Refuses what every record refuses alike. */
export const refuse: Refuse<typeof ofRecords> = refusesBy(ofRecords);
