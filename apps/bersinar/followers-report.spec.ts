import { openMongo } from '#platform/mongodb';
import type { Position } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { type Follower, policyRefusals } from '#platform/operations';
import { mongoForSpecs, serveAsTheyAre } from '../../libs/platform/projections/mongo-for-specs.js';
import { WHO } from './follower-views.js';
import { followersReport } from './followers-report.js';
import { type FollowersStatus, NOBODY, POLICIES, PROJECTIONS } from './followers.js';

const LOG = '11111111-1111-4111-8111-111111111111';
const ALL = PROJECTIONS.length + POLICIES.length + 1;
const [NAME, POLICY] = ['inmates@1', 'case-follows-inmate@1'];
const staff = () => ({ state: 'following' as const });

async function logOf(events: number): Promise<{ store: InMemoryEventStore; positions: readonly Position[] }> {
  const store = new InMemoryEventStore();
  const positions: Position[] = [];
  for (let n = 0; n < events; n += 1) {
    const event = { id: crypto.randomUUID(), type: 'Noted', data: {}, metadata: {} as never };
    positions.push((await store.append(`note-${n}`, 'no-stream', [event])).position);
  }
  return { store, positions };
}

describe('The report of who follows the log', () => {
  const mongo = mongoForSpecs();
  const projection = (more: Partial<Follower>): Follower => ({
    ...{ kind: 'PROJECTION', name: NAME, state: 'running', parked: [] },
    ...more,
  });

  async function world(events = 4) {
    const { store, positions } = await logOf(events);
    const database = mongo.newDatabase();
    const hear = async (_id: string, ago: number, ...followers: Follower[]) => {
      const heardAt = new Date(Date.now() - ago).toISOString();
      await database.collection<{ _id: string }>('followers').insertOne({ _id, log: LOG, heardAt, followers } as never);
      return heardAt;
    };
    const rows = async (own: () => FollowersStatus = () => NOBODY.status()) =>
      followersReport({ own, staff, store, database, log: LOG }).followers();
    const rowsOf = async (name: string, own?: () => FollowersStatus) =>
      (await rows(own)).filter((row) => row.name === name);
    return { store, database, at: (n: number) => positions[n - 1] ?? '', hear, rows, rowsOf };
  }

  it('has everybody whom this build knows, silent while nobody was ever heard of, with how far the stores say they are', async () => {
    const its = await world();
    await its.database.collection<{ _id: string }>('checkpoints').insertMany([
      { _id: 'group', log: LOG, epoch: 0, members: ['visit-board@1'], reached: its.at(4), parked: [] },
      { _id: NAME, log: LOG, epoch: 0, members: [NAME], reached: its.at(1), parked: [] },
    ] as never[]);
    const place = { position: its.at(2), stream: 'note-1', revision: 0, eventId: 'x', hash: 'y' };
    await its.database.collection<{ _id: string }>('policies').insertOne({ _id: POLICY, place, parked: {} } as never);
    const rows = await its.rows();
    expect(rows).toHaveLength(ALL);
    expect(new Set(rows.filter(({ kind }) => kind !== 'STAFF').map(({ state }) => state))).toEqual(new Set(['silent']));
    const far = (name: string) => rows.filter((row) => row.name === name).map(({ position, lag }) => [position, lag]);
    expect([...far(NAME), ...far('visit-board@1'), ...far(POLICY)]).toEqual([
      [its.at(1), 3],
      [its.at(4), 0],
      [its.at(2), 2],
    ]);
  });

  it('tells what another process last said, and that it is silent once it is not heard of any more', async () => {
    const its = await world();
    const said = { position: its.at(3), since: 'then', waitsFor: 'InmateMoved@2', state: 'waiting' };
    const heardAt = await its.hear('host/1', 1_000, projection(said));
    expect(await its.rowsOf(NAME)).toEqual([{ ...projection(said), lag: 1, lagSeconds: 0, by: 'host/1', heardAt }]);
    await its.database.collection<{ _id: string }>('followers').deleteOne({ _id: 'host/1' });
    const long = await its.hear('host/1', 40_000, projection(said));
    expect(await its.rowsOf(NAME)).toEqual([
      {
        kind: 'PROJECTION',
        name: NAME,
        state: 'silent',
        position: its.at(3),
        lag: 1,
        lagSeconds: 0,
        by: 'host/1',
        heardAt: long,
      },
    ]);
  });

  it('has a row for each of two who run it, what this process knows of its own first, and those that only another build knows', async () => {
    const its = await world();
    await its.hear('host/1', 1_000, projection({ state: 'retrying', reason: 'event-store-unavailable' }));
    await its.hear('host/2', 60_000, projection({ state: 'running' }));
    await its.hear(WHO, 1_000, projection({ state: 'starting' }));
    const later = projection({ name: 'inmates@99' });
    await its.hear('host/3', 1_000, later);
    const own = () => ({
      projections: [{ name: 'inmates', version: 1, state: 'running' as const, since: 'now', position: its.at(4) }],
      policies: [],
      parked: [{ stream: 'note-1', revision: 0, code: 'hash' }],
      unrecorded: [],
    });
    expect(await its.rowsOf(NAME, own)).toMatchObject([
      { state: 'running', since: 'now', by: WHO, lag: 0, parked: ['note-1'] },
      { state: 'retrying', reason: 'event-store-unavailable', by: 'host/1' },
    ]);
    expect(await its.rowsOf('inmates@99', own)).toMatchObject([{ state: 'running', by: 'host/3' }]);
  });

  it('counts what is broken and what was refused', async () => {
    const its = await world();
    await its.hear('host/1', 1_000, projection({}), { kind: 'POLICY', name: POLICY, state: 'running' });
    const add = (name: string, document: object) => its.database.collection(name).insertOne(document);
    await add('breakages', { _id: `${NAME}/x`, projection: NAME, document: 'x' });
    await add('inmates__v1', { _id: 'x', _pos: its.at(1), _broken: true });
    await serveAsTheyAre(its.database, policyRefusals);
    const last = { refused: 3, lastCommand: 'MoveCase', lastCode: 'case-closed', lastAt: 'then' };
    await add('policy-refusals__v1', { _id: 'case-follows-inmate', policy: 'case-follows-inmate', ...last });
    expect(await its.rowsOf(NAME)).toMatchObject([{ broken: 1 }]);
    expect(await its.rowsOf(POLICY)).toMatchObject([{ refused: 3, lastRefused: 'MoveCase case-closed then' }]);
    expect((await its.rowsOf('visit-board@1'))[0]).not.toHaveProperty('broken');
  });

  it('counts no lag in another log, and says what the checkpoint of it comes to', async () => {
    const its = await world();
    const reached = '9'.repeat(20);
    await its.database
      .collection<{ _id: string }>('checkpoints')
      .insertOne({ _id: 'group', log: 'another', epoch: 0, members: [NAME], reached, parked: [] } as never);
    const said = projection({ state: 'stopped', reason: 'foreign-log', position: reached });
    const heardAt = await its.hear('host/1', 1_000, said);
    expect(await its.rowsOf(NAME)).toEqual([{ ...said, by: 'host/1', heardAt }]);
  });

  it('has all rows without a lag while the event store does not answer', async () => {
    const its = await world();
    its.store.head = () => Promise.reject(new Error('It does not answer.'));
    await its.hear('host/1', 1_000, projection({ position: its.at(3) }));
    const [row] = await its.rowsOf(NAME);
    expect(row).toMatchObject({ state: 'running', position: its.at(3) });
    expect(row).not.toHaveProperty('lag');
  });

  it('knows only its own while MongoDB does not answer', async () => {
    const its = await world();
    const gone = openMongo('mongodb://127.0.0.1:9/?directConnection=true');
    const own = () => ({
      projections: [{ name: 'inmates', version: 1, state: 'retrying' as const }],
      policies: [],
      parked: [],
      unrecorded: [],
    });
    const report = followersReport({ own, staff, store: its.store, database: gone.db('gone'), log: LOG });
    const rows = await report.followers();
    await gone.close();
    expect(rows).toHaveLength(ALL);
    const stateOf = (name: string) =>
      rows.filter((row) => row.name === name).map(({ state, reason }) => [state, reason]);
    expect(stateOf(NAME)).toEqual([['retrying', undefined]]);
    expect(stateOf(POLICY)).toEqual([['unknown', 'read-models-unavailable']]);
  });
});
