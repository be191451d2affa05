import type { AnyProjection } from '#kernel';
import type { Db } from 'mongodb';
import { versionedOf } from './checkpoint.js';
import { isWholeIn } from './marks.js';
import { begunBy, changeServing, isKnown, type Served, type Serving, servingIn } from './serving.js';

/** The other way round: what stood beside is served, what was served stands beside. */
export const switched = ({ serves, beside = serves, ...others }: Served, now: Date): Served => ({
  ...others,
  serves: beside,
  beside: serves,
  switchedAt: now.toISOString(),
});

/**
 * What is served once a build with these projections is there. A later version is switched to as soon as it is whole where this build cannot show what
 * is served: nobody of it could answer otherwise. Throws what MongoDB throws.
 */
export async function replacingUnknown(db: Db, log: string, projections: readonly AnyProjection[]): Promise<Serving> {
  const models = (await servingIn(db))?.models ?? {};
  const ready = new Set<string>();
  for (const projection of projections) {
    const { serves = '', beside = '' } = models[projection.name] ?? {};
    const [from, to] = [versionedOf(serves), versionedOf(beside)];
    const isNewer = !isKnown(projection, from) && isKnown(projection, to) && to.version > from.version;
    if (isNewer && (await isWholeIn(db, to))) ready.add(beside);
  }
  return changeServing(db, log, (before) => {
    let after = begunBy(projections, before);
    for (const [name, served] of Object.entries(after)) {
      if (ready.has(served.beside ?? '')) after = { ...after, [name]: switched(served, new Date()) };
    }
    return after;
  });
}
