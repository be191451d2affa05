import { isDeepStrictEqual } from 'node:util';
import { type AnyProjection, type EventStore, isObject, type RawEvent, type RecordedEvent } from '#kernel';
import type { Db } from 'mongodb';
import { judgeOf } from '../event-store/judge.js';
import { foldTouches, type Touch, touchOf, withTokens } from './batch.js';
import { checkpointOf, collectionOf, type Parked } from './checkpoint.js';
import { contentOf, type Stored } from './documents.js';
import { asStored } from './in-memory-read-models.js';
import { lookingWith } from './look.js';
import { MARK } from './marks.js';
import { isParked, memberOf } from './member.js';
import type { Tokening } from './tokens.js';

/** A document that is not what a fold from zero gives. */
export interface Difference {
  readonly id: string;
  readonly kind: 'missing' | 'surplus' | 'different';
}

/**
 * How a projection's documents differ from a fold from zero up to its checkpoint, while nobody projects: not at all, one hopes. Streams that
 * it passes by are left out from there; documents that broke are compared by whether they did.
 */
export async function compareWithFoldFromZero(
  means: Tokening & { readonly store: EventStore },
  projection: AnyProjection,
  db: Db,
): Promise<readonly Difference[]> {
  const { reached = '', parked = [] } = (await checkpointOf(db, projection)) ?? {};
  const { types } = memberOf(projection);
  const touches: Touch[] = [];
  for await (const event of believedUpTo(means, types, reached, parked)) {
    const touch = touchIn(projection, event);
    if (touch !== undefined) touches.push(touch);
  }
  const expected = foldTouches(projection, await withTokens(projection, touches, means), new Map()).documents;
  const differences: Difference[] = [];
  const present = new Set<string>();
  for await (const stored of db.collection<Stored>(collectionOf(projection)).find({ _id: { $ne: MARK } })) {
    const folded = expected.get(stored._id);
    present.add(stored._id);
    const kind = differenceOf(stored, folded);
    if (kind !== undefined) differences.push({ id: stored._id, kind });
  }
  const missing = [...expected.values()].filter(({ _id, _gone, _broken }) => !present.has(_id) && !_gone && !_broken);
  return [...differences, ...missing.map(({ _id }): Difference => ({ id: _id, kind: 'missing' }))];
}

function differenceOf(stored: Stored, folded: Stored | undefined): Difference['kind'] | undefined {
  if (stored._broken) return undefined;
  if (folded?._broken) return 'different';
  if (stored._gone) return folded === undefined || folded._gone ? undefined : 'missing';
  if (folded === undefined || folded._gone) return 'surplus';
  return isDeepStrictEqual(contentOf(stored), asStored(contentOf(folded))) ? undefined : 'different';
}

/** What is believed of these types; the whole history of a stream is judged only where one is in trouble. */
async function* believedUpTo(
  { store, registry }: Tokening & { readonly store: EventStore },
  types: Pick<ReadonlySet<string>, 'has'>,
  reached: string,
  parked: readonly Parked[],
): AsyncGenerator<RecordedEvent> {
  const looking = lookingWith(judgeOf({ store, registry }), store);
  const passed = new Map(parked.map((one) => [one.stream, one]));
  const read: RawEvent[] = [];
  for await (const raw of store.readAll()) {
    if (raw.position > reached) break;
    read.push(raw);
  }
  const excluded = read.flatMap(({ type, data }) => (type === 'EventsExcluded' && isObject(data) ? [data.stream] : []));
  const troubled = new Set<unknown>([...passed.keys(), ...excluded]);
  for (const stream of excluded) if (typeof stream === 'string') await looking.lookThrough(stream);
  for (const raw of read) {
    if (troubled.has(raw.stream)) {
      const seen = await looking.look(raw);
      if (seen.kind === 'event' && types.has(raw.type) && !isParked(passed, raw)) yield seen.event;
    } else if (types.has(raw.type)) {
      yield registry.believe(raw);
    }
  }
}

function touchIn(projection: AnyProjection, event: RecordedEvent): Touch | undefined {
  try {
    return touchOf(projection, event);
  } catch {
    return undefined; // no document is said to be touched
  }
}
