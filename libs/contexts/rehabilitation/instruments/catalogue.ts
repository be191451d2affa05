import { NotFound } from '#kernel';
import { asi } from './asi.js';
import { assist } from './assist.js';
import { dast10 } from './dast.js';
import type { Definition } from './definition.js';
import { likert, LIKERT, LIKERT_VERSIONS } from './likert.js';
import { isSummed, type Summed } from './sums.js';
import { urica } from './urica.js';
import { ciwa, cows } from './withdrawal.js';
import { whoqol } from './whoqol.js';
import { refuse } from './instruments.refusals.js';

/** Every version of every instrument with a fixed form; the first of a code is the one that is used by default. */
export const DEFINITIONS: readonly Definition[] = [assist, dast10, asi, ...urica, ...whoqol, cows, ...ciwa];

/** The instruments by code, with their versions. */
export const catalogue = (): { readonly code: string; readonly versions: string[] }[] => [
  ...Array.from(new Set(DEFINITIONS.map(({ code }) => code)), (code) => ({ code, versions: versionsOf(ofCode(code)) })),
  { code: LIKERT, versions: [LIKERT_VERSIONS] },
];

/** The version of an instrument. Throws `NotFound` when there is no such instrument, and refuses a version that it does not have. */
export function definitionOf(code: string, version?: string): Definition {
  if (code === LIKERT)
    return (version === undefined ? undefined : likert(version)) ?? unknownVersion(version, [LIKERT_VERSIONS]);
  const known = ofCode(code);
  const [first] = known;
  if (first === undefined) throw new NotFound('instrument with that code');
  if (version === undefined) return first;
  return known.find((definition) => definition.version === version) ?? unknownVersion(version, versionsOf(known));
}

/** The version of an instrument whose scores follow from sums. Throws what `definitionOf` throws, and `NotFound` for any other. */
export function summedOf(code: string, version?: string): Summed {
  const definition = definitionOf(code, version);
  if (!isSummed(definition)) throw new NotFound('instrument of results with that code');
  return definition;
}

const unknownVersion = (version = 'of no name', versions: readonly string[]): never =>
  refuse('unknown-version', { version, versions }, [`version must be one of ${versions.join(', ')}`]);

const ofCode = (code: string): Definition[] => DEFINITIONS.filter((definition) => definition.code === code);

const versionsOf = (definitions: readonly Definition[]): string[] => definitions.map(({ version }) => version);
