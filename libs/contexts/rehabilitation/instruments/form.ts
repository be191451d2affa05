import type { JsonObject, JsonValue } from '#kernel';
import { refuse } from './instruments.refusals.js';

export type Answer = boolean | number | string;

/** A legal answer and what it scores; one without a score is recorded only. */
export interface Choice {
  readonly answer: Answer;
  readonly score?: number;
}

/** A question by its number, with our own short label: the wording of an instrument stays with its owner. */
export interface Item {
  readonly item: string;
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly optional?: boolean;
  /** Substances that it is not asked for. */
  readonly notFor?: readonly string[];
}

/** After the answer `is` to `when`, the items in `skips` are not asked; `allows` is the one answer to them that says no more than that. */
export interface Skip {
  readonly when: string;
  readonly is: Answer;
  readonly skips: readonly string[];
  readonly allows?: Answer;
}

export type FormCode =
  'item-missing' | 'item-out-of-range' | 'item-not-asked' | 'unknown-item' | 'unknown-substance' | 'comment-required';

/** What is wrong with one item; never its answer. */
export interface Problem {
  readonly code: FormCode;
  readonly at: string;
  readonly says: string;
}

/** What a form's items score, and what is wrong with it. An item that was not answered scores nothing. */
export interface Reading {
  readonly scores: ReadonlyMap<string, number>;
  readonly problems: readonly Problem[];
}

export const choices = (answers: readonly Answer[], scores: readonly number[] = []): Choice[] =>
  answers.map((answer, index) => {
    const score = scores[index] ?? (typeof answer === 'number' ? answer : undefined);
    return { answer, ...(score !== undefined && { score }) };
  });

/** Choices that are recorded and never scored. */
export const unscored = (answers: readonly Answer[]): Choice[] => answers.map((answer) => ({ answer }));

/** The whole numbers from `first` to `last`. */
export const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** Reads a form by its items; a form that is about a substance names it, and its problems say so. */
export function read(form: JsonObject, items: readonly Item[], skips: readonly Skip[] = [], about?: string): Reading {
  const within = about === undefined ? '' : `${about}.`;
  const problems: Problem[] = [];
  const scores = new Map<string, number>();
  for (const item of items) {
    const given = form[item.item];
    const problem = problemWith(item, given, form, skips, about);
    if (problem !== undefined) problems.push({ ...problem, at: within + item.item });
    const score = item.choices.find(({ answer }) => answer === given)?.score;
    if (score !== undefined) scores.set(item.item, score);
  }
  const known = items.map(({ item }) => item);
  return { scores, problems: [...problems, ...strangers(form, known, within)] };
}

/** Refuses a form that has problems, with the code of the first and the names of all. */
export function mustBeLegal(problems: readonly Problem[], rule: string): void {
  const [first] = problems;
  if (first === undefined) return;
  const named = problems.slice(0, MOST_PROBLEMS).map(({ at, says }) => `${at} ${says}`);
  refuse(first.code, {}, named, rule);
}

export const total = (scores: Iterable<number>): number => Array.from(scores).reduce((sum, score) => sum + score, 0);

/** The names in a form that are none of its items. */
export const strangers = (
  form: JsonObject,
  known: readonly string[],
  within = '',
  code: FormCode = 'unknown-item',
): Problem[] =>
  Object.keys(form)
    .filter((name) => !known.includes(name))
    .map((name) => ({ code, at: within + name.slice(0, LONGEST_NAME), says: NOT_HERE[code] ?? 'is not an item here' }));

function problemWith(
  { item, choices: legal, optional, notFor = [] }: Item,
  given: JsonValue | undefined,
  form: JsonObject,
  skips: readonly Skip[],
  about?: string,
) {
  if (about !== undefined && notFor.includes(about)) {
    return given === undefined ? undefined : wrong('item-not-asked', `is not asked for ${about}`);
  }
  const skip = skips.find(({ when, is, skips: skipped }) => skipped.includes(item) && form[when] === is);
  if (skip !== undefined) {
    const isSilent = given === undefined || given === skip.allows;
    return isSilent ? undefined : wrong('item-not-asked', `is not asked after that answer to ${skip.when}`);
  }
  if (given === undefined) return optional === true ? undefined : wrong('item-missing', 'is missing');
  if (legal.some(({ answer }) => answer === given)) return undefined;
  return wrong('item-out-of-range', `must be one of ${legal.map(({ answer }) => answer).join(', ')}`);
}

const wrong = (code: FormCode, says: string) => ({ code, says });

const MOST_PROBLEMS = 50;
const LONGEST_NAME = 40;
const NOT_HERE: Readonly<Partial<Record<FormCode, string>>> = { 'unknown-substance': 'is not a substance here' };
