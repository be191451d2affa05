import { isDeepStrictEqual } from 'node:util';
import { type AnyProjection, type EventStore, foldAll } from '#kernel';
import type { Db } from 'mongodb';
import type { AnyProjected } from './batch.js';
import { checkpointId, checkpointsIn, collectionOf } from './checkpoint.js';
import { contentOf, type Stored } from './documents.js';
import { asStored } from './in-memory-read-models.js';
import { tokenedAll, type Tokening } from './tokens.js';

/** A document that is not what a fold from zero gives. */
export interface Difference {
  readonly id: string;
  readonly kind: 'missing' | 'surplus' | 'different';
}

/** How a projection's documents differ from a fold from zero up to its checkpoint, while nobody projects: not at all, one hopes. */
export async function compareWithFoldFromZero(
  means: Tokening & { readonly store: EventStore },
  projection: AnyProjection,
  db: Db,
): Promise<readonly Difference[]> {
  const { store, registry } = means;
  const checkpoint = await checkpointsIn(db).findOne({ _id: checkpointId(projection) });
  const until = checkpoint?.position ?? '';
  const types = new Set(projection.events.map(({ type }) => type));
  const events: AnyProjected[] = [];
  for await (const raw of store.readAll()) {
    if (raw.position > until) break;
    const event = registry.believe(raw);
    if (types.has(event.type)) events.push(event);
  }
  const folded = foldAll(projection, await tokenedAll(projection, events, means));
  const differences: Difference[] = [];
  const present = new Set<string>();
  for await (const stored of db.collection<Stored>(collectionOf(projection)).find()) {
    if (stored._gone) continue;
    present.add(stored._id);
    const expected = folded.get(stored._id);
    if (expected === undefined) differences.push({ id: stored._id, kind: 'surplus' });
    else if (!isDeepStrictEqual(contentOf(stored), asStored(expected)))
      differences.push({ id: stored._id, kind: 'different' });
  }
  const missing = [...folded.keys()].filter((id) => !present.has(id));
  return [...differences, ...missing.map((id): Difference => ({ id, kind: 'missing' }))];
}
