import type { Source, StaffActor } from '#kernel';
import type { Reader } from './reader.js';

/** Who sent a request, as its token and the register of staff said, and what they read with. */
export interface Asker {
  readonly actor: StaffActor;
  readonly reader: Reader;
  /** Made of issuer and subject in their place: it tells neither. */
  readonly login: string;
  /** What the token is for, where it says so. */
  readonly scopes: readonly string[];
  /** The id of what they ask for under an Idempotency-Key, which it does not tell (D2). */
  readonly idOf: (kind: 'command' | 'batch', ...parts: readonly string[]) => string;
  /** Whether they may say that what a command records comes from there (D1). */
  readonly mayNameSource: (source: Source, command: string) => boolean;
}

const askers = new WeakMap<object, Asker>();

/** Keeps who sent a request, as its headers said. */
export const admit = (request: object, asker: Asker): void => {
  askers.set(request, asker);
};

/** Whether whoever sent a request was admitted. */
export const isAdmitted = (request: object): boolean => askers.has(request);

/** Who sent a request. Throws when nobody was admitted with it: a route that needs an asker is then public by mistake. */
export function askerOf(request: object): Asker {
  const asker = askers.get(request);
  if (asker === undefined) throw new Error('Nobody was admitted with this request.');
  return asker;
}
