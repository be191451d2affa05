import { type AnyEvent, type Metadata, repairStreamOf } from '#kernel';
import { mongoForSpecs, stored, sendAll, until, untilAt } from './mongo-for-specs.js';
import { both, LOG, noteId, notes, ranked, ranking, sendNote, sendStream, totals, written } from './notes-for-specs.js';
import {
  caughtUp,
  mustEqualFoldFromZero,
  parking,
  rehashed,
  resumed,
  STREAM,
  tamperedNote,
} from './tampered-for-specs.js';

const excluded = (from: number, to: number, lastHash: string): AnyEvent => ({
  type: 'EventsExcluded',
  data: {
    stream: STREAM,
    from,
    to,
    lastHash,
    entries: [lastHash],
    reasonCode: 'BYTES_LOST',
    askedBy: LOG,
    approvedBy: noteId(7),
  },
});

describe('A stream that is resumed', () => {
  const mongo = mongoForSpecs();

  it('is folded in log order as if nothing had been, once it is resumed', async () => {
    const { store, last, right } = await tamperedNote();
    const db = mongo.newDatabase();
    const run = mongo.run(both, { store, db });
    await caughtUp(db, last);
    right();
    const other = await sendNote(store, 3, written('third', 7));
    await caughtUp(db, other);
    await sendStream(store, repairStreamOf(STREAM), resumed(2));
    const end = await sendAll(store, [
      [1, ranked(5)],
      [2, ranked(6)],
    ]);
    await caughtUp(db, end);
    expect(run.parked()).toEqual([]);
    expect((await stored(db, notes))[0]).toMatchObject({ rank: 5, changes: 4 });
    for (const projection of both) expect(JSON.stringify(await stored(db, projection))).not.toContain('_incomplete');
    expect((await stored(db, totals))[0]).toMatchObject({ ranks: 1 + 2 + 10 + 100 + 1_000 + 7 + 5 + 6 });
    await mustEqualFoldFromZero(store, db);
  });

  it('is parked again when it still does not hold', async () => {
    const { store, last } = await tamperedNote();
    const db = mongo.newDatabase();
    const { parked, park } = parking();
    const run = mongo.run(both, { store, db, park });
    await caughtUp(db, last);
    await caughtUp(db, await sendStream(store, repairStreamOf(STREAM), resumed(2)));
    expect(run.parked()).toEqual([{ stream: STREAM, revision: 1, code: 'hash' }]);
    expect(parked).toHaveLength(2);
    expect((await stored(db, notes))[0]).toMatchObject({ changes: 1, _incomplete: true });
    await mustEqualFoldFromZero(store, db);
  });

  it('is passed by no more by one that joined the others while it was parked', async () => {
    const { store, last, right } = await tamperedNote();
    const db = mongo.newDatabase();
    const first = mongo.run(notes, { store, db });
    await untilAt(db, notes, last);
    await first.stop();
    const run = mongo.run(both, { store, db });
    await until(() => run.statuses().every(({ state }) => state === 'running'));
    expect(run.parked()).toHaveLength(1);
    right();
    await caughtUp(db, await sendStream(store, repairStreamOf(STREAM), resumed(2)));
    await until(() => run.parked().length === 0);
    await mustEqualFoldFromZero(store, db);
  });

  it('is passed by no more although some wait for a newer build, which alone can take it in', async () => {
    const { store, last, right } = await tamperedNote();
    const db = mongo.newDatabase();
    await sendNote(store, 3, written('third'));
    store.tamper(`note-${noteId(3)}`, 0, (raw) => rehashed(raw, { v: 2 }));
    const all = [...both, ranking];
    const isWaiting = (run: ReturnType<typeof mongo.run>) => () =>
      both.every(({ name }) => run.status(name).state === 'waiting');
    const first = mongo.run(all, { store, db });
    await untilAt(db, ranking, last);
    await until(isWaiting(first));
    await first.stop();
    const run = mongo.run(all, { store, db });
    await until(isWaiting(run));
    await until(() => run.parked().length === 1);
    right();
    await untilAt(db, ranking, await sendStream(store, repairStreamOf(STREAM), resumed(2)));
    await until(() => run.parked().length === 0);
  });

  it('is folded without what two people excluded, now and from zero', async () => {
    const { store, last } = await tamperedNote();
    const db = mongo.newDatabase();
    mongo.run(both, { store, db });
    await caughtUp(db, last);
    const after = (await store.read(STREAM))[2];
    const { prevHash } = after?.metadata as Metadata;
    const repaired = await sendStream(store, repairStreamOf(STREAM), excluded(1, 1, prevHash), resumed(2));
    await caughtUp(db, repaired);
    expect((await stored(db, notes))[0]).toMatchObject({ rank: 100, changes: 2 });
    expect(JSON.stringify(await stored(db, totals))).not.toContain('_incomplete');
    await mustEqualFoldFromZero(store, db);
    const fresh = mongo.newDatabase();
    const { parked, park } = parking();
    mongo.run(both, { store, db: fresh, park });
    await caughtUp(fresh, repaired);
    expect(parked).toEqual([]);
    await mustEqualFoldFromZero(store, fresh);
  });

  it('is folded without what was excluded also where that holds again, now and from zero', async () => {
    const { store, last, right } = await tamperedNote();
    const [db, fresh] = [mongo.newDatabase(), mongo.newDatabase()];
    mongo.run(both, { store, db });
    await caughtUp(db, last);
    const { prevHash } = (await store.read(STREAM))[2]?.metadata as Metadata;
    await caughtUp(db, await sendStream(store, repairStreamOf(STREAM), excluded(1, 1, prevHash)));
    right();
    const repaired = await sendStream(store, repairStreamOf(STREAM), resumed(2));
    mongo.run(both, { store, db: fresh });
    for (const each of [db, fresh]) {
      await caughtUp(each, repaired);
      expect((await stored(each, notes))[0]).toMatchObject({ rank: 100, changes: 2 });
      await mustEqualFoldFromZero(store, each);
    }
  });
});
