import { type EventStore, isAnswer } from './event-store.js';
import { Unavailable } from './errors.js';
import { world } from './world.js';

export interface Patience {
  /** How long one attempt may take, in milliseconds. */
  readonly attemptMs: number;
  /** How long all attempts together may take, in milliseconds. */
  readonly totalMs: number;
}

/** A server answers a batch append within 2 s or gives up on it. */
export const PATIENCE: Patience = { attemptMs: 2_500, totalMs: 8_000 };

/** When a call that began now must have its answer, in milliseconds since the epoch. */
export const deadlineOf = ({ totalMs }: Patience): number => world.now() + totalMs;

/**
 * Attempts a repeatable call until it answers: an attempt that throws anything but a store's answer, or does not answer in
 * time, says nothing about its outcome, so the connection is renewed and the identical call made again.
 * Throws `Unavailable` with the code given when the deadline passes.
 */
export async function untilAnswered<T>(
  store: Pick<EventStore, 'generation' | 'renew'>,
  call: () => Promise<T>,
  deadline: number,
  { code, patience = PATIENCE }: { code: string; patience?: Patience },
): Promise<T> {
  let pause = Math.min(50, patience.attemptMs);
  for (;;) {
    const left = deadline - world.now();
    if (left <= 0) throw new Unavailable(code);
    const { generation } = store;
    try {
      return await within(Math.min(patience.attemptMs, left), call());
    } catch (error) {
      if (isAnswer(error)) throw error;
      await store.renew(generation);
      await world.delay(Math.min(pause, Math.max(0, deadline - world.now())));
      pause *= 2;
    }
  }
}

class NoAnswer extends Error {}

function within<T>(milliseconds: number, answer: Promise<T>): Promise<T> {
  let answered: (() => void) | undefined;
  const silence = new Promise<never>((_, reject) => {
    answered = world.later(milliseconds, () => {
      reject(new NoAnswer());
    });
  });
  return Promise.race([answer, silence]).finally(answered);
}
