import { type AnyPolicy, Conflict, id, InMemoryEventStore, type Position, Registry, Unavailable } from '#kernel';
import { Counted, TallyOpened } from '#kernel/tally.given';
import { MongoError } from 'mongodb';
import { until } from '../projections/mongo-for-specs.js';
import { countAll, mirror, policyEngine, reflected, tellers } from './mirror-for-specs.js';
import { policyRuns } from './policy-runs-for-specs.js';
import type { PolicyHost, PolicyStatus } from './run-policy.js';
import { tellBy } from './tellers.js';

const { world, run, atHead } = policyRuns();

describe('A policy in trouble', () => {
  it.each<[string, Partial<AnyPolicy>, Partial<PolicyHost>, string]>([
    [
      'that throws',
      {
        react: () => {
          throw new RangeError('what nobody may read in a log');
        },
      },
      {},
      'RangeError',
    ],
    ['whose command nobody knows', {}, { dispatch: tellBy(policyEngine({}), {}) }, 'Error'],
  ])('%s stops there, with a reason, while others go on', async (_, change, parts, detail) => {
    const its = world();
    await countAll(its.engine, 'x', []);
    const position = await its.store.head();
    const reports: PolicyStatus[] = [];
    const broken = run(
      its,
      { ...mirror, name: 'broken', ...change },
      { ...parts, report: (status) => reports.push(status) },
    );
    const sound = run(its);
    await until(() => broken.status().state === 'stopped');
    await atHead(its, sound);
    const reason = { kind: 'threw', position, revision: 0, detail };
    expect(broken.status()).toMatchObject({ position: '', reason });
    expect(reports.at(-1)).toMatchObject({ state: 'stopped', reason });
    expect(JSON.stringify(reports)).not.toContain('nobody may read');
  });

  it('has told and kept what came before the event it stops at, and goes on from there', async () => {
    const its = world();
    const tallyId = await countAll(its.engine, 'x', [1, 2, 3]);
    const choking: AnyPolicy = {
      ...mirror,
      react: (event) => {
        if ('n' in event.data && event.data.n === 2) throw new TypeError();
        return (mirror as AnyPolicy).react(event);
      },
    };
    const broken = run(its, choking);
    await until(() => broken.status().state === 'stopped');
    expect(await reflected(its.engine, tallyId)).toEqual([2]);
    expect(its.checkpoints.stored.get('mirror')?.position).toBe(
      (await its.store.read(`tally-${tallyId}`))[1]?.position,
    );
    await atHead(its, run(its));
    expect(await reflected(its.engine, tallyId)).toEqual([2, 4, 6]);
  });

  it('stops at an event that is not what was written, also one it would not react to', async () => {
    const its = world();
    const tallyId = await countAll(its.engine, 'x', [1]);
    its.store.tamper(`tally-${tallyId}`, 0, (event) => ({ ...event, data: { label: 'y' } }));
    const one = run(its, { ...mirror, events: [Counted] });
    await until(() => one.status().state === 'stopped');
    expect(one.status().reason).toMatchObject({ kind: 'corrupt-history', revision: 0 });
  });

  it('stops at a type that this build does not know', async () => {
    const its = world();
    await countAll(its.engine, 'x', [1]);
    const one = run(its, mirror, { engine: { ...its.engine, registry: new Registry([TallyOpened]) } });
    await until(() => one.status().state === 'stopped');
    expect(one.status().reason).toMatchObject({ kind: 'unknown-event', detail: 'This build does not know Counted@1.' });
  });

  it.each([
    ['foreign-log', { log: id('spec', 'another log'), position: '' }],
    ['checkpoint-ahead', { log: policyEngine({}).log, position: '9'.repeat(20) }],
  ])('does not go on from a checkpoint that does not fit the log: %s', async (kind, checkpoint) => {
    const its = world();
    its.checkpoints.stored.set('mirror', checkpoint);
    const tallyId = await countAll(its.engine, 'x', [1]);
    const one = run(its);
    await until(() => one.status().state === 'stopped');
    expect(one.status().reason).toEqual({ kind, position: checkpoint.position });
    expect(await reflected(its.engine, tallyId)).toEqual([]);
    expect(its.checkpoints.stored.get('mirror')).toEqual(checkpoint);
  });

  it.each([
    ['keyring-unavailable', new Unavailable('keyring-unavailable', 'The keys cannot be reached.')],
    ['revision-changed', new Conflict('revision-changed', 'Somebody else changes this record right now.')],
    ['read-models-unavailable', new MongoError('connection closed')],
  ])('tries again for as long as that may help: %s', async (code, error) => {
    const its = world();
    const tallyId = await countAll(its.engine, 'x', [1]);
    let left = 3;
    const troubles = new Set<string | undefined>();
    const one = run(its, mirror, {
      dispatch: async (command) => {
        left -= 1;
        if (left > 0) throw error;
        return tellBy(its.engine, tellers)(command);
      },
      report: ({ trouble }) => troubles.add(trouble),
    });
    await atHead(its, one);
    expect(await reflected(its.engine, tallyId)).toEqual([2]);
    expect([...troubles]).toContain(code);
  });

  it('subscribes again, on a new connection after three failures', async () => {
    const its = world();
    const tallyId = await countAll(its.engine, 'x', [1]);
    let [subscriptions, renewals] = [0, 0];
    const store = Object.assign(new InMemoryEventStore(), {
      head: () => its.store.head(),
      subscribe: (after: Position | undefined, signal: AbortSignal) => {
        subscriptions += 1;
        if (subscriptions <= 3) throw new Error('dropped');
        return its.store.subscribe(after, signal);
      },
      renew: () => {
        renewals += 1;
        return Promise.resolve();
      },
    });
    const troubles = new Set<string | undefined>();
    await atHead(its, run(its, mirror, { store, report: ({ trouble }) => troubles.add(trouble) }));
    expect(await reflected(its.engine, tallyId)).toEqual([2]);
    expect([subscriptions, renewals]).toEqual([4, 1]);
    expect([...troubles]).toContain('event-store-unavailable');
  });
});
