import type { Actor } from '#kernel';
import type { Reader } from './reader.js';

/** Who sent a request: what its token said, and how fresh its answers must be. */
export interface Identity {
  readonly issuer: string;
  readonly actor: Actor;
}

/** An authenticated request's identity and reader. */
export interface Asker extends Identity {
  readonly reader: Reader;
}

const askers = new WeakMap<object, Asker>();

/** Keeps who sent a request, once, as its guard found out. */
export const admit = (request: object, asker: Asker): void => {
  askers.set(request, asker);
};

/** Who sent a request. Throws when no guard admitted it: a route that needs an asker is then public by mistake. */
export function askerOf(request: object): Asker {
  const asker = askers.get(request);
  if (asker === undefined) throw new Error('No guard admitted this request.');
  return asker;
}

/** Who sent a request, undefined when it is public. */
export const knownAskerOf = (request: object): Asker | undefined => askers.get(request);
