import { BEFORE_FIRST, type EventStore, type Position, Unavailable } from '#kernel';
import { world } from '#kernel/world';
import type { Db } from 'mongodb';
import type { Reader } from '../auth/reader.js';
import { orUnavailable } from '../mongodb/index.js';
import type { Filter } from './allowlist.js';
import { checkpointId, checkpointOf, collectionOf, type Versioned } from './checkpoint.js';
import { type Cursors, cursorsOf, type Sort } from './keyset.js';
import { isWholeIn } from './marks.js';
import { type Found, ScopedReadModels } from './scoped-read-models.js';
import { type AnyVersions, type ServedModels, type Serving, servingIn, shownBy } from './serving.js';
import { type Positions, positionsIn, waitingRoom } from './waiting-room.js';

const PATIENCE_MS = 5_000;
const SHORT_PAUSE_MS = 20; // most are folded within tens of milliseconds
const SHORT_FOR_MS = 500;
const LONGEST_PAUSE_MS = 100;
const SEEN_WITHIN_MS = 1_000;

export interface ReadingMeans {
  /** Where positions that readers wait for are looked up; absent, they are believed (specs). */
  readonly store?: Pick<EventStore, 'eventAt' | 'head' | 'generation' | 'renew'>;
  /** Told that somebody waits for a position. */
  readonly wake?: (position: Position) => void;
  /** How long a reader waits at most. */
  readonly patienceMs?: number;
  /** What cursors are believed by, the same in all processes of a log; absent, those of another are refused. */
  readonly cursorKey?: Uint8Array;
}

const BELIEVED: Positions = { knows: () => true, mustBeOurs: () => Promise.resolve() };

/** The read models as the projections keep them in MongoDB. */
export class MongoReadModels extends ScopedReadModels {
  override readonly cursors: Cursors;
  private readonly waits = waitingRoom();
  private readonly positions: Positions;
  private readonly pinned = new WeakMap<object, ServedModels>();
  private latest: Promise<Seen> | undefined;
  private looking: Promise<Seen> | undefined;

  constructor(
    private readonly db: Db,
    private readonly log: string,
    private readonly means: ReadingMeans = {},
  ) {
    super();
    const { store, cursorKey = world.bytes(32) } = means;
    this.cursors = cursorsOf(cursorKey);
    this.positions = store === undefined ? BELIEVED : positionsIn(store);
  }

  protected override async served(model: AnyVersions, reader: Reader): Promise<Versioned> {
    const { waitFor, actor, findings: request = reader } = reader;
    const served = await this.buildingOf(model, reader);
    if (waitFor === undefined || waitFor === BEFORE_FIRST) return served ?? notBuilt(model);
    const isThere = served !== undefined && this.positions.knows(waitFor);
    if (isThere && (await this.outlook(served, waitFor)) === 'there') return served;
    let found = served;
    await this.waits.wait(actor.staffId, request, async () => {
      found = await this.passed(model, reader, waitFor);
    });
    return found ?? notBuilt(model);
  }

  protected override async mustBeWhole(served: Versioned): Promise<void> {
    if ((await orUnavailable(isWholeIn(this.db, served))) !== true) notBuilt(served);
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

  private async passed(model: AnyVersions, reader: Reader, waitFor: Position): Promise<Versioned> {
    await this.positions.mustBeOurs(waitFor);
    const { wake, patienceMs = PATIENCE_MS } = this.means;
    const began = world.now();
    const deadline = began + patienceMs;
    for (
      let pause = 5;
      ;
      pause = Math.min(2 * pause, world.now() - began < SHORT_FOR_MS ? SHORT_PAUSE_MS : LONGEST_PAUSE_MS)
    ) {
      const served = await this.buildingOf(model, reader);
      const outlook = served === undefined ? 'coming' : await this.outlook(served, waitFor);
      if (served !== undefined && outlook === 'there') return served;
      if (outlook === 'stopped') throw behind();
      wake?.(waitFor);
      if (world.now() + pause > deadline) throw behind();
      await world.delay(pause);
    }
  }

  /**
   * The building that serves a request, the same whenever it asks; undefined when there is none yet. Throws `Unavailable('read-model-of-another-build')`.
   */
  private async buildingOf(model: AnyVersions, { findings }: Reader): Promise<Versioned | undefined> {
    const pinned = findings === undefined ? undefined : this.pinned.get(findings);
    const models = pinned?.[model.name] === undefined ? await this.servedNow(model.name) : pinned;
    if (models === undefined) return notBuilt(model);
    const known = models[model.name];
    if (known === undefined) return undefined;
    if (findings !== undefined) this.pinned.set(findings, models);
    const shown = shownBy(model, known);
    if (shown !== undefined) return shown;
    throw new Unavailable('read-model-of-another-build', { problems: [`${known.serves}: ${checkpointId(model)}`] });
  }

  /** What is served, as it was at most a second ago; what was not served yet is looked up at once. Undefined for the documents of another log. */
  private async servedNow(name: string): Promise<ServedModels | undefined> {
    const { models, at } = await (this.latest ?? this.look());
    if (models?.[name] !== undefined && world.now() - at < SEEN_WITHIN_MS) return models;
    return (await this.look()).models;
  }

  private look(): Promise<Seen> {
    if (this.looking !== undefined) return this.looking;
    const at = world.now();
    const looking = orUnavailable(servingIn(this.db)).then(
      ({ log, models }: Pick<Serving, 'log' | 'models'> = NOTHING) => ({
        models: log === this.log || log === '' ? models : undefined,
        at,
      }),
    );
    this.looking = looking;
    void looking.then(
      () => ([this.latest, this.looking] = [looking, undefined]),
      () => (this.looking = undefined),
    );
    return looking;
  }

  private async outlook(served: Versioned, waitFor: Position): Promise<'there' | 'coming' | 'stopped'> {
    const checkpoint = await orUnavailable(checkpointOf(this.db, served));
    if (checkpoint === undefined) return 'coming';
    const { log, reached = '', waiting, buildingTo, emptying } = checkpoint;
    if (log !== this.log) return 'stopped';
    const isWhole = buildingTo === undefined && emptying === undefined;
    if (isWhole && reached >= waitFor) return 'there';
    return waiting === undefined ? 'coming' : 'stopped';
  }
}

interface Seen {
  readonly models: ServedModels | undefined;
  readonly at: number;
}

const NOTHING = { log: '', models: {} };

function notBuilt(waitedFor: Versioned): never {
  throw new Unavailable('read-model-not-built', { problems: [checkpointId(waitedFor)] });
}

/** The read model does not hold yet what the reader must see. */
export const behind = (): Unavailable => new Unavailable('projection-behind', { status: 504 });
