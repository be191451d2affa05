import { world } from '#kernel/world';
import { type Db, MongoServerError } from 'mongodb';
import { forgetBreakages } from './breakages.js';
import { checkpointsIn, collectionOf, GROUP, moveCheckpoint, standingIn, versionedOf } from './checkpoint.js';
import { changeServing, type ServedModels, servingIn } from './serving.js';

const NAMESPACE_NOT_FOUND = 26;
const SEEN_LATE_MS = 1_500;
const READ_FOR_MS = 60_000; // no request takes longer

/** Removes a collection, be it there or not. */
export async function dropDocuments(db: Db, id: string): Promise<void> {
  await db.dropCollection(collectionOf(versionedOf(id))).catch((error: unknown) => {
    if (!(error instanceof MongoServerError && error.code === NAMESPACE_NOT_FOUND)) throw error;
  });
  await forgetBreakages(db, id);
}

/** Whether there are buildings that left so long ago that nobody can be reading them any more. */
export const someAreUnread = (models: ServedModels): boolean =>
  Object.values(models).some(({ left = [] }) => left.some(({ since }) => isUnread(since)));

const isUnread = (since: string): boolean => world.now() - Date.parse(since) > READ_FOR_MS;

/**
 * Removes what is kept of buildings that are neither served nor stand beside: they are carried on no more, and their documents go when nobody can be
 * reading them any more. Throws what MongoDB throws.
 */
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
  const known = Object.values(serving.models).flatMap(({ left = [] }) => left);
  const isRead = (id: string): boolean => known.some(({ building, since }) => building === id && !isUnread(since));
  const gone = kept.filter((id) => isLeft(id) && !isRead(id));
  const unknown = gone.filter((id) => !known.some(({ building }) => building === id));
  if (unknown.length > 0) await world.delay(SEEN_LATE_MS); // who looked a second ago answers from it still
  for (const id of gone) await dropDocuments(db, id);
  if (someAreUnread(serving.models)) await changeServing(db, log, withoutUnread);
}

const withoutUnread = (models: ServedModels): ServedModels =>
  Object.fromEntries(
    Object.entries(models).map(([name, { left = [], ...served }]) => {
      const read = left.filter(({ since }) => !isUnread(since));
      return [name, { ...served, ...(read.length > 0 && { left: read }) }];
    }),
  );

/** The building whose documents a collection holds. */
function idOf(collection: string): string | undefined {
  const [, name, version] = /^(.+)__v(\d+(?:_\d+)?)$/.exec(collection) ?? [];
  return name === undefined || version === undefined ? undefined : `${name}@${version}`;
}
