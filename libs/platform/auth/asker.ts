import type { Actor } from '#kernel';
import type { Reader } from './reader.js';

/** Who sent a request, as its token said, and what they read with. */
export interface Asker {
  readonly issuer: string;
  readonly actor: Actor;
  readonly reader: Reader;
}

const askers = new WeakMap<object, Asker>();

/** Keeps who sent a request, as its guard found out. */
export const admit = (request: object, asker: Asker): void => {
  askers.set(request, asker);
};

/** Whether a guard admitted the request. */
export const isAdmitted = (request: object): boolean => askers.has(request);

/** Who sent a request. Throws when no guard admitted it: a route that needs an asker is then public by mistake. */
export function askerOf(request: object): Asker {
  const asker = askers.get(request);
  if (asker === undefined) throw new Error('No guard admitted this request.');
  return asker;
}
