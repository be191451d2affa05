import { createHash } from 'node:crypto';
import { canonical, type JsonValue } from '#kernel';
import { world } from '#kernel/world';
import type { Db, Filter } from 'mongodb';
import { checkpointId, collectionOf, type Versioned } from './checkpoint.js';
import { contentOf, isIncomplete, type Stored } from './documents.js';
import { MARK } from './marks.js';

/** How the documents of a building differ from those of another one of the same version. */
export interface Compared {
  /** Whose they are. */
  readonly building: string;
  readonly documents: number;
  /** Only the other one has them. */
  readonly missing: number;
  /** Only it has them. */
  readonly surplus: number;
  readonly different: number;
  /** Broken in it, and in the other one not. */
  readonly broken: number;
}

type Kind = Exclude<keyof Compared, 'building' | 'documents'>;
interface Seen {
  readonly digest: string;
  readonly isBroken: boolean;
}

const LOOKS = 5;
const PAUSE_MS = 100;
const FEW = 1_000;

/**
 * Compares the documents of two buildings of one version, by number and digest, while they are carried on: what differs is looked at again, since one of
 * them may have been written a moment before the other. Throws what MongoDB throws.
 */
export async function compareBuildings(db: Db, served: Versioned, beside: Versioned): Promise<Compared> {
  const digestsOf = async (building: Versioned, filter: Filter<Stored>) => {
    const digests = new Map<string, Seen>();
    for await (const stored of db.collection<Stored>(collectionOf(building)).find(filter)) {
      if (stored._id !== MARK && !(stored._gone && !stored._broken)) digests.set(stored._id, seenOf(stored));
    }
    return digests;
  };
  const look = async (filter: Filter<Stored>) => {
    const [before, after] = await Promise.all([digestsOf(served, filter), digestsOf(beside, filter)]);
    const ids = new Set([...before.keys(), ...after.keys()]);
    const kinds = [...ids].flatMap((id): readonly (readonly [string, Kind])[] => {
      const kind = kindOf(before.get(id), after.get(id));
      return kind === undefined ? [] : [[id, kind]];
    });
    return { documents: after.size, kinds: new Map(kinds) };
  };
  const { documents, kinds: first } = await look({});
  let kinds = first;
  for (let looks = 1; looks < LOOKS && kinds.size > 0 && kinds.size <= FEW; looks += 1) {
    await world.delay(PAUSE_MS);
    ({ kinds } = await look({ _id: { $in: [...kinds.keys()] } }));
  }
  const count = (wanted: Kind): number => [...kinds.values()].filter((kind) => kind === wanted).length;
  return {
    ...{ building: checkpointId(beside), documents, missing: count('missing'), surplus: count('surplus') },
    ...{ different: count('different'), broken: count('broken') },
  };
}

/** In how many documents. */
export const differing = ({ missing, surplus, different, broken }: Compared): number =>
  missing + surplus + different + broken;

function kindOf(before: Seen | undefined, after: Seen | undefined): Kind | undefined {
  if (after?.isBroken && !before?.isBroken) return 'broken';
  if (before === undefined) return 'surplus';
  if (after === undefined) return 'missing';
  return before.digest === after.digest ? undefined : 'different';
}

const seenOf = (stored: Stored): Seen => ({
  digest: createHash('sha256')
    .update(canonical([isIncomplete(stored), contentOf(stored) as JsonValue]))
    .digest('base64url'),
  isBroken: stored._broken === true,
});
