import { policyEvents } from '#contracts/policies/policy.events';
import { repairEvents } from '#contracts/repair/repair.events';
import { type AnyPolicy, Registry, repairStreamOf, send } from '#kernel';
import { ask, Counted, tally } from '#kernel/tally-for-specs';
import { judgeOf } from '../event-store/judge.js';
import { countAll, mirror, mirrorOf, reflected, senders } from './mirror-for-specs.js';
import { altered, parkedIn, rehashed, resume, wrong } from './parking-for-specs.js';
import { policyRuns } from './policy-runs-for-specs.js';
import { sendBy } from './senders.js';
import { until } from './until-for-specs.js';

const { world, run, atHead } = policyRuns();
type World = ReturnType<typeof world>;

describe('A target that is not believed', () => {
  it('holds up whoever records it, until it is resumed; what tells others goes on', async () => {
    const its = world();
    const [x, y] = [await countAll(its.engine, 'x', [1]), await countAll(its.engine, 'y', [1])];
    const policy = run(its);
    await atHead(its, policy);
    const target = `tally-${mirrorOf(x)}`;
    const heal = await altered(its, target, 1, wrong);
    for (const [tallyId, key] of [
      [x, 'x'],
      [y, 'y'],
    ] as const) {
      for (const n of [2, 3]) {
        await send(its.engine, tally, ask({ type: 'Count', data: { n } }, `${key}${n}`, { on: tallyId }));
      }
    }
    await atHead(its, policy);
    expect(await reflected(its.engine, y)).toEqual([2, 4, 6]);
    expect(policy.status()).toMatchObject({
      state: 'running',
      parked: { [`tally-${x}`]: { revision: 2, until: target } },
    });
    expect(await parkedIn(its, target)).toEqual([
      ['StreamParked', 1],
      ['IntegrityAlarmRaised', 1],
    ]);
    heal();
    await resume(its, target);
    await atHead(its, policy);
    expect(await reflected(its.engine, x)).toEqual([2, 4, 6]);
  });
});

describe('An event that only a newer build knows', () => {
  const older = (its: World) => ({
    ...its.engine,
    registry: new Registry([Counted, ...policyEvents, ...repairEvents]),
  });
  const counting: AnyPolicy = { ...mirror, name: 'counting', events: [Counted] };

  it('is where a policy waits that reacts to it, and says so; whoever does not passes it', async () => {
    const its = world();
    const x = await countAll(its.engine, 'x', [1]);
    const engine = older(its);
    const judge = judgeOf({ store: its.store, registry: engine.registry });
    const host = { engine, judge, dispatch: sendBy(its.engine, senders) };
    const [waiting, passing] = [run(its, mirror, host), run(its, counting, host)];
    await until(() => waiting.status().state === 'waiting');
    const [opened] = await its.store.read(`tally-${x}`);
    const where = { position: opened?.position, stream: `tally-${x}`, revision: 0 };
    expect(waiting.status().reason).toEqual({ ...where, kind: 'too-old', detail: 'TallyOpened@1' });
    await atHead(its, passing);
    expect(passing.status()).toMatchObject({ state: 'running', parked: {} });
    expect(await its.store.read(repairStreamOf(`tally-${x}`))).toEqual([]);

    await atHead(its, run(its)); // the newer build
    expect(await reflected(its.engine, x)).toEqual([2]);
  });

  it('in a stream that is told keeps the policy waiting as well', async () => {
    const its = world();
    const x = await countAll(its.engine, 'x', [1]);
    await countAll(its.engine, 'y', []);
    await atHead(its, run(its));
    await altered(its, `tally-${mirrorOf(x)}`, 1, (event) =>
      rehashed({ ...event, metadata: { ...event.metadata, v: 2, env: 2 as never } }),
    );
    const policy = run(its);
    await send(its.engine, tally, ask({ type: 'Count', data: { n: 2 } }, 'more', { on: x }));
    await until(() => policy.status().state === 'waiting');
    expect(policy.status().reason).toMatchObject({ kind: 'too-old', stream: `tally-${x}`, revision: 2 });
  });
});
