import { type EventStore, gapsOf, isExcluded, type Place, placeHolds } from '#kernel';
import { world } from '#kernel/world';
import { type Checkpoint, GROUP, leaveCheckpoint, moveCheckpoint, standingIn } from './checkpoint.js';
import { ensureIndexes } from './documents.js';
import { beginMark, unmarkedIn } from './marks.js';
import type { Run } from './run.js';
import { dropDocuments } from './sweep.js';

const OTHERS_MS = 10_000;

/**
 * The checkpoint if the log still has the event of its place, and all that its documents say; otherwise its documents are removed, and it begins at the first event again
 * (D6). Undefined when somebody else moved it: read it anew. Throws what the stores throw.
 */
export async function soundCheckpoint(run: Run, checkpoint: Checkpoint): Promise<Checkpoint | undefined> {
  const { self } = run;
  const { store } = run.means;
  const { place, emptying } = checkpoint;
  if (emptying === undefined) {
    const excluded = async (stream: string, revision: number) => isExcluded(await gapsOf(store, stream), revision);
    const areThere = await haveEvents(store, checkpoint);
    if (areThere && place === undefined) return checkpoint;
    if (areThere && place !== undefined && (await placeHolds(store, place, excluded)))
      return believedAtPlace(run, checkpoint, place);
  } else if (emptying !== self) {
    await world.delay(OTHERS_MS, { ref: false }); // whoever is at it may be dead: then it has not moved meanwhile
  }
  return buildAnew(run, checkpoint);
}

/**
 * Whether the log still has everything that documents may say, beyond the checkpoint too: a batch may have been written and nothing else; and what they
 * are to be whole with: it would never come.
 */
async function haveEvents(store: EventStore, { writing, buildingTo }: Checkpoint): Promise<boolean> {
  for (const position of [writing, buildingTo]) {
    if (position !== undefined && (await store.eventAt(position))?.position !== position) return false;
  }
  return true;
}

/** The same checkpoint, before the first event: its documents are removed. */
async function buildAnew(run: Run, checkpoint: Checkpoint): Promise<Checkpoint | undefined> {
  const { self } = run;
  const { store, db } = run.means;
  const { members } = checkpoint;
  run.board.become(members, { state: 'building' });
  const mine = await moveCheckpoint(db, checkpoint, { members, parked: [], emptying: self });
  if (mine === undefined) return undefined;
  await Promise.all(members.map((id) => empty(run, id)));
  const buildingTo = await store.head();
  await Promise.all(members.map((id) => beginMark(db, id, buildingTo === undefined)));
  return moveCheckpoint(db, mine, { members, parked: [], ...(buildingTo && { buildingTo }) });
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

/**
 * The checkpoint when what its documents lie in is there, which is begun for those that are new; those whose documents are gone are built anew, beside
 * the group if they were in it. Undefined when it moved: read it anew. Throws what the stores throw.
 */
export async function withDocuments(run: Run, checkpoint: Checkpoint): Promise<Checkpoint | undefined> {
  const { db } = run.means;
  const gone = await unmarkedIn(
    db,
    checkpoint.members.filter((id) => run.members.has(id)),
  );
  if (gone.length === 0) return checkpoint;
  if (checkpoint.reached === undefined) {
    await Promise.all(gone.map((id) => beginMark(db, id, checkpoint.buildingTo === undefined)));
    return checkpoint;
  }
  for (const id of gone) {
    run.board.become([id], { state: 'building', reason: { kind: 'documents-gone', projection: id } });
  }
  if (checkpoint._id !== GROUP) return buildAnew(run, checkpoint);
  for (const id of gone) {
    await leaveCheckpoint(db, run.log, { _id: id, members: [id], parked: [], emptying: run.self });
  }
  const standing = standingIn(checkpoint);
  return moveCheckpoint(db, checkpoint, {
    ...standing,
    members: standing.members.filter((id) => !gone.includes(id)),
  });
}

async function empty({ means: { db }, members }: Run, id: string): Promise<void> {
  await dropDocuments(db, id);
  const member = members.get(id);
  if (member !== undefined) await ensureIndexes(db, member.projection);
}
