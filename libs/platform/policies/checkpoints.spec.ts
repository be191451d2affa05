import { InMemoryEventStore, inMemoryKeyring } from '#kernel';
import { mongoForSpecs, until } from '../projections/mongo-for-specs.js';
import { mongoPolicyCheckpoints, type PolicyCheckpoints } from './checkpoints.js';
import { checkpointsForSpecs, countAll, mirror, policyEngine, reflected, tellers } from './mirror-for-specs.js';
import { runPolicies } from './run-policy.js';
import { tellBy } from './tellers.js';

const LOG = '11111111-1111-4111-8111-111111111111';
const at = (n: number, log = LOG) => ({ log, position: String(n).padStart(20, '0') });

describe('Checkpoints of policies', () => {
  const mongo = mongoForSpecs();

  it.each<[string, () => PolicyCheckpoints]>([
    ['MongoDB', () => mongoPolicyCheckpoints(mongo.newDatabase())],
    ['memory', checkpointsForSpecs],
  ])('in %s start once and only move forward, each policy its own', async (_, open) => {
    const checkpoints = open();
    const starts = await Promise.all([4, 7, 9].map((n) => checkpoints.startingAt('a', at(n))));
    const [first] = starts;
    expect(starts).toEqual([first, first, first]);
    expect([at(4), at(7), at(9)]).toContainEqual(first);
    for (const n of [20, 30, 25, 30]) await checkpoints.move('a', at(n));
    expect(await checkpoints.startingAt('a', at(99))).toEqual(at(30));
    expect(await checkpoints.startingAt('b', { log: LOG, position: '' })).toEqual({ log: LOG, position: '' });
    await checkpoints.move('b', at(1));
    expect(await checkpoints.startingAt('b', at(99))).toEqual(at(1));
  });

  it('in MongoDB never move to a place in another log', async () => {
    const checkpoints = mongoPolicyCheckpoints(mongo.newDatabase());
    await checkpoints.startingAt('a', at(1));
    await checkpoints.move('a', at(2, '22222222-2222-4222-8222-222222222222'));
    expect(await checkpoints.startingAt('a', at(9))).toEqual(at(1));
  });

  it('in MongoDB serve two runs of one policy at once', async () => {
    const [store, keyring, db] = [new InMemoryEventStore(), inMemoryKeyring(), mongo.newDatabase()];
    const engine = policyEngine({ store, keyring });
    const run = () =>
      runPolicies([mirror], {
        engine,
        store,
        dispatch: tellBy(engine, tellers),
        checkpoints: mongoPolicyCheckpoints(db),
        pace: { batch: 2 },
      });
    const runs = [run(), run()];
    await until(() => runs.every((one) => one.statuses()[0]?.state === 'running'));
    const tallyId = await countAll(engine, 'x', [1, 2, 3, 4]);
    await until(async () => (await reflected(engine, tallyId)).length === 4);
    const head = await store.head();
    await until(() => runs.every((one) => one.statuses()[0]?.position === head));
    await Promise.all(runs.map((one) => one.stop()));
    expect(await reflected(engine, tallyId)).toEqual([2, 4, 6, 8]);
    expect(await mongoPolicyCheckpoints(db).startingAt('mirror', at(0))).toEqual({ log: engine.log, position: head });
  });
});
