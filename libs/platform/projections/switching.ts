import type { AnyProjection } from '#kernel';
import { world } from '#kernel/world';
import type { Db } from 'mongodb';
import { reachedIn, versionedOf } from './checkpoint.js';
import { type Compared, compareBuildings } from './compare-buildings.js';
import { isWholeIn } from './marks.js';
import { begunBy, changeServing, isKnown, type Served, type Serving, servingIn } from './serving.js';

/** Answers that come from another building from then on. */
export interface Switched {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** How they differ, where they are of one version. */
  readonly compared?: Compared;
  /** They do not, because documents broke in it that are whole in what is served. */
  readonly isHeldBack?: true;
}

/** The other way round: what stood beside is served, what was served stands beside. */
export const switched = (
  { serves, beside = serves, rebuilds, cancelled, left }: Served,
  now: Date,
  compared?: Compared,
): Served => ({
  ...{ rebuilds, cancelled, serves: beside, beside: serves },
  switchedAt: now.toISOString(),
  ...(compared && { compared }),
  ...(left && { left }),
});

const heldBack = ({ serves, beside = serves, rebuilds, cancelled, left }: Served, compared: Compared): Served => ({
  ...{ serves, beside, rebuilds, cancelled, compared },
  ...(left && { left }),
});

/** How two buildings differ; undefined where they are of two versions, which are meant to. Throws what MongoDB throws. */
export const comparedIn = async (db: Db, from: string, to: string): Promise<Compared | undefined> => {
  const [served, beside] = [versionedOf(from), versionedOf(to)];
  return served.version === beside.version ? compareBuildings(db, served, beside) : undefined;
};

/**
 * What is served once a build with these projections is there. A later version is switched to as soon as it is whole where this build cannot show what
 * is served: nobody of it could answer otherwise; and to what somebody asked to build again, as soon as it is whole and as far as what is served, unless
 * documents broke in it that are whole in what is served. Throws what MongoDB throws.
 */
export async function switchedByItself(
  db: Db,
  log: string,
  projections: readonly AnyProjection[],
  report: (switched: Switched) => void = () => undefined,
): Promise<Serving> {
  const { models = {} } = (await servingIn(db)) ?? {};
  const ready = new Map<string, Compared | undefined>();
  for (const projection of projections) {
    const { serves = '', beside = '', whenWhole } = models[projection.name] ?? {};
    const [from, to] = [versionedOf(serves), versionedOf(beside)];
    const isNewer = !isKnown(projection, from) && isKnown(projection, to) && to.version > from.version;
    if (!isNewer && !(whenWhole && isKnown(projection, to))) continue;
    if ((await isWholeIn(db, to)) !== true) continue;
    const reached = isNewer ? undefined : await reachedIn(db, log);
    if ((reached?.get(beside) ?? '') < (reached?.get(serves) ?? '')) continue;
    ready.set(beside, await comparedIn(db, serves, beside));
  }
  const done: Switched[] = [];
  const serving = await changeServing(db, log, (before) => {
    done.length = 0;
    let after = begunBy(projections, before);
    for (const [name, served] of Object.entries(after)) {
      if (served.beside === undefined || !ready.has(served.beside)) continue;
      const compared = ready.get(served.beside);
      const isHeldBack = compared !== undefined && compared.broken > 0;
      after = {
        ...after,
        [name]: isHeldBack ? heldBack(served, compared) : switched(served, new Date(world.now()), compared),
      };
      done.push({
        name,
        from: served.serves,
        to: served.beside,
        ...(compared && { compared }),
        ...(isHeldBack && { isHeldBack }),
      });
    }
    return after;
  });
  done.forEach(report);
  return serving;
}
