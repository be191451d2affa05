import { world } from '#kernel/world';
import { type Db, MongoServerError } from 'mongodb';
import { forgetBreakages } from './breakages.js';
import { checkpointsIn, collectionOf, GROUP, moveCheckpoint, standingIn, versionedOf } from './checkpoint.js';
import { servingIn } from './serving.js';

const NAMESPACE_NOT_FOUND = 26;
const SEEN_LATE_MS = 1_500;

/** Removes a collection, be it there or not. */
export async function dropDocuments(db: Db, id: string): Promise<void> {
  await db.dropCollection(collectionOf(versionedOf(id))).catch((error: unknown) => {
    if (!(error instanceof MongoServerError && error.code === NAMESPACE_NOT_FOUND)) throw error;
  });
  await forgetBreakages(db, id);
}

/** Removes what is kept of buildings that are neither served nor stand beside. Throws what MongoDB throws. */
export async function sweep(db: Db, log: string): Promise<void> {
  const there = await db.listCollections({}, { nameOnly: true }).toArray();
  const kept = there.flatMap(({ name }) => idOf(name) ?? []);
  const serving = await servingIn(db); // after what is there: what is begun meanwhile is in it
  if (serving?.log !== log) return;
  const isLeft = (id: string): boolean => {
    const served = serving.models[versionedOf(id).name];
    return served !== undefined && served.serves !== id && served.beside !== id;
  };
  const checkpoints = await checkpointsIn(db).find({ log }).toArray();
  const group = checkpoints.find(({ _id }) => _id === GROUP);
  if (group?.members.some(isLeft)) {
    const members = group.members.filter((id) => !isLeft(id));
    await moveCheckpoint(db, group, { ...standingIn(group), members });
  }
  const own = checkpoints.map(({ _id }) => _id).filter((id) => id !== GROUP && isLeft(id));
  if (own.length > 0) await checkpointsIn(db).deleteMany({ _id: { $in: own } });
  const left = kept.filter(isLeft);
  if (left.length > 0) await world.delay(SEEN_LATE_MS); // who looked a second ago answers from it still
  for (const id of left) await dropDocuments(db, id);
}

/** The building whose documents a collection holds. */
function idOf(collection: string): string | undefined {
  const [, name, version] = /^(.+)__v(\d+(?:_\d+)?)$/.exec(collection) ?? [];
  return name === undefined || version === undefined ? undefined : `${name}@${version}`;
}
