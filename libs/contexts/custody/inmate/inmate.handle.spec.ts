import { id } from '#kernel';
import { caseId, clerk, correcting, karutan, move, release, transfer, uuid } from './inmate-for-specs.js';
import { custody } from './inmate-played-for-specs.js';
import type { InmateAsked } from './inmate.record.js';

const releasing: InmateAsked = { type: 'ReleaseInmate', data: release };

describe('a registration', () => {
  it('gives every person a subject of their own, at random (D10)', async () => {
    const its = custody();
    const [one, two] = [await its.register(), await its.register({ registerNumber: 'AIII/13' })];
    const subjects = await Promise.all([one, two].map(its.subjectOf));
    expect(new Set(subjects).size).toBe(2);
    expect(subjects).not.toContain(one);
    expect(JSON.stringify(await its.events())).not.toMatch(/Satu|A\.III/);
  });

  it('is answered as the first time when it is repeated', async () => {
    const its = custody();
    const key = id('spec', 'key');
    const first = await its.register({}, { key });
    expect(await its.register({}, { key })).toBe(first);
    expect(await its.typesOf(first)).toHaveLength(1);
  });
});

describe('facts from elsewhere', () => {
  it('know the units that a transfer can go to', async () => {
    const its = custody();
    const one = await its.register();
    const nowhere: InmateAsked = { type: 'TransferInmate', data: { ...transfer, toUnitId: 'LAPAS-NOWHERE' } };
    await expect(its.act(nowhere, one)).rejects.toMatchObject({ code: 'destination-unknown' });
    await its.act({ type: 'TransferInmate', data: transfer }, one);
    const data = { of: await its.last(one), reasonCode: 'WRITTEN_WRONGLY', transfer } as const;
    await its.act({ type: 'CorrectInmateEntry', data }, one);
    expect(await its.typesOf(one)).toEqual(['InmateRegistered', 'InmateTransferred', 'InmateEntryCorrected']);
  });

  it('know whose case it is that somebody acknowledges (R-1.3)', async () => {
    const its = custody();
    const [one, two] = [await its.register(), await its.register({ registerNumber: '2' })];
    const [ofOne, ofTwo] = [await its.openCase(one), await its.openCase(two)];
    await its.act(releasing, one);
    const changeId = await its.last(one);
    const acknowledging = (of: string): InmateAsked => ({
      type: 'AcknowledgeCustodyChange',
      data: { changeId, caseId: of, handling: 'CASE_EXITS' },
    });
    for (const wrong of [ofTwo, caseId]) {
      await expect(its.act(acknowledging(wrong), one, { by: clerk })).rejects.toMatchObject({
        code: 'case-of-another',
      });
    }
    await its.act(acknowledging(ofOne), one, { by: clerk });
    const event = (await its.events()).at(-1);
    expect(event?.metadata.about).toEqual([
      { subject: await its.subjectOf(one), caseId: ofOne, legalBasis: 'LEGAL_DUTY' },
    ]);
  });

  it('cite the duplicate as the leader knows it (D12)', async () => {
    const its = custody();
    const [one, two] = [await its.register(), await its.register({ registerNumber: '2' })];
    await its.act({ type: 'MoveRoom', data: move }, two);
    const merge = (duplicateId: string): InmateAsked => ({
      type: 'MergeDuplicate',
      data: { duplicateId, reasonCode: 'SAME_FINGERPRINT' },
    });
    const by = karutan;
    await expect(its.act(merge(uuid(77)), one, { by })).rejects.toMatchObject({ code: 'unknown-duplicate' });
    await expect(its.act(merge(one), one, { by })).rejects.toMatchObject({ code: 'merge-with-itself' });
    await its.act(merge(two), one, { by });
    const event = (await its.events()).at(-1);
    const head = (await its.events()).findLast(({ stream }) => stream === `inmate-${two}`);
    const [subject, other] = [await its.subjectOf(one), await its.subjectOf(two)];
    expect(event).toMatchObject({
      data: {
        duplicate: { subject: other },
        basis: [{ stream: `inmate-${two}`, revision: 1, hash: head?.metadata.hash }],
      },
      metadata: { about: [subject, other].sort().map((one) => ({ subject: one, legalBasis: 'LEGAL_DUTY' })) },
    });
  });

  it('let what was recorded before a merge be corrected, once it is undone too (D12)', async () => {
    const its = custody();
    const [one, two] = [await its.register(), await its.register({ registerNumber: '2' })];
    await its.act({ type: 'MoveRoom', data: move }, one);
    const said = correcting(await its.last(one), { move: { ...move, room: 'Blok C 1' } });
    await its.act({ type: 'MergeDuplicate', data: { duplicateId: two, reasonCode: 'SAME_FINGERPRINT' } }, one, {
      by: karutan,
    });
    await its.act(said, one);
    await its.act({ type: 'UnmergeDuplicate', data: { duplicateId: two, reasonCode: 'MERGED_BY_MISTAKE' } }, one, {
      by: karutan,
    });
    await its.act(said, one);
    expect((await its.typesOf(one)).filter((type) => type === 'InmateEntryCorrected')).toHaveLength(2);
  });
});
