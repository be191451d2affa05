import fc from 'fast-check';
import type { JsonObject, SealableSchema } from '#kernel';
import * as example from '#kernel/example-for-specs';

export { RECORDED_AT } from '#kernel/example-for-specs';

const found = new Map<string, string>();

/** Data that fit a plain schema, whatever patterns it has. */
export const exampleOf = (schema: SealableSchema): JsonObject => example.exampleOf(schema, matching);

function matching(pattern: RegExp): string {
  const text = found.get(pattern.source) ?? fc.sample(fc.stringMatching(pattern), { seed: 36, numRuns: 1 })[0] ?? '';
  found.set(pattern.source, text);
  return text;
}
