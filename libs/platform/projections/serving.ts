import type { AnyProjection } from '#kernel';
import { world } from '#kernel/world';
import { type Collection, type Db, MongoServerError } from 'mongodb';
import { checkpointId, DUPLICATE_KEY, type Versioned, versionedOf } from './checkpoint.js';
import type { Compared } from './compare-buildings.js';
import { isWholeIn } from './marks.js';

/** Which building of a read model answers come from, and which one stands beside it: being built, or served before. */
export interface Served {
  /** `<name>@<version>`, as checkpoints are named. */
  readonly serves: string;
  readonly beside?: string;
  /** An instant: when it was switched last. */
  readonly switchedAt?: string;
  /** Somebody asked to build again what is served: answers come from it as soon as it is whole. */
  readonly whenWhole?: true;
  /** How often somebody asked to build it again. */
  readonly rebuilds: number;
  /** Versions that somebody cancelled: they are not begun again by themselves. */
  readonly cancelled: readonly string[];
  /** How what was built again differs from what it is to stand for, or stands for. */
  readonly compared?: Compared;
  /** Buildings that stand nowhere any more: they are kept for whoever began to read them. */
  readonly left?: readonly Left[];
}

interface Left {
  readonly building: string;
  /** An instant. */
  readonly since: string;
}

export type ServedModels = Readonly<Record<string, Served>>;

/** The one record that says it of every read model; `epoch` counts the writes. */
export interface Serving {
  readonly _id: string;
  readonly log: string;
  readonly epoch: number;
  readonly models: ServedModels;
}

const SERVING = 'serving';

const servingsIn = (db: Db): Collection<Serving> => db.collection<Serving>(SERVING);

/** What is served; undefined before anybody projected. Throws what MongoDB throws. */
export const servingIn = async (db: Db): Promise<Serving | undefined> =>
  (await servingsIn(db).findOne({ _id: SERVING })) ?? undefined;

/**
 * Changes what is served, as one whole, and answers it; a record of another log stays as it is. What `change` throws changes nothing; it is asked
 * again when somebody else was faster. Throws what MongoDB throws.
 */
export async function changeServing(
  db: Db,
  log: string,
  change: (models: ServedModels) => ServedModels,
): Promise<Serving> {
  const before = await servingIn(db);
  if (before !== undefined && before.log !== log) return before;
  const models = change(before?.models ?? {});
  if (before?.models === models) return before;
  const after: Serving = { _id: SERVING, log, epoch: (before?.epoch ?? 0) + 1, models };
  return (await isWritten(db, before, after)) ? after : changeServing(db, log, change);
}

async function isWritten(db: Db, before: Serving | undefined, after: Serving): Promise<boolean> {
  if (before !== undefined) {
    const { matchedCount } = await servingsIn(db).replaceOne({ _id: SERVING, epoch: before.epoch }, after);
    return matchedCount === 1;
  }
  try {
    await servingsIn(db).insertOne(after);
    return true;
  } catch (error) {
    if (error instanceof MongoServerError && error.code === DUPLICATE_KEY) return false;
    throw error;
  }
}

/** The building of a projection that this build shows, if it is whole; undefined when there is none. Throws what MongoDB throws. */
export async function wholeOf(
  db: Db,
  projection: AnyVersions,
  serving?: Pick<Serving, 'models'>,
): Promise<Versioned | undefined> {
  const { models } = serving ?? (await servingIn(db)) ?? { models: {} };
  const served = shownBy(projection, models[projection.name]);
  return served !== undefined && (await isWholeIn(db, served)) === true ? served : undefined;
}

/** A read model in the versions that a build knows, the newest first. */
export interface AnyVersions extends Versioned {
  readonly before?: AnyVersions;
}

/** What has left, once a building that stood there does. */
export const leftWith = ({ left = [] }: Served, building: string | undefined): Pick<Served, 'left'> => {
  const all = building === undefined ? left : [...left, { building, since: new Date(world.now()).toISOString() }];
  return all.length === 0 ? {} : { left: all };
};

/** Whether a building is of a version that a build knows. */
export const isKnown = (versions: AnyVersions, building: Versioned): boolean =>
  versions.version === building.version || (versions.before !== undefined && isKnown(versions.before, building));

/** The building that a build shows: what is served, or what stands beside it where the build knows only that; undefined when it knows neither. */
export const shownBy = (versions: AnyVersions, served?: Pick<Served, 'serves' | 'beside'>): Versioned | undefined =>
  [served?.serves, served?.beside]
    .flatMap((id) => (id === undefined ? [] : [versionedOf(id)]))
    .find((building) => isKnown(versions, building));

/** Every version of the projections that a build knows, the newest of each first. */
export const versionsOf = (projections: readonly AnyProjection[]): readonly AnyProjection[] =>
  projections.flatMap((one) => [one, ...(one.before === undefined ? [] : versionsOf([one.before]))]);

/**
 * What is served once a build with these projections has begun: what was never served is served from its first version on, a version that is later
 * than what is served stands beside it from then on, in place of whatever stood there.
 */
export function begunBy(projections: readonly AnyProjection[], models: ServedModels): ServedModels {
  let after = models;
  for (const projection of versionsOf(projections)) {
    const { name, version } = projection;
    const id = checkpointId(projection);
    const known = after[name];
    if (known === undefined) {
      after = { ...after, [name]: { serves: id, rebuilds: 0, cancelled: [] } };
    } else if (
      version > versionedOf(known.serves).version &&
      version > (known.beside === undefined ? 0 : versionedOf(known.beside).version) &&
      !known.cancelled.includes(id) &&
      !known.left?.some(({ building }) => building === id)
    ) {
      const { serves, beside, rebuilds, cancelled } = known;
      after = { ...after, [name]: { serves, beside: id, rebuilds, cancelled, ...leftWith(known, beside) } };
    }
  }
  return after;
}

/** The buildings that a build with these projections carries on: of those that are served or stand beside, the ones it knows. */
export function carriedBy(projections: readonly AnyProjection[], models: ServedModels): readonly AnyProjection[] {
  const carried = new Map<string, AnyProjection>();
  for (const projection of versionsOf(projections)) {
    const { serves, beside } = models[projection.name] ?? {};
    for (const id of [serves, beside]) {
      if (id === undefined) continue;
      const { version, rebuild } = versionedOf(id);
      if (version === projection.version) carried.set(id, { ...projection, ...(rebuild !== undefined && { rebuild }) });
    }
  }
  return [...carried.values()];
}
