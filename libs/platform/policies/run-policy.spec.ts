import { id, send, verifyStream } from '#kernel';
import { inMemoryKeyring } from '#kernel/in-memory-keyring-for-specs';
import { ask, Counted, tally } from '#kernel/tally-for-specs';
import { until } from './until-for-specs.js';
import { countAll, mirror, mirrorOf, reflected, refusals, senders } from './mirror-for-specs.js';
import { policyRuns } from './policy-runs-for-specs.js';
import { sendBy } from './senders.js';

const { world, run, runAll, atHead } = policyRuns();
const open = { type: 'Open', data: { label: 'mirror' } } as const;

describe('runPolicy', () => {
  it('reacts to what happens after its first deployment, not to history before it', async () => {
    const its = world();
    const early = await countAll(its.engine, 'early', [1]);
    const first = run(its, mirror, { isNew: true });
    await until(() => first.status().state === 'running');
    await first.stop();
    const late = await countAll(its.engine, 'late', [2]);
    await atHead(its, run(its, mirror, { isNew: true }));
    expect(await reflected(its.engine, early)).toEqual([]);
    expect(await reflected(its.engine, late)).toEqual([4]);
  });

  it('reacts to the first event of a log that was empty at its deployment', async () => {
    const its = world();
    const one = run(its, mirror, { isNew: true });
    await until(() => one.status().state === 'running');
    const tallyId = await countAll(its.engine, 'x', [3]);
    await atHead(its, one);
    expect(await reflected(its.engine, tallyId)).toEqual([6]);
  });

  it('records what it does as the system, because of the event (D1)', async () => {
    const its = world();
    const tallyId = await countAll(its.engine, 'x', [3]);
    await atHead(its, run(its));
    const [, cause] = verifyStream(await its.store.read(`tally-${tallyId}`));
    const [, effect] = verifyStream(await its.store.read(`tally-${mirrorOf(tallyId)}`));
    expect(effect?.metadata).toMatchObject({
      actor: { kind: 'SYSTEM', name: 'mirror' },
      unitId: 'RUTAN-BANJARNEGARA',
      source: 'POLICY',
      $causationId: cause?.id,
      $correlationId: cause?.metadata.$correlationId,
      command: { id: id('command', cause?.id ?? '', 'mirror', mirrorOf(tallyId)) },
    });
  });

  it('says what it does', async () => {
    const its = world();
    const states: string[] = [];
    await countAll(its.engine, 'x', [1]);
    const one = run(its, mirror, { report: ({ state }) => states.push(state) });
    await atHead(its, one);
    const position = await its.store.head();
    expect(one.status()).toMatchObject({ name: 'mirror', n: 1, state: 'running', position, parked: {} });
    expect(states).toEqual(['running']);
  });
});

describe('A reaction that a rule refuses', () => {
  it('is recorded once, for auditors, and passed', async () => {
    const its = world();
    const tallyId = await countAll(its.engine, 'x', [400, 300, 50]);
    await atHead(its, run(its));
    expect(await reflected(its.engine, tallyId)).toEqual([800, 100]);
    const [, , cause] = verifyStream(await its.store.read(`tally-${tallyId}`));
    const [refusal, ...others] = await refusals(its.engine);
    expect(others).toEqual([]);
    const commandId = id('command', cause?.id ?? '', 'mirror', mirrorOf(tallyId));
    expect(refusal).toMatchObject({
      stream: `policyrefusal-${id('policyrefusal', commandId)}`,
      data: {
        policy: 'mirror',
        of: { stream: `tally-${tallyId}`, revision: 2, hash: cause?.metadata.hash },
        target: mirrorOf(tallyId),
        command: 'Count',
        code: 'full',
      },
      metadata: { unitId: 'BERSINAR', source: 'POLICY', $causationId: cause?.id },
    });
  });

  it('stays refused when the event comes again, whatever the rule would say now', async () => {
    const its = world();
    const tallyId = await countAll(its.engine, 'x', [1]);
    const counting = { ...mirror, events: [Counted] };
    await atHead(its, run(its, counting));
    expect((await refusals(its.engine)).map(({ data }) => data.code)).toEqual(['not-found']);
    its.checkpoints.stored.clear();
    await send(its.engine, tally, ask(open, 'mirror', { createdId: mirrorOf(tallyId) }));
    await atHead(its, run(its, counting));
    expect(await its.store.read(`tally-${mirrorOf(tallyId)}`)).toHaveLength(1);
    expect(await refusals(its.engine)).toHaveLength(1);
  });

  it('is none when the command was told so long ago that it cannot be compared', async () => {
    const its = world();
    const tallyId = await countAll(its.engine, 'x', [1]);
    await atHead(its, run(its));
    its.checkpoints.stored.clear();
    const keyring = Object.assign(inMemoryKeyring(), { macKey: () => Promise.resolve(undefined) });
    const forgetful = { ...its.engine, keyring };
    const again = run(its, mirror, { engine: forgetful, dispatch: sendBy(forgetful, senders) });
    await atHead(its, again);
    expect(await reflected(its.engine, tallyId)).toEqual([2]);
    expect(await refusals(its.engine)).toEqual([]);
  });
});

describe('runPolicies', () => {
  it('runs each by itself', async () => {
    const its = world();
    const all = runAll(its, [mirror, { ...mirror, name: 'second' }]);
    await until(() => all.statuses().every(({ state }) => state === 'running'));
    expect(all.statuses().map(({ name }) => name)).toEqual(['mirror', 'second']);
  });
});
