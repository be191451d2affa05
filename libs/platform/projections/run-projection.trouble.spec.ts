import { once } from 'node:events';
import { type AnyProjection, hashOf, InMemoryEventStore, type Metadata, type Position, type RawEvent } from '#kernel';
import type { Db } from 'mongodb';
import { checkpointId, checkpointsIn, moveCheckpoint, startingCheckpoint } from './checkpoint.js';
import { compareWithFoldFromZero } from './compare.js';
import { mongoForSpecs, tellAll, until, untilAt } from './mongo-for-specs.js';
import { keyring, LOG, noteId, notes, ranked, registry, tellNote, totals, written } from './notes-for-specs.js';
import { type ProjectionStatus, runProjections } from './run-projection.js';

const SECRET = 'what nobody may read in a log';
const OTHER_LOG = '22222222-2222-4222-8222-222222222222';

const unlucky: AnyProjection = {
  ...notes,
  name: 'unlucky',
  fold: (_, { data }) => {
    if ('title' in data && data.title === SECRET) throw new RangeError(`It choked on ${SECRET}.`);
    return { ...data };
  },
};
const lost: AnyProjection = {
  ...unlucky,
  name: 'lost',
  documents: ({ data, stream }) => {
    if ('title' in data && data.title === SECRET) throw new TypeError(SECRET);
    return [stream];
  },
};

/** Drops its subscriptions when told so, and can be silent as a half-open connection is. */
class UnreliableStore extends InMemoryEventStore {
  private dropping = new AbortController();
  subscriptions = 0;
  renewals = 0;

  drop(): void {
    this.dropping.abort(new Error('dropped'));
    this.dropping = new AbortController();
  }

  override async *subscribe(after: Position | undefined, signal: AbortSignal): AsyncIterable<RawEvent> {
    this.subscriptions += 1;
    const { signal: dropped } = this.dropping;
    if (this.isSilent()) await once(signal, 'abort');
    yield* super.subscribe(after, AbortSignal.any([signal, dropped]));
    dropped.throwIfAborted();
  }

  override renew(): Promise<void> {
    this.renewals += 1;
    return Promise.resolve();
  }

  protected isSilent(): boolean {
    return false;
  }
}

class SilentAtFirst extends UnreliableStore {
  protected override isSilent = (): boolean => this.subscriptions === 1;
}

describe('A projection in trouble', () => {
  const mongo = mongoForSpecs();
  const pace = { pauseMs: 20 };
  const stoppedIn = async (db: Db, projection: AnyProjection) =>
    (await checkpointsIn(db).findOne({ _id: checkpointId(projection) }))?.stopped;

  it.each([
    [unlucky, 'RangeError'],
    [lost, 'TypeError'],
  ])('stops at the event it cannot fold, while others go on: %#', async (projection, detail) => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    const before = await tellAll(store, [
      [1, written('first')],
      [2, written('second')],
    ]);
    const position = await tellNote(store, 3, written(SECRET));
    const last = await tellNote(store, 4, written('fourth'));
    const reports: ProjectionStatus[] = [];
    const report = (status: ProjectionStatus) => reports.push(status);
    const runs = runProjections([projection, totals], { store, db, registry, keyring, log: LOG, report, pace });
    await untilAt(db, totals, last);
    await until(() => runs.statuses()[0]?.state === 'stopped');
    const where = { projection: checkpointId(projection), position, stream: `note-${noteId(3)}`, revision: 0 };
    const reason = { ...where, kind: 'fold-threw', detail };
    expect(runs.statuses()).toMatchObject([{ state: 'stopped', position: before, reason }, { state: 'running' }]);
    expect(reports.at(-1)?.name === 'totals' ? reports.at(-2) : reports.at(-1)).toMatchObject({ reason });
    expect(await stoppedIn(db, projection)).toEqual(reason);
    expect(JSON.stringify([reports, await checkpointsIn(db).find().toArray()])).not.toContain(SECRET);
    expect(await compareWithFoldFromZero({ store, registry, keyring }, projection, db)).toEqual([]);
    await runs.stop();
  });

  it('stops at an event that is not what was written', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    const before = await tellNote(store, 1, written('first'), ranked(1));
    const position = await tellNote(store, 1, ranked(2));
    store.tamper(`note-${noteId(1)}`, 2, (event) => ({ ...event, data: { rank: 3 } }));
    const run = mongo.run(notes, { store, db });
    await until(() => run.status().state === 'stopped');
    const reason = { kind: 'corrupt-event', position, revision: 2, detail: 'it is not what was written' };
    expect(run.status()).toMatchObject({ position: before, reason });
  });

  it.each([
    ['data', 'its data is not an object'],
    ['metadata', 'its metadata is not an envelope'],
  ])('stops at an event whose %s is none', async (part, detail) => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    await tellNote(store, 1, written('first'));
    store.tamper(`note-${noteId(1)}`, 0, (event) => ({ ...event, [part]: 'text' }));
    const run = mongo.run(notes, { store, db });
    await until(() => run.status().state === 'stopped');
    expect(run.status().reason).toMatchObject({ kind: 'corrupt-event', detail });
  });

  it('stops at a type or a version that this build does not know', async () => {
    const store = new InMemoryEventStore();
    await tellNote(store, 1, { type: 'NoteForgotten', data: {} });
    await tellNote(store, 2, written('first'));
    const unknownType = mongo.run(notes, { store, db: mongo.newDatabase() });
    await until(() => unknownType.status().state === 'stopped');
    const detail = 'This build does not know NoteForgotten@1.';
    expect(unknownType.status().reason).toMatchObject({ kind: 'unknown-event', detail });

    store.tamper(`note-${noteId(1)}`, 0, (event) => {
      const changed = { ...event, type: 'NoteWritten', data: {}, metadata: { ...(event.metadata as Metadata), v: 2 } };
      return { ...changed, metadata: { ...changed.metadata, hash: hashOf(changed) } };
    });
    const unknownVersion = mongo.run(notes, { store, db: mongo.newDatabase() });
    await until(() => unknownVersion.status().state === 'stopped');
    expect(unknownVersion.status().reason).toMatchObject({ detail: 'This build does not know NoteWritten@2.' });
  });

  it('does not continue the documents of another log', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    const position = await tellNote(store, 1, written('first'));
    await moveCheckpoint(db, await startingCheckpoint(db, notes, OTHER_LOG), { position });
    const run = mongo.run(notes, { store, db });
    await until(() => run.status().state === 'stopped');
    expect(run.status().reason).toEqual({ projection: 'notes@1', kind: 'foreign-log', position });
    expect(await startingCheckpoint(db, notes, OTHER_LOG)).toMatchObject({ log: OTHER_LOG, epoch: 1, position });
  });

  it('does not continue documents that are ahead of the log, until the log has come so far', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    const position = '00000000000000000200';
    await moveCheckpoint(db, await startingCheckpoint(db, notes, LOG), { position });
    const early = mongo.run(notes, { store, db });
    await until(() => early.status().state === 'stopped');
    expect(early.status().reason).toEqual({ projection: 'notes@1', kind: 'checkpoint-ahead', position });
    expect(await stoppedIn(db, notes)).toMatchObject({ kind: 'checkpoint-ahead' });
    await tellAll(store, [
      [1, written('first')],
      [2, written('second')],
    ]);
    const run = mongo.run(notes, { store, db });
    await until(() => run.status().state === 'running');
    expect(await startingCheckpoint(db, notes, LOG)).toMatchObject({ position });
    expect(await stoppedIn(db, notes)).toBeUndefined();
  });

  it('subscribes again from its checkpoint whenever the subscription drops', async () => {
    const [store, db] = [new UnreliableStore(), mongo.newDatabase()];
    const states: string[] = [];
    mongo.run(totals, { store, db, pace, report: ({ state }) => states.push(state) });
    let number = 0;
    for (let round = 1; round <= 5; round += 1) {
      const position = await tellAll(store, [
        [(number += 1), written('one', 1)],
        [(number += 1), written('two', 2)],
      ]);
      await untilAt(db, totals, position);
      store.drop();
      await until(() => store.subscriptions === round + 1);
    }
    expect(await db.collection(`totals__v1`).find().toArray()).toMatchObject([
      { events: 10, ranks: 15 },
      { events: 10, ranks: 15 },
    ]);
    expect(states.slice(0, 3)).toEqual(['running', 'retrying', 'running']);
  });

  it('makes a new connection after three failures in a row', async () => {
    const [store, db] = [new UnreliableStore(), mongo.newDatabase()];
    const run = mongo.run(totals, { store, db, pace });
    await until(() => run.status().state === 'running');
    for (let failures = 1; failures <= 3; failures += 1) {
      expect(store.renewals).toBe(0);
      store.drop();
      await until(() => store.subscriptions === failures + 1);
    }
    expect(store.renewals).toBe(1);
  });

  it('gives up a subscription that is silent while the log goes on', async () => {
    const [store, db] = [new SilentAtFirst(), mongo.newDatabase()];
    mongo.run(notes, { store, db, pace: { ...pace, silenceMs: 100 } });
    await until(() => store.subscriptions === 1);
    await untilAt(db, notes, await tellNote(store, 1, written('first')));
    expect(store.subscriptions).toBe(2);
  });

  it('keeps a subscription that is silent because nothing happens', async () => {
    const [store, db] = [new UnreliableStore(), mongo.newDatabase()];
    await tellNote(store, 1, written('first'));
    let asked = 0;
    const head = store.head.bind(store);
    store.head = () => {
      asked += 1;
      return head();
    };
    mongo.run(notes, { store, db, pace: { silenceMs: 20 } });
    await until(() => asked > 3);
    expect(store.subscriptions).toBe(1);
  });

  it('gives up when the event store answers nothing at all', async () => {
    const [store, db] = [new UnreliableStore(), mongo.newDatabase()];
    const run = mongo.run(notes, { store, db, pace: { ...pace, silenceMs: 20 } });
    await until(() => run.status().state === 'running');
    store.head = () => new Promise<never>(() => undefined);
    await until(() => run.status().trouble === 'event-store-unavailable');
  });
});
