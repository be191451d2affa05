import { type AnyProjection, foldAll, type Position } from '#kernel';
import type { Reader } from '../auth/reader.js';
import type { Filter } from './allowlist.js';
import type { AnyProjected } from './batch.js';
import { checkpointId, type Versioned } from './checkpoint.js';
import { cursorsOf, type Sort } from './keyset.js';
import { compareBy, matches } from './matching.js';
import { behind } from './mongo-read-models.js';
import type { ReadModels } from './read-models.js';
import { type Found, ScopedReadModels } from './scoped-read-models.js';
import { tokenedAll, type Tokening } from './tokens.js';

/** The read models that the events fold to, for specs: the same contract as those in MongoDB. One that is searched needs `means`. */
export const inMemoryReadModels = (
  events: readonly AnyProjected[],
  projections: readonly AnyProjection[],
  means?: Tokening,
): ReadModels => new InMemoryReadModels(events, projections, means);

type Folding = readonly Found[] | Promise<readonly Found[]>;

class InMemoryReadModels extends ScopedReadModels {
  override readonly cursors = cursorsOf(new Uint8Array(32));
  private readonly documents: ReadonlyMap<string, Folding>;
  private readonly position: Position;

  constructor(events: readonly AnyProjected[], projections: readonly AnyProjection[], means?: Tokening) {
    super();
    this.position = events.at(-1)?.position ?? '';
    this.documents = new Map(projections.map((one) => [checkpointId(one), foldingOf(one, events, means)]));
  }

  protected override served({ name, version }: Versioned, { waitFor = '' }: Reader): Promise<Versioned> {
    return waitFor <= this.position ? Promise.resolve({ name, version }) : Promise.reject(behind());
  }

  protected override mustBeWhole(): Promise<void> {
    return Promise.resolve();
  }

  protected override async find(
    model: Versioned,
    filter: Filter,
    sort: Sort,
    limit: number,
  ): Promise<readonly Found[]> {
    const found = await this.matching(model, filter);
    return structuredClone(found.sort((a, b) => compareBy(sort, a, b)).slice(0, limit));
  }

  protected override async count(model: Versioned, filter: Filter): Promise<number> {
    return (await this.matching(model, filter)).length;
  }

  private async matching(model: Versioned, filter: Filter): Promise<Found[]> {
    const documents = (await this.documents.get(checkpointId(model))) ?? [];
    return documents.filter((document) => matches(filter, document));
  }
}

function foldingOf(projection: AnyProjection, events: readonly AnyProjected[], means?: Tokening): Folding {
  if (projection.words === undefined) return foldedBy(projection, events);
  if (means === undefined) throw new Error(`${projection.name} is searched: it needs a keyring.`);
  return tokenedAll(projection, events, means).then((tokened) => foldedBy(projection, tokened));
}

const foldedBy = (projection: AnyProjection, events: readonly AnyProjected[]): readonly Found[] =>
  [...foldAll(projection, events)].map(([_id, document]) => ({ ...asStored(document), _id }));

/** The document without what is `undefined`, as MongoDB gives it back. */
export const asStored = (document: object): object => JSON.parse(JSON.stringify(document)) as object;
