import { type AnyProjection, documentsTouched, GONE, type Position, type Projected, type RawEvent } from '#kernel';
import { contentOf } from '../../libs/platform/projections/documents.js';
import { type Tokening, tokenedAll } from '../../libs/platform/projections/tokens.js';

export type Document = Readonly<Record<string, unknown>> & { readonly _id: string };

/** What a document is from a position on; nothing where it is not there. */
export interface Version {
  readonly since: Position;
  readonly document: Document | undefined;
}

/** The versions of each document, from the first on. */
export type Versions = ReadonlyMap<string, readonly Version[]>;

/** What each read model's documents are, position by position, by a fold of the log from zero. */
export type Folds = (projection: AnyProjection) => Promise<Versions>;

type Event = Projected<never>;

const NOTHING: Folds = () => Promise.resolve(new Map());

/** Those of these events, after those of what came before, of which only what it came to is kept. */
export function foldsOf(events: readonly RawEvent[], means: Tokening, before = NOTHING): Folds {
  let believed: readonly Event[] | undefined;
  return kept(async (projection) => {
    believed ??= events.map((raw) => means.registry.believe(raw) as Event);
    const types = new Set(projection.events.map(({ type }) => type));
    const folded = believed.filter(({ type }) => types.has(type));
    const versions = new Map<string, readonly Version[]>();
    for (const [id, known] of await before(projection)) versions.set(id, known.slice(-1));
    for (const event of await tokenedAll(projection, folded, means)) {
      for (const id of documentsTouched(projection, event)) {
        const known = versions.get(id) ?? [];
        const last = known.at(-1)?.document;
        const next = projection.fold(last === undefined ? null : contentOf(last), event, id);
        const document = next === GONE ? undefined : asStored(id, next);
        versions.set(id, [...known, { since: event.position, document }]);
      }
    }
    return versions;
  });
}

function kept(fold: Folds): Folds {
  const folded = new Map<AnyProjection, Promise<Versions>>();
  return (projection) => {
    const versions = folded.get(projection) ?? fold(projection);
    folded.set(projection, versions);
    return versions;
  };
}

const asStored = (_id: string, content: object): Document => ({
  ...(JSON.parse(JSON.stringify(content)) as object),
  _id,
});
