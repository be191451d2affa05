import { once } from 'node:events';
import { type AnyProjection, type Position, type RawEvent, uuidOf } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import type { Breakage } from './batch.js';
import { checkpointId, checkpointsIn, GROUP, startingCheckpoint } from './checkpoint.js';
import { compareWithFoldFromZero } from './compare.js';
import { mongoForSpecs, stored, sendAll, until, untilAt } from './mongo-for-specs.js';
import { both, keyring, LOG, noteId, notes, registry, sendNote, totals, written } from './notes-for-specs.js';

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
    return [uuidOf(stream)];
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

  it.each([
    [unlucky, 'RangeError', noteId(3)],
    [lost, 'TypeError', undefined],
  ])('breaks what it cannot fold, and goes on like all others: %#', async (projection, detail, document) => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    await sendNote(store, 3, written('before'));
    const position = await sendNote(store, 3, written(SECRET));
    const last = await sendAll(store, [
      [3, written('after')],
      [4, written('fourth')],
    ]);
    const broken: Breakage[] = [];
    const run = mongo.run([projection, totals], { store, db, pace, broke: (what) => broken.push(what) });
    for (const one of [projection, totals]) await untilAt(db, one, last);
    await until(() => run.statuses().every(({ state }) => state === 'running'));
    const where = { projection: checkpointId(projection), position, stream: `note-${noteId(3)}`, revision: 1 };
    expect(broken).toEqual([{ ...where, ...(document && { document }), detail }]);
    const everything = [broken, ...(await checkpointsIn(db).find().toArray()), ...(await stored(db, projection))];
    expect(JSON.stringify(everything)).not.toContain(SECRET);
    const [third, fourth] = await stored(db, projection);
    if (document !== undefined) expect(third).toMatchObject({ title: 'before', _pos: position, _broken: true });
    expect(fourth).toMatchObject({ title: 'fourth', _pos: last });
    for (const one of [projection, totals])
      expect(await compareWithFoldFromZero({ store, registry, keyring }, one, db)).toEqual([]);
  });

  it('does not continue the documents of another log', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    const reached = await sendNote(store, 1, written('first'));
    const group = { _id: GROUP, members: ['notes@1'], reached, parked: [] };
    await startingCheckpoint(db, OTHER_LOG, group);
    const run = mongo.run(notes, { store, db });
    await until(() => run.status().state === 'stopped');
    expect(run.status().reason).toEqual({ projection: 'notes@1', kind: 'foreign-log', position: reached });
    expect(await startingCheckpoint(db, LOG, group)).toEqual({ ...group, log: OTHER_LOG, epoch: 0 });
  });

  it('does not continue one of another log that is behind, while the others go on', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    await startingCheckpoint(db, OTHER_LOG, { _id: 'notes@1', members: ['notes@1'], parked: [] });
    const run = mongo.run(both, { store, db });
    await until(() => run.status('notes').state === 'stopped');
    await untilAt(db, totals, await sendNote(store, 1, written('first')));
    expect(run.status('notes').reason).toEqual({ projection: 'notes@1', kind: 'foreign-log' });
    expect(run.status('totals').state).toBe('running');
  });

  it('subscribes again from its checkpoint whenever the subscription drops', async () => {
    const [store, db] = [new UnreliableStore(), mongo.newDatabase()];
    const states: string[] = [];
    mongo.run(totals, { store, db, pace, report: ({ state }) => states.push(state) });
    let number = 0;
    for (let round = 1; round <= 5; round += 1) {
      const position = await sendAll(store, [
        [(number += 1), written('one', 1)],
        [(number += 1), written('two', 2)],
      ]);
      await untilAt(db, totals, position);
      store.drop();
      await until(() => store.subscriptions === round + 1);
    }
    expect(await stored(db, totals)).toMatchObject([
      { events: 10, ranks: 15 },
      { events: 10, ranks: 15 },
    ]);
    expect(states.slice(0, 4)).toEqual(['building', 'running', 'retrying', 'running']);
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
    await untilAt(db, notes, await sendNote(store, 1, written('first')));
    expect(store.subscriptions).toBe(2);
  });

  it('keeps a subscription that is silent because nothing happens', async () => {
    const [store, db] = [new UnreliableStore(), mongo.newDatabase()];
    await sendNote(store, 1, written('first'));
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
