import { setTimeout as delay } from 'node:timers/promises';
import { BEFORE_FIRST, type EventStore, type Position, Unavailable } from '#kernel';
import type { Db } from 'mongodb';
import type { Reader } from '../auth/reader.js';
import { orUnavailable } from '../mongodb/index.js';
import type { Filter } from './allowlist.js';
import { checkpointOf, collectionOf, type Versioned } from './checkpoint.js';
import type { Sort } from './keyset.js';
import { type Found, ScopedReadModels } from './scoped-read-models.js';
import { type Positions, positionsIn, waitingRoom } from './waiting-room.js';

const PATIENCE_MS = 5_000;
const SHORT_PAUSE_MS = 20; // most are folded within tens of milliseconds
const SHORT_FOR_MS = 500;
const LONGEST_PAUSE_MS = 100;

export interface Freshness {
  /** Where positions that readers wait for are looked up; absent, they are believed (specs). */
  readonly store?: Pick<EventStore, 'eventAt' | 'head' | 'generation' | 'renew'>;
  /** Told that somebody waits for a position. */
  readonly wake?: (position: Position) => void;
  /** How long a reader waits at most. */
  readonly patienceMs?: number;
}

const BELIEVED: Positions = { knows: () => true, mustBeOurs: () => Promise.resolve() };

/** The read models as the projections keep them in MongoDB. */
export class MongoReadModels extends ScopedReadModels {
  private readonly waits = waitingRoom();
  private readonly positions: Positions;

  constructor(
    private readonly db: Db,
    private readonly log: string,
    private readonly freshness: Freshness = {},
  ) {
    super();
    const { store } = freshness;
    this.positions = store === undefined ? BELIEVED : positionsIn(store);
  }

  protected override async fresh(model: Versioned, reader: Reader): Promise<void> {
    const { waitFor, actor, findings: request = reader } = reader;
    if (waitFor === undefined || waitFor === BEFORE_FIRST) return;
    if (this.positions.knows(waitFor) && (await this.outlook(model, waitFor)) === 'there') return;
    await this.waits.wait(actor.staffId, request, () => this.passed(model, waitFor));
  }

  protected override find(model: Versioned, filter: Filter, sort: Sort, limit: number): Promise<readonly Found[]> {
    const documents = this.db.collection<Found>(collectionOf(model));
    const found = documents.find(filter as object, { sort: { ...sort }, limit, batchSize: limit + 1 });
    return orUnavailable(found.toArray());
  }

  protected override async count(model: Versioned, filter: Filter): Promise<number> {
    const counted = await orUnavailable(this.db.command({ count: collectionOf(model), query: filter }));
    return counted.n as number;
  }

  private async passed(model: Versioned, waitFor: Position): Promise<void> {
    await this.positions.mustBeOurs(waitFor);
    const outlook = await this.outlook(model, waitFor);
    if (outlook === 'stopped') throw behind();
    if (outlook === 'coming') await this.until(model, waitFor);
  }

  private async until(model: Versioned, waitFor: Position): Promise<void> {
    const { wake, patienceMs = PATIENCE_MS } = this.freshness;
    const began = Date.now();
    const deadline = began + patienceMs;
    for (
      let pause = 5;
      ;
      pause = Math.min(2 * pause, Date.now() - began < SHORT_FOR_MS ? SHORT_PAUSE_MS : LONGEST_PAUSE_MS)
    ) {
      wake?.(waitFor);
      if (Date.now() + pause > deadline) throw behind();
      await delay(pause);
      const outlook = await this.outlook(model, waitFor);
      if (outlook === 'there') return;
      if (outlook === 'stopped') throw behind();
    }
  }

  private async outlook(model: Versioned, waitFor: Position): Promise<'there' | 'coming' | 'stopped'> {
    const checkpoint = await orUnavailable(checkpointOf(this.db, model));
    if (checkpoint === undefined) return 'coming';
    const { log, reached = '', waiting } = checkpoint;
    if (log !== this.log) return 'stopped';
    if (reached >= waitFor) return 'there';
    return waiting === undefined ? 'coming' : 'stopped';
  }
}

/** The read model does not hold yet what the reader must see. */
export const behind = (): Unavailable => new Unavailable('projection-behind', { status: 504 });
