import { setTimeout as delay } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { gapsOf, isExcluded, type Place, placeHolds } from '#kernel';
import { MongoServerError } from 'mongodb';
import { forgetBreakages } from './breakages.js';
import { type Checkpoint, collectionOf, moveCheckpoint, standingIn } from './checkpoint.js';
import { ensureIndexes } from './documents.js';
import type { Run } from './run.js';

const NAMESPACE_NOT_FOUND = 26;
const OTHERS_MS = 10_000;
const self = randomUUID();

/**
 * The checkpoint if the log still has the event of its place; otherwise its documents are removed, and it begins at the first event again
 * (D6). Undefined when somebody else moved it: read it anew. Throws what the stores throw.
 */
export async function soundCheckpoint(run: Run, checkpoint: Checkpoint): Promise<Checkpoint | undefined> {
  const { store, db } = run.means;
  const { place, emptying, members } = checkpoint;
  if (emptying === undefined) {
    const excluded = async (stream: string, revision: number) => isExcluded(await gapsOf(store, stream), revision);
    if (place === undefined) return checkpoint;
    if (await placeHolds(store, place, excluded)) return believedAtPlace(run, checkpoint, place);
  } else if (emptying !== self) {
    await delay(OTHERS_MS, undefined, { ref: false }); // whoever is at it may be dead: then it has not moved meanwhile
  }
  run.board.become(members, { state: 'rebuilding' });
  const mine = await moveCheckpoint(db, checkpoint, { members, parked: [], emptying: self });
  if (mine === undefined) return undefined;
  await Promise.all(members.map((id) => empty(run, id)));
  const rebuildingTo = await store.head();
  return moveCheckpoint(db, mine, { members, parked: [], ...(rebuildingTo && { rebuildingTo }) });
}

/** The event of its place may no longer be what was written: then its stream is passed by, and the place stays ("To the byte" 21). */
async function believedAtPlace(run: Run, checkpoint: Checkpoint, { stream, revision }: Place) {
  const { store, db, looking, park } = run.means;
  const raw = await store.readOne(stream, revision);
  const seen = raw && (await looking.look(raw));
  if (seen?.kind !== 'disbelieved' || checkpoint.parked.some((one) => one.stream === stream)) return checkpoint;
  const standing = standingIn(checkpoint);
  const parked = { stream, revision, code: seen.code };
  await park([parked]);
  return moveCheckpoint(db, checkpoint, { ...standing, parked: [...standing.parked, parked] });
}

async function empty({ means: { db }, members }: Run, id: string): Promise<void> {
  const [name = '', version] = id.split('@');
  await db.dropCollection(collectionOf({ name, version: Number(version) })).catch((error: unknown) => {
    if (!(error instanceof MongoServerError && error.code === NAMESPACE_NOT_FOUND)) throw error;
  });
  await forgetBreakages(db, id);
  const member = members.get(id);
  if (member !== undefined) await ensureIndexes(db, member.projection);
}
