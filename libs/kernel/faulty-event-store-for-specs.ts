import { setTimeout as delay } from 'node:timers/promises';
import type { EventStore } from './event-store.js';
import { seeded } from './seeded.js';
import { storeWith } from './store-with-for-specs.js';

/** What may become of one call to a store across a network. */
export const FAULTS = ['throws', 'does-then-throws', 'never-answers', 'does-never-answers', 'does-late'] as const;
export type Fault = (typeof FAULTS)[number] | 'none';

/** A schedule in which each call fails with the probability given, in one of all ways. */
export function faultsAtRandom(seed: number, probability: number): () => Fault {
  const random = seeded(seed);
  return () => (random() < probability ? (FAULTS[Math.floor(random() * FAULTS.length)] ?? 'none') : 'none');
}

/** The store as it looks when each append and read suffers the next fault of a schedule; `lateMs` is how late a late one comes. */
export function faultyEventStore(
  store: EventStore,
  next: () => Fault,
  lateMs: number,
): EventStore & { readonly suffered: ReadonlySet<Fault> } {
  const suffered = new Set<Fault>();

  const suffering = async <T>(call: () => Promise<T>): Promise<T> => {
    const fault = next();
    suffered.add(fault);
    if (fault === 'throws') throw new Error('The connection broke.');
    if (fault === 'never-answers') return never();
    if (fault === 'does-late') await delay(lateMs);
    const answer = await call();
    if (fault === 'does-then-throws') throw new Error('The connection broke.');
    return fault === 'does-never-answers' ? never() : answer;
  };

  const faulty = storeWith(store, {
    append: (...input) => suffering(() => store.append(...input)),
    read: (...input) => suffering(() => store.read(...input)),
  });
  return Object.assign(faulty, { suffered });
}

const never = (): Promise<never> => new Promise(() => undefined);
