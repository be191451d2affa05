import type { AnyProjection } from '#kernel';
import { world } from '#kernel/world';
import type { Db } from 'mongodb';
import { reachedIn, versionedOf } from './checkpoint.js';
import { isWholeIn } from './marks.js';
import { begunBy, changeServing, isKnown, type Served, type Serving, servingIn } from './serving.js';

/** Answers that come from another building from then on. */
export interface Switched {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** The other way round: what stood beside is served, what was served stands beside. */
export const switched = ({ serves, beside = serves, rebuilds, cancelled }: Served, now: Date): Served => ({
  ...{ rebuilds, cancelled, serves: beside, beside: serves },
  switchedAt: now.toISOString(),
});

/**
 * What is served once a build with these projections is there. A later version is switched to as soon as it is whole where this build cannot show what
 * is served: nobody of it could answer otherwise; and to what somebody asked to build again, as soon as it is whole and as far as what is served. Throws what MongoDB throws.
 */
export async function switchedByItself(
  db: Db,
  log: string,
  projections: readonly AnyProjection[],
  report: (switched: Switched) => void = () => undefined,
): Promise<Serving> {
  const { models = {} } = (await servingIn(db)) ?? {};
  const ready = new Set<string>();
  for (const projection of projections) {
    const { serves = '', beside = '', whenWhole } = models[projection.name] ?? {};
    const [from, to] = [versionedOf(serves), versionedOf(beside)];
    const isNewer = !isKnown(projection, from) && isKnown(projection, to) && to.version > from.version;
    if (!isNewer && !(whenWhole && isKnown(projection, to))) continue;
    if ((await isWholeIn(db, to)) !== true) continue;
    const reached = isNewer ? undefined : await reachedIn(db, log);
    if ((reached?.get(beside) ?? '') >= (reached?.get(serves) ?? '')) ready.add(beside);
  }
  const done: Switched[] = [];
  const serving = await changeServing(db, log, (before) => {
    done.length = 0;
    let after = begunBy(projections, before);
    for (const [name, served] of Object.entries(after)) {
      if (served.beside === undefined || !ready.has(served.beside)) continue;
      after = { ...after, [name]: switched(served, new Date(world.now())) };
      done.push({ name, from: served.serves, to: served.beside });
    }
    return after;
  });
  done.forEach(report);
  return serving;
}
