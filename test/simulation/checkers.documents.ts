import { isDeepStrictEqual } from 'node:util';
import { type AnyProjection, id, type Position } from '#kernel';
import { checkpointId, collectionOf, reachedIn, servingIn } from '#platform/projections';
import { contentOf } from '../../libs/platform/projections/documents.js';
import { MARK } from '../../libs/platform/projections/marks.js';
import { carriedBy } from '../../libs/platform/projections/serving.js';
import { databaseThrough, type Disk } from './documents.js';
import type { Folds } from './folds.js';
import { SURE } from './port.js';

/** How the read models differ from a fold of the log from zero, when all is quiet: they are at the head, and hold what it gives. */
export async function differencesIn(
  disk: Disk,
  projections: readonly AnyProjection[],
  folds: Folds,
  { head, keepsWords }: { readonly head: Position | undefined; readonly keepsWords: boolean },
): Promise<readonly string[]> {
  const database = databaseThrough(SURE, () => disk);
  const { models = {} } = (await servingIn(database)) ?? {};
  const carried = carriedBy(projections, models);
  const reached = await reachedIn(database, id('log'));
  const behind = carried.map(checkpointId).filter((one) => reached.get(one) !== head);
  if (behind.length > 0) return behind.map((one) => `${one} is at ${reached.get(one) ?? 'none'}, not at the head`);
  const names = new Set(carried.map(({ name }) => name));
  if (projections.some(({ name }) => !names.has(name))) return ['read models are not carried on'];
  const found = await Promise.all(
    carried.map(async (projection) => {
      const { name, version } = projection;
      const known = [...projections, ...projections.flatMap(({ before = [] }) => before)];
      const of = known.find((one) => one.name === name && one.version === version) ?? projection;
      const stored = disk.get(collectionOf(projection)) ?? new Map<string, never>();
      const folded = await folds(of);
      const mayDiffer = keepsWords && projection.words !== undefined; // until the next event, or a rebuild
      return [...new Set([...stored.keys(), ...folded.keys()])].flatMap((key) => {
        const kind = key === MARK ? undefined : differenceOf(stored.get(key), folded.get(key)?.at(-1)?.document);
        return kind === undefined || (mayDiffer && kind === 'different')
          ? []
          : [`${checkpointId(projection)} ${key} is ${kind}`];
      });
    }),
  );
  return found.flat();
}

type Document = Readonly<Record<string, unknown>>;

function differenceOf(stored: Document | undefined, folded: Document | undefined): string | undefined {
  if (stored?._broken !== undefined || stored?._incomplete !== undefined)
    return 'marked, though nothing was tampered with';
  if (stored === undefined || stored._gone === true) return folded === undefined ? undefined : 'missing';
  if (folded === undefined) return 'surplus';
  return isDeepStrictEqual(contentOf(stored), contentOf(folded)) ? undefined : 'different';
}
