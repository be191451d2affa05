import { type AnyPolicy, BEFORE_FIRST, Conflict, type Position, Unavailable } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { Counted } from '#kernel/tally-for-specs';
import { MongoError } from 'mongodb';
import { type Judge, judgeOf } from '../event-store/judge.js';
import { until } from './until-for-specs.js';
import { countAll, mirror, policyEngine, reflected, senders } from './mirror-for-specs.js';
import { policyRuns } from './policy-runs-for-specs.js';
import type { PolicyHost, PolicyStatus } from './run-policy.js';
import { sendBy } from './senders.js';

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
    ['whose command nobody knows', {}, { dispatch: sendBy(policyEngine({}), {}) }, 'Error'],
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
    expect(broken.status()).toMatchObject({ position: BEFORE_FIRST, reason });
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
    expect(its.checkpoints.stored.get('mirror@1')?.place.position).toBe(
      (await its.store.read(`tally-${tallyId}`))[1]?.position,
    );
    await atHead(its, run(its));
    expect(await reflected(its.engine, tallyId)).toEqual([2, 4, 6]);
  });

  it('goes on after its store has failed while it judged an event', async () => {
    const its = world();
    const tallyId = await countAll(its.engine, 'x', [1, 2]);
    const sound = judgeOf({ store: its.store, registry: its.engine.registry });
    let failures = 2;
    const judge: Judge = {
      ...sound,
      judge: (raw) => {
        if (raw.type === 'Counted' && failures > 0) {
          failures -= 1;
          throw new Error('14 UNAVAILABLE: the connection dropped');
        }
        return sound.judge(raw);
      },
    };
    await atHead(its, run(its, mirror, { judge }));
    expect(failures).toBe(0);
    expect(await reflected(its.engine, tallyId)).toEqual([2, 4]);
  });

  it.each<[string, Partial<AnyPolicy>, string]>([
    ['another set of types under the same number', { events: [Counted] }, 'policy-types-changed'],
    ['a number that a later one has followed', { n: 1, name: 'late' }, 'policy-superseded'],
  ])('does not start with %s', async (_, change, kind) => {
    const its = world();
    await atHead(its, run(its));
    await atHead(its, run(its, { ...mirror, name: 'late', n: 2 }));
    const tallyId = await countAll(its.engine, 'x', [1]);
    const refused = run(its, { ...mirror, react: () => [], ...change });
    await until(() => refused.status().state === 'stopped');
    expect(refused.status().reason).toEqual({ kind });
    expect(its.checkpoints.stored.has('late@1')).toBe(false);
    expect(await its.store.read(`tally-${tallyId}`)).toHaveLength(2);
  });

  it.each([
    ['keyring-unavailable', new Unavailable('keyring-unavailable')],
    ['revision-changed', new Conflict('revision-changed')],
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
        return sendBy(its.engine, senders)(command);
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
