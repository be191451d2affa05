import type { ExportedEvent } from './verify-export.mjs';

/** What an attacker lists: who signs in, what clients chose, what people are registered under; and what is public anyway. */
export interface Words {
  readonly subs?: readonly string[];
  readonly keys?: readonly string[];
  readonly registerNumbers?: readonly string[];
  readonly identityNumbers?: readonly string[];
  readonly issuers?: readonly string[];
  readonly commands?: readonly string[];
}

export interface Recovered {
  readonly word: string;
  readonly derivation: string;
  readonly stream: string;
  readonly revision: number;
}

export function attack(guess: {
  readonly events: readonly ExportedEvent[];
  readonly words: Words;
}): readonly Recovered[];
