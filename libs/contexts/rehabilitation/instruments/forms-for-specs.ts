import { readFileSync } from 'node:fs';
import { type JsonObject, Refusal } from '#kernel';
import type { Answer, Item } from './form.js';

type Raw = string | number | boolean | null;

interface Vectors {
  readonly assist: readonly (Readonly<Record<string, Raw>> & { substance: string; score: number; risk: string })[];
  readonly dast10: readonly { answers: string; score: number; band: string }[];
  readonly urica: readonly { items: number[]; pc: number; c: number; a: number; m: number; readiness: number }[];
  readonly whoqolBref: readonly {
    raw: (number | null)[];
    domains: Readonly<Record<string, [number, number] | null>> | null;
  }[];
}

export const vectors = JSON.parse(readFileSync(new URL('fixtures/vectors.json', import.meta.url), 'utf8')) as Vectors;

/** One substance's form without what is null. */
export const interview = (of: Readonly<Record<string, Raw>>): JsonObject => {
  const items = ['q2', 'q3', 'q4', 'q5', 'q6', 'q7'].flatMap((item) => {
    const answer = of[item];
    return answer === null || answer === undefined ? [] : [[item, answer] as const];
  });
  return { q1: true, ...Object.fromEntries(items) };
};

export const without = (form: JsonObject, ...items: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(form).filter(([item]) => !items.includes(item)));

/** `YYN…` as the answers 1, 2, 3, … */
export const yesNo = (letters: string): JsonObject =>
  Object.fromEntries(Array.from(letters, (letter, index) => [String(index + 1), letter === 'Y']));

/** A list as the answers 1, 2, 3, …; null is not answered. */
export const numbered = (answers: readonly (number | null)[]): JsonObject =>
  Object.fromEntries(answers.flatMap((answer, index) => (answer === null ? [] : [[String(index + 1), answer]])));

/** Every item with the answer that `choose` takes of its legal ones. */
export const filled = (
  items: readonly Item[],
  choose: (answers: readonly Answer[]) => Answer | undefined,
): JsonObject =>
  Object.fromEntries(
    items.flatMap(({ item, choices }) => {
      const answer = choose(choices.map((choice) => choice.answer));
      return answer === undefined ? [] : [[item, answer]];
    }),
  );

export function refusalOf(scoring: () => object): unknown {
  try {
    return scoring();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, rule, problems } = error;
    return { code, rule, problems };
  }
}
