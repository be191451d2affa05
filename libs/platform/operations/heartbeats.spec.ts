import { mongoForSpecs, until } from '../projections/mongo-for-specs.js';
import type { Follower } from './followers.js';
import { heartbeatsOf, keepHeartbeat } from './heartbeats.js';

const view = (state: string): Follower => ({ kind: 'PROJECTION', name: 'notes@1', state });
const LOG = '11111111-1111-4111-8111-111111111111';

describe('the heartbeat of a process that follows the log', () => {
  const mongo = mongoForSpecs();

  it('says how they are, again and again, and is taken back at the end', async () => {
    const db = mongo.newDatabase();
    let state = 'starting';
    const kept = keepHeartbeat(db, { _id: 'host/1', log: LOG, followers: () => [view(state)], everyMs: 5 });
    const heard = async () => (await heartbeatsOf(db, LOG))[0];
    await until(async () => (await heard())?.followers[0]?.state === 'starting');
    const before = (await heard())?.heardAt ?? '';
    state = 'running';
    await until(async () => (await heard())?.followers[0]?.state === 'running');
    expect(((await heard())?.heardAt ?? '') >= before).toBe(true);
    await kept.stop();
    expect(await heartbeatsOf(db, LOG)).toEqual([]);
  });

  it('goes on after MongoDB did not answer', async () => {
    const db = mongo.newDatabase();
    let failures = 3;
    const failing = Object.create(db, {
      collection: {
        value: (name: string) => {
          failures -= 1;
          if (failures >= 0) throw new Error('It does not answer.');
          return db.collection(name);
        },
      },
    }) as typeof db;
    const kept = keepHeartbeat(failing, { _id: 'host/1', log: LOG, followers: () => [view('running')], everyMs: 5 });
    await until(async () => (await heartbeatsOf(db, LOG)).length === 1);
    await kept.stop();
  });

  it('is told for each process, the last heard first, and not of another log; one of days ago is forgotten', async () => {
    const db = mongo.newDatabase();
    const kept = [];
    for (const [_id, log, day] of [
      ['host/1', LOG, '2024-12-16'],
      ['host/2', LOG, '2024-12-17'],
      ['host/3', 'another', '2024-12-17'],
    ] as const) {
      const now = () => new Date(`${day}T01:00:00.000Z`);
      kept.push(keepHeartbeat(db, { _id, log, followers: () => [], everyMs: 60_000, now }));
      await until(async () => (await heartbeatsOf(db, log)).some((heard) => heard._id === _id));
    }
    expect((await heartbeatsOf(db, LOG)).map(({ _id }) => _id)).toEqual(['host/2', 'host/1']);
    const now = () => new Date('2024-12-17T12:00:00.000Z');
    kept.push(keepHeartbeat(db, { _id: 'host/4', log: LOG, followers: () => [], everyMs: 60_000, now }));
    await until(async () => (await heartbeatsOf(db, LOG)).some((heard) => heard._id === 'host/4'));
    expect((await heartbeatsOf(db, LOG)).map(({ _id }) => _id)).toEqual(['host/4', 'host/2']);
    await Promise.all(kept.map((one) => one.stop()));
  });
});
