import { type Source, words } from '#kernel';
import { DEVELOPMENT_ISSUER } from './development-issuer.js';
import type { Role } from './roles.js';

/** Where a client may say that something comes from; importers, policies and the system say theirs themselves (D1). */
export const CLIENT_SOURCES = words('CLIENT_SOURCES', {
  API: 'Whoever records it knows it themselves',
  BACKFILL: 'From older papers, recorded afterwards',
  LAB_LETTER: 'From a letter of a laboratory',
  DEMONSTRATION: 'Made up, for trying things out',
} satisfies Partial<Record<Source, string>>);

/** Who says it, of which command, and whether the log is a demonstration. */
export interface Claim {
  readonly command: string;
  readonly role: string;
  readonly issuer: string;
  readonly demonstration: boolean;
}

/** Who may say of which commands that they record a letter of a laboratory. */
type LettersTable = Readonly<Partial<Record<string, readonly Role[]>>>;

/** Nobody, until results of laboratories are recorded. */
const LAB_LETTERS: LettersTable = {};

/** Whether somebody may say that what they record comes from there: what is made up only from whoever made up the log (D1). */
export function mayNameSourceOf(source: Source, version: Claim, letters: LettersTable = LAB_LETTERS): boolean {
  const { command, role, issuer, demonstration } = version;
  switch (source) {
    case 'API':
    case 'BACKFILL':
      return true;
    case 'LAB_LETTER':
      return letters[command]?.some((bearer) => bearer === role) ?? false;
    case 'DEMONSTRATION':
      return demonstration && issuer === DEVELOPMENT_ISSUER;
    case 'SDP_IMPORT':
    case 'POLICY':
    case 'SYSTEM':
      return false;
  }
}
