import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

/** What is never twice the same: the hour, waiting, and chance. Everything asks for it here, so that a simulation can bring its own. */
export interface World {
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Resolves after so many milliseconds; rejects with an `AbortError` when the signal aborts before. Without `ref` it keeps no process alive. */
  delay: (milliseconds: number, options?: { readonly signal?: AbortSignal; readonly ref?: boolean }) => Promise<void>;
  /** Acts once, after so many milliseconds; what it returns forgets it. */
  later: (milliseconds: number, act: () => void) => () => void;
  /** Acts again and again, and keeps no process alive by it; what it returns ends it. */
  every: (milliseconds: number, act: () => void) => () => void;
  /** A number from 0 up to, but not, 1: for pauses, never for secrets. */
  random: () => number;
  /** A UUID of version 4. */
  uuid: () => string;
  /** So many bytes that nobody can guess. */
  bytes: (length: number) => Uint8Array;
}

export const world: World = {
  now: () => Date.now(),
  delay: (milliseconds, options) => delay(milliseconds, undefined, options),
  later: (milliseconds, act) => {
    const timer = setTimeout(act, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
  every: (milliseconds, act) => {
    const timer = setInterval(act, milliseconds).unref();
    return () => {
      clearInterval(timer);
    };
  },
  random: () => Math.random(),
  uuid: () => randomUUID(),
  bytes: (length) => randomBytes(length),
};
