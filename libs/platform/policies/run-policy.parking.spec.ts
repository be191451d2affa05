import { randomUUID } from 'node:crypto';
import { type RecordedEvent, type RawEvent, repairStreamOf, send, verifyStream } from '#kernel';
import { ask, tally } from '#kernel/tally-for-specs';
import { countAll, mirror, reflected, refusals } from './mirror-for-specs.js';
import { altered, other, parkedIn, rehashed, repaired, resume, wrong } from './parking-for-specs.js';
import { policyRuns } from './policy-runs-for-specs.js';

const { world, run, atHead } = policyRuns();

describe('A stream that is not believed', () => {
  it.each<[string, string, (event: RecordedEvent) => RawEvent]>([
    ['a wrong hash', 'hash', wrong],
    ['array data', 'hash', (event) => ({ ...event, data: [1] })],
    ['metadata that are none', 'hash', (event) => ({ ...event, metadata: 'x' })],
    ['an event of another revision', 'hash', (event) => ({ ...event, id: randomUUID() })],
    [
      'a wrong prevHash',
      'chain',
      (event) => rehashed({ ...event, metadata: { ...event.metadata, prevHash: 'f'.repeat(64) } }),
    ],
    ['data that fit no schema', 'schema', (event) => rehashed({ ...event, data: { n: 'two' } })],
  ])('for %s is parked from there for a policy, told to people once, and all else goes on', async (_, code, change) => {
    const its = world();
    const x = await countAll(its.engine, 'x', [1, 2, 3]);
    await altered(its, `tally-${x}`, 2, change);
    const others = await Promise.all(['a', 'b', 'c'].map((label) => countAll(its.engine, label, [5, 6])));
    const runs = [run(its), run(its, { ...mirror, name: 'second' })];
    for (const policy of runs) await atHead(its, policy);
    expect(await reflected(its.engine, x)).toEqual([2, 2]);
    for (const tallyId of others) {
      expect([...(await reflected(its.engine, tallyId))].sort()).toEqual([10, 10, 12, 12]);
    }
    for (const policy of runs) {
      const parked = { [`tally-${x}`]: { revision: 2, until: `tally-${x}` } };
      expect(policy.status()).toMatchObject({ state: 'running', parked });
    }
    const [parked, ...rest] = verifyStream(await its.store.read(repairStreamOf(`tally-${x}`)));
    expect(parked?.data).toEqual({ stream: `tally-${x}`, revision: 2, code });
    expect(rest.map(({ type }) => type)).toEqual(['IntegrityAlarmRaised']);
  });

  it('is what it was after a restart; only its resumption lets the policy handle what it passed by, once and in order', async () => {
    const its = world();
    const x = await countAll(its.engine, 'x', [1, 2, 3]);
    const heal = await altered(its, `tally-${x}`, 2, wrong);
    const first = run(its);
    await atHead(its, first);
    await first.stop();

    heal();
    const y = await countAll(its.engine, 'y', [7]);
    const second = run(its);
    await atHead(its, second);
    expect([await reflected(its.engine, x), await reflected(its.engine, y)]).toEqual([[2], [14]]);
    expect(await parkedIn(its, `tally-${x}`)).toHaveLength(2);
    const refused = send(its.engine, tally, ask({ type: 'Count', data: { n: 4 } }, 'late', { on: x }));
    await expect(refused).rejects.toThrow('parked');

    await resume(its, `tally-${x}`);
    await atHead(its, second);
    expect(await reflected(its.engine, x)).toEqual([2, 4, 6]);
    expect(second.status().parked).toEqual({});
    await send(its.engine, tally, ask({ type: 'Count', data: { n: 4 } }, 'late', { on: x }));
    await second.stop();
    await atHead(its, run(its));
    expect(await reflected(its.engine, x)).toEqual([2, 4, 6, 8]);
    expect(await refusals(its.engine)).toEqual([]);
  });

  it('is handled without what two people excluded', async () => {
    const its = world();
    const x = await countAll(its.engine, 'x', [1, 2, 3]);
    await altered(its, `tally-${x}`, 2, wrong);
    const policy = run(its);
    await atHead(its, policy);
    const data = { stream: `tally-${x}`, from: 2, to: 2, reasonCode: 'BYTES_LOST' } as const;
    await repaired(its, { type: 'AskExclusion', data });
    await repaired(its, { type: 'ApproveExclusion', data }, other);
    await atHead(its, policy);
    expect(await reflected(its.engine, x)).toEqual([2]);
    await resume(its, `tally-${x}`);
    await atHead(its, policy);
    expect(await reflected(its.engine, x)).toEqual([2, 6]);
    expect(policy.status().parked).toEqual({});
  });

  it('that is resumed is handled as far as it is believed, and parked again from there', async () => {
    const its = world();
    const x = await countAll(its.engine, 'x', [1, 2, 3]);
    const heal = await altered(its, `tally-${x}`, 2, wrong);
    const first = run(its);
    await atHead(its, first);
    await first.stop();
    heal();
    await resume(its, `tally-${x}`);
    await altered(its, `tally-${x}`, 3, wrong); // before the policy hears of it
    const second = run(its);
    await atHead(its, second);
    expect(await reflected(its.engine, x)).toEqual([2, 4]);
    expect(second.status().parked).toEqual({ [`tally-${x}`]: { revision: 3, until: `tally-${x}` } });
    expect((await parkedIn(its, `tally-${x}`)).slice(2)).toEqual([
      ['StreamResumed', 3],
      ['StreamParked', 3],
      ['IntegrityAlarmRaised', 3],
    ]);
  });

  it('counts as not resumed when what says so is not believed', async () => {
    const its = world();
    const x = await countAll(its.engine, 'x', [1, 2]);
    const heal = await altered(its, `tally-${x}`, 1, wrong);
    const first = run(its);
    await atHead(its, first);
    await first.stop();
    heal();
    await resume(its, `tally-${x}`);
    const right = await altered(its, repairStreamOf(`tally-${x}`), 2, (event) => ({
      ...event,
      data: { ...event.data, to: 1 },
    }));
    const second = run(its);
    await atHead(its, second);
    expect(await reflected(its.engine, x)).toEqual([]);
    expect(Object.keys(second.status().parked)).toEqual([`tally-${x}`, repairStreamOf(`tally-${x}`)]);

    right();
    await resume(its, repairStreamOf(`tally-${x}`));
    await atHead(its, second);
    expect(await reflected(its.engine, x)).toEqual([2, 4]);
    expect(second.status().parked).toEqual({});
  });

  it('is found again when only the log remembers: no place is recorded while something is passed by', async () => {
    const its = world();
    const pace = { reachEvents: 1, pauseMs: 10 };
    const x = await countAll(its.engine, 'x', [1, 2]);
    const heal = await altered(its, `tally-${x}`, 1, wrong);
    const first = run(its, mirror, { pace });
    await atHead(its, first);
    await countAll(its.engine, 'y', [1, 2]);
    await atHead(its, first);
    await first.stop();

    its.checkpoints.stored.clear();
    const second = run(its, mirror, { pace });
    await atHead(its, second);
    heal();
    await resume(its, `tally-${x}`);
    await atHead(its, second);
    expect(await reflected(its.engine, x)).toEqual([2, 4]);
  });
});
