import { setTimeout as delay } from 'node:timers/promises';
import { type Position, Unavailable } from '#kernel';
import type { Db } from 'mongodb';
import type { Reader } from '../auth/reader.js';
import { orUnavailable } from '../mongodb/index.js';
import type { Filter } from './allowlist.js';
import { checkpointId, checkpointsIn, collectionOf, type Versioned } from './checkpoint.js';
import type { Sort } from './keyset.js';
import { type Found, ScopedReadModels } from './scoped-read-models.js';

const PATIENCE_MS = 5_000;
const LONGEST_PAUSE_MS = 100;

/** The read models as the projections keep them in MongoDB. */
export class MongoReadModels extends ScopedReadModels {
  constructor(
    private readonly db: Db,
    private readonly log: string,
    private readonly patienceMs = PATIENCE_MS,
  ) {
    super();
  }

  protected override async fresh(model: Versioned, { waitFor }: Reader): Promise<void> {
    if (waitFor === undefined) return;
    const deadline = Date.now() + this.patienceMs;
    for (let pause = 5; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      const outlook = await this.outlook(model, waitFor);
      if (outlook === 'there') return;
      if (outlook === 'stopped' || Date.now() + pause > deadline) throw behind();
      await delay(pause);
    }
  }

  protected override find(model: Versioned, filter: Filter, sort: Sort, limit: number): Promise<readonly Found[]> {
    const documents = this.db.collection<Found>(collectionOf(model));
    const found = documents.find(filter as object, { sort: { ...sort }, limit, batchSize: limit + 1 });
    return orUnavailable(found.toArray());
  }

  private async outlook(model: Versioned, waitFor: Position): Promise<'there' | 'coming' | 'stopped'> {
    const checkpoint = await orUnavailable(checkpointsIn(this.db).findOne({ _id: checkpointId(model) }));
    if (checkpoint === null) return 'coming';
    const { log, position = '', stopped } = checkpoint;
    if (log !== this.log || stopped?.kind === 'checkpoint-ahead') return 'stopped';
    if (position >= waitFor) return 'there';
    return stopped === undefined ? 'coming' : 'stopped';
  }
}

/** The read model does not hold yet what the reader must see. */
export const behind = (): Unavailable =>
  new Unavailable('projection-behind', 'This list does not hold the latest changes yet: ask again.', { status: 504 });
