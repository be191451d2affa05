import { setTimeout as delay } from 'node:timers/promises';
import { type AnyPolicy, id, type Position, send, verifyStream } from '#kernel';
import { mortalProcess } from '#kernel/mortal-process-for-specs';
import { seeded } from '#kernel/seeded';
import { ask, Counted, tally } from '#kernel/tally-for-specs';
import { hangsAfter, runsOf, seedOf } from '../../../test/tier.js';
import { checkpointsForSpecs, countAll, mirror, policyEngine, reflected, senders } from './mirror-for-specs.js';
import { both, logOf, mirrorsOf, opening, reachedIn } from './places-for-specs.js';
import { startPolicies } from './policy-log.js';
import { policyRuns } from './policy-runs-for-specs.js';
import { sendBy } from './senders.js';
import { until } from './until-for-specs.js';

const { world, run, atHead, upToDate } = policyRuns();
type World = ReturnType<typeof world>;

describe('The start of a policy', () => {
  it('may be recorded before it runs: it reacts to what is told from then on', async () => {
    const its = world();
    const before = await countAll(its.engine, 'before', [1]);
    await startPolicies(its.engine, [mirror]);
    const after = await countAll(its.engine, 'after', [2]);
    await startPolicies(its.engine, [mirror]);
    await upToDate(its);
    expect([await reflected(its.engine, before), await reflected(its.engine, after)]).toEqual([[], [4]]);
    expect((await logOf(its)).filter(({ type }) => type === 'PolicyStarted')).toHaveLength(1);
  });

  it('is in nobody’s way when there is none: the policy says why when it runs', async () => {
    const its = world();
    await startPolicies(its.engine, [both]);
    await startPolicies(its.engine, [opening]);
    const older = run(its, opening, { isNew: true });
    await until(() => Promise.resolve(older.status().state === 'stopped'));
    expect(older.status().reason).toEqual({ kind: 'policy-superseded' });
  });
});

describe('Another set of types', () => {
  it('is the next number: it goes on where the one before had got to, and what is new is told from its start on', async () => {
    const its = world();
    const x = await countAll(its.engine, 'x', [1]);
    await upToDate(its, { ...opening, from: 'LOG_START' });
    const y = await countAll(its.engine, 'y', [2]); // told by nobody yet
    await upToDate(its, both);
    await send(its.engine, tally, ask({ type: 'Count', data: { n: 3 } }, 'more', { on: x }));
    await send(its.engine, tally, ask({ type: 'Count', data: { n: 4 } }, 'more', { on: y }));
    await upToDate(its, both);
    expect(await mirrorsOf(its, [x, y])).toEqual([[6], [8]]);
    const started = (await logOf(its)).filter(({ type }) => type === 'PolicyStarted');
    expect(started.map(({ data }) => [data.n, data.from])).toEqual([
      [1, 'LOG_START'],
      [2, 'PREVIOUS'],
    ]);
  });

  it('lets the older one go on beside it, which says no places any more', async () => {
    const its = world();
    const parts = { pace: { pauseMs: 10, reachEvents: 1 } };
    await countAll(its.engine, 'x', [1]);
    const older = run(its, { ...opening, from: 'LOG_START' }, parts);
    await atHead(its, older);
    const places = (await reachedIn(its)).length;
    expect(places).toBeGreaterThan(0);
    const newer = run(its, both);
    await atHead(its, newer);
    const y = await countAll(its.engine, 'y', [2]);
    await atHead(its, older);
    await atHead(its, newer);
    expect(await reflected(its.engine, y)).toEqual([4]);
    expect(await reachedIn(its)).toHaveLength(places);
  });
});

const RUNS = runsOf(60, 1_000);
const SEED = seedOf(1);

describe(`With every database but the log lost at any time, dying at any time and changing releases, a policy, in ${RUNS} runs`, () => {
  /** A process that lives until its n-th step, or until it is through. */
  async function live(its: World, policy: AnyPolicy, n: number): Promise<void> {
    const { step, storeOf, died } = mortalProcess(n);
    const patience = { attemptMs: 10, totalMs: 30 };
    const engine = policyEngine({ store: storeOf(its.store), keyring: its.engine.keyring, patience });
    const { checkpoints } = its;
    const head = (await its.store.head()) ?? '';
    const policyRun = run(its, policy, {
      isNew: true,
      engine,
      pace: { pauseMs: 5, batch: 2, reachEvents: 3 },
      dispatch: (command) => step(() => sendBy(engine, senders)(command)),
      checkpoints: {
        read: (key) => step(() => checkpoints.read(key)),
        move: (key, to) => step(() => checkpoints.move(key, to)),
        forget: (key, read) => step(() => checkpoints.forget(key, read)),
      },
    });
    while (!died() && (policyRun.status().position ?? '') < head) await delay(1);
    await policyRun.stop();
  }

  it(
    'leaves nothing unsent and sends nothing twice',
    async () => {
      const all = Array.from({ length: RUNS }, async (_, n) => {
        const random = seeded(SEED + n);
        const its = { ...world(), checkpoints: checkpointsForSpecs() };
        let release: AnyPolicy = opening;
        await upToDate(its, release);
        const tallies: string[] = [];
        for (let step = 0; step < 14; step += 1) {
          if (step === 7) release = both;
          if (random() < 0.6 || tallies.length === 0) {
            tallies.push(await countAll(its.engine, `t${step}`, [1, 2].slice(0, Math.floor(random() * 3))));
          } else {
            const on = tallies[Math.floor(random() * tallies.length)] ?? '';
            await send(its.engine, tally, ask({ type: 'Count', data: { n: 3 + step } }, `n${step}`, { on }));
          }
          if (random() < 0.4) its.checkpoints = checkpointsForSpecs();
          if (random() < 0.6) await live(its, release, Math.floor(random() * 40));
        }
        its.checkpoints = checkpointsForSpecs();
        await upToDate(its, release);
        const second = (await logOf(its)).find(({ data }) => data.n === 2)?.position ?? '';
        for (const on of tallies) {
          expect(await its.store.read(`tally-${id('mirror', on)}`)).not.toHaveLength(0);
          expect(await reflected(its.engine, on)).toEqual(await countedAfter(its, on, second));
        }
      });
      await Promise.all(all);
    },
    hangsAfter(RUNS, 1_000),
  );

  async function countedAfter({ store }: World, tallyId: string, position: Position): Promise<readonly number[]> {
    const events = verifyStream(await store.read(`tally-${tallyId}`));
    return events
      .filter((event) => event.type === Counted.type && event.position > position)
      .map(({ data }) => 2 * Number(data.n));
  }
});
