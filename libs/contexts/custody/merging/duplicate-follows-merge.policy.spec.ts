import { asksOf, type AnyPolicy, type Ask, type Projected, uuidOf } from '#kernel';
import type { InmateEvent } from '#contracts/custody/inmate.events';
import { custodyPolicies, custodySenders } from '../index.js';
import { duplicateFollowsMerge } from './duplicate-follows-merge.policy.js';
import { karutan, move } from '../inmate/inmate-for-specs.js';
import { custody } from '../inmate/inmate-played-for-specs.js';
import type { InmateAsked } from '../inmate/inmate.record.js';

const reasonCode = 'SAME_FINGERPRINT';

async function merged() {
  const its = custody();
  const [survivor, duplicate] = [await its.register(), await its.register({ registerNumber: '2' })];
  const merge: InmateAsked = { type: 'MergeDuplicate', data: { duplicateId: duplicate, reasonCode } };
  await its.act(merge, survivor, { by: karutan });
  const unmerge: InmateAsked = {
    type: 'UnmergeDuplicate',
    data: { duplicateId: duplicate, reasonCode: 'DIFFERENT_PERSONS' },
  };
  /** What the policy tells because of the last event of the survivor, as often as it is delivered. */
  const react = async (times = 1): Promise<void> => {
    const event = (await its.events()).findLast(({ stream }) => uuidOf(stream) === survivor);
    if (event === undefined) throw new Error('The survivor has events.');
    for (let n = 0; n < times; n += 1) {
      for (const ask of asksOf(duplicateFollowsMerge, event)) {
        await custodySenders[ask.command.type]?.(its.engine, ask as Ask<never>);
      }
    }
  };
  return { its, survivor, duplicate, merge, unmerge, react };
}

describe('duplicate-follows-merge (R-1.4)', () => {
  it('is one of the policies of custody, with a teller for each command', () => {
    expect(custodyPolicies).toContain(duplicateFollowsMerge);
    expect(Object.keys(custodySenders).sort()).toEqual(['MarkDuplicate', 'UnmarkDuplicate']);
  });

  it('tells the other record that it is a duplicate, once', async () => {
    const { its, survivor, duplicate, react } = await merged();
    await react(2);
    expect(await its.typesOf(duplicate)).toEqual(['InmateRegistered', 'InmateMarkedDuplicate']);
    const event = (await its.events()).at(-1);
    expect(event).toMatchObject({
      data: { survivorId: survivor },
      metadata: {
        actor: { kind: 'SYSTEM', name: 'duplicate-follows-merge' },
        source: 'POLICY',
        about: [{ subject: await its.subjectOf(duplicate), legalBasis: 'LEGAL_DUTY' }],
      },
    });
    await expect(its.act({ type: 'MoveRoom', data: move }, duplicate)).rejects.toMatchObject({
      code: 'record-is-duplicate',
    });
  });

  it('tells it as of the day and instant of the merge, and why that was late (R-13.1)', async () => {
    const { its, survivor, unmerge, react } = await merged();
    await react();
    const context = { occurredAt: '2024-12-03T01:30:00.000Z', lateCode: 'SYSTEM_DOWN' } as const;
    await its.act(unmerge, survivor, { by: karutan, context });
    await react();
    const event = (await its.events()).at(-1);
    const when = { on: '2024-12-03', occurredAt: '2024-12-03T01:30:00.000Z', zone: 'Asia/Jakarta' };
    expect(event).toMatchObject({ type: 'InmateUnmarkedDuplicate', metadata: { ...when, lateCode: 'SYSTEM_DOWN' } });
  });

  it('tells it that it is none any more', async () => {
    const { its, survivor, duplicate, unmerge, react } = await merged();
    await react();
    await its.act(unmerge, survivor, { by: karutan });
    await react(2);
    expect(await its.typesOf(duplicate)).toEqual([
      'InmateRegistered',
      'InmateMarkedDuplicate',
      'InmateUnmarkedDuplicate',
    ]);
    await its.act({ type: 'MoveRoom', data: move }, duplicate);
  });

  it('keeps both streams', async () => {
    const { its, survivor, duplicate, merge, unmerge, react } = await merged();
    await react();
    await its.act(unmerge, survivor, { by: karutan });
    await react();
    await its.act(merge, survivor, { by: karutan });
    await react();
    expect((await its.typesOf(survivor)).slice(1)).toEqual([
      'InmateRecordsMerged',
      'InmateRecordsUnmerged',
      'InmateRecordsMerged',
    ]);
    expect((await its.typesOf(duplicate)).at(-1)).toBe('InmateMarkedDuplicate');
  });

  it('says nothing of other events', () => {
    const other = { type: 'InmateReleased' } as Projected<InmateEvent>;
    expect(asksOf(duplicateFollowsMerge as AnyPolicy, other)).toEqual([]);
  });
});
