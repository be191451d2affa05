import { type AnyEvent, hashOf, type Metadata, type Position, type RawEvent } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import type { Db } from 'mongodb';
import type { Parked } from './checkpoint.js';
import { compareWithFoldFromZero } from './compare.js';
import { sendAll, untilAt } from './mongo-for-specs.js';
import { both, keyring, noteId, ranked, registry, sendNote, written } from './notes-for-specs.js';

export const STREAM = `note-${noteId(1)}`;

export const resumed = (to: number): AnyEvent => ({ type: 'StreamResumed', data: { stream: STREAM, to } });

/** A log in which a note's second event, at `at`, is not what was written, until it is put right. */
export async function tamperedNote() {
  const store = new InMemoryEventStore();
  await sendAll(store, [
    [1, written('first', 1)],
    [2, written('second', 2)],
  ]);
  const at = await sendNote(store, 1, ranked(10));
  const last = await sendAll(store, [
    [1, ranked(100)],
    [2, ranked(1_000)],
  ]);
  const whole = (await store.read(STREAM))[1];
  if (whole === undefined) throw new Error('It was told.');
  store.tamper(STREAM, 1, () => ({ ...whole, data: { rank: 66 } }));
  const right = (): void => {
    store.tamper(STREAM, 1, () => whole);
  };
  return { store, at, last, right };
}

/** Keeps what it is told to park. */
export function parking() {
  const parked: Parked[] = [];
  const park = (at: Parked): Promise<void> => {
    parked.push(at);
    return Promise.resolve();
  };
  return { parked, park };
}

/** Throws unless both projections are what a fold from zero gives. */
export async function mustEqualFoldFromZero(store: InMemoryEventStore, db: Db): Promise<void> {
  for (const projection of both) {
    const differences = await compareWithFoldFromZero({ store, registry, keyring }, projection, db);
    if (differences.length > 0) throw new Error(`${projection.name} differs: ${JSON.stringify(differences)}`);
  }
}

export async function caughtUp(db: Db, position: Position): Promise<void> {
  for (const projection of both) await untilAt(db, projection, position);
}

/** The event with other metadata, and the hash that fits them. */
export function rehashed(raw: RawEvent, metadata: object): RawEvent {
  const changed = { ...raw, metadata: { ...(raw.metadata as Metadata), ...metadata } };
  return { ...changed, metadata: { ...changed.metadata, hash: hashOf(changed as never) } };
}
