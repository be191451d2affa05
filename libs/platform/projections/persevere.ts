import type { EventStore } from '#kernel';
import { world } from '#kernel/world';

/** What is to be done for ever, and what its failures mean. */
export interface Endeavour {
  readonly store: EventStore;
  /** The longest pause between two attempts, in milliseconds. */
  readonly pauseMs: number;
  /** Goes on until `signal` aborts, or returns to be begun anew; says `progressed` whenever something was done. */
  readonly attempt: (signal: AbortSignal, progressed: () => void) => Promise<void>;
  /** Whether a failure is the end, passes with time, or may be of a connection that only a new one mends. */
  readonly meaningOf: (error: unknown) => 'end' | 'wait' | 'renew';
}

const RENEW_AFTER = 3;

/** Attempts it, again and again with growing pauses, until it is stopped or a failure is the end. */
export function persevere({ store, pauseMs, attempt, meaningOf }: Endeavour): { readonly stop: () => Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const stopped = (): boolean => signal.aborted;
  let failures = 0;
  const done = keepAttempting();

  return {
    /** Finishes what is in hand. */
    stop: async () => {
      stopping.abort();
      await done;
    },
  };

  async function keepAttempting(): Promise<void> {
    while (!stopped()) {
      const connection = store.generation;
      try {
        await attempt(signal, () => {
          failures = 0;
        });
      } catch (error) {
        const meaning = meaningOf(error);
        if (meaning === 'end') return;
        failures += 1;
        if (meaning === 'renew' && failures % RENEW_AFTER === 0) await store.renew(connection).catch(() => undefined);
        await pause();
      }
    }
  }

  async function pause(): Promise<void> {
    const longest = Math.min(pauseMs, 50 * 2 ** failures);
    await world.delay(longest * (0.5 + world.random() / 2), { signal }).catch(() => undefined);
  }
}
