import { documentsTouched, without } from '#kernel';
import { person } from '#kernel/given-for-specs';
import { caseIdOf } from '#contracts/rehabilitation/open-cases';
import { custodyChangeList, custodyChanges } from './custody-changes.read-model.js';
import {
  acceptance,
  annulling,
  clerk,
  karutan,
  LAPAS,
  receiver,
  registrar,
  release,
  stranger,
  transfer,
} from './inmate-for-specs.js';
import { custody } from './inmate-played-for-specs.js';
import type { InmateAsked } from './inmate.record.js';

const receivingClerk = { ...receiver, role: clerk.role };
const releasing: InmateAsked = { type: 'ReleaseInmate', data: release };

function asked(now?: () => Date) {
  const its = custody(now);
  const answers = its.answers(custodyChanges);
  const list = async (question: object = {}, by = clerk) => (await answers.page(custodyChangeList, question, by)).items;
  /** An inmate with an open case who was released; the case and the change. */
  const left = async (registerNumber = '1') => {
    const inmateId = await its.register({ registerNumber });
    const caseId = await its.openCase(inmateId);
    await its.act(releasing, inmateId);
    return { inmateId, caseId, changeId: await its.last(inmateId) };
  };
  const acknowledge = (of: Awaited<ReturnType<typeof left>>) =>
    its.act(
      {
        type: 'AcknowledgeCustodyChange',
        data: { changeId: of.changeId, caseId: of.caseId, handling: 'CASE_CONTINUES_ELSEWHERE' },
      },
      of.inmateId,
      { by: clerk },
    );
  return { its, list, left, acknowledge };
}

describe('CustodyChangesIn (R-1.3)', () => {
  it('lists who left with an open case, until somebody acknowledges it', async () => {
    const { list, left, acknowledge } = asked();
    const change = await left();
    const open = {
      ...change,
      unitId: clerk.unitId,
      how: 'RELEASED',
      on: '2024-12-12',
      acknowledged: false,
      daysOpen: 4,
    };
    expect(await list()).toEqual([open]);
    expect(await list({ acknowledged: false })).toEqual([open]);
    expect(await list({ acknowledged: true })).toEqual([]);
    await acknowledge(change);
    const seen = { acknowledgedBy: clerk.staffId, acknowledgedOn: '2024-12-16', handling: 'CASE_CONTINUES_ELSEWHERE' };
    expect(await list({ acknowledged: false })).toEqual([]);
    expect(await list({ acknowledged: true })).toEqual([{ ...open, ...seen, acknowledged: true }]);
  });

  it('names the case to who sees cases alone (domain 5.5)', async () => {
    const { list, left, acknowledge } = asked();
    await acknowledge(await left());
    const said = async (role: string) => Object.keys((await list({}, { ...clerk, role }))[0] ?? {});
    for (const role of ['karutan', 'kasubsi-pelayanan', 'perawat-klinik', 'auditor'])
      expect([role, await said(role)]).toEqual([role, expect.arrayContaining(['caseId', 'handling', 'inmateId'])]);
    for (const role of ['petugas-registrasi', 'kpr']) {
      expect([role, (await said(role)).includes('inmateId')]).toEqual([role, true]);
      expect([role, (await said(role)).filter((name) => /^(caseId|handling)$/.test(name))]).toEqual([role, []]);
    }
  });

  it('closes no case', async () => {
    const { its, left, acknowledge } = asked();
    const change = await left();
    await acknowledge(change);
    const types = (await its.engine.store.read(`rehabcase-${change.caseId}`)).map(({ type }) => type);
    expect(types).toEqual(['RehabCaseOpened']);
  });

  it('stays, though the case is closed later', async () => {
    const { its, list, left } = asked();
    const { inmateId, caseId } = await left();
    await its.closeCase(inmateId, caseId, '2024-12-13');
    expect(await list({ acknowledged: false })).toHaveLength(1);
  });

  it('asks nothing when nobody had a case, or the case was over', async () => {
    const { its, list } = asked();
    await its.act(releasing, await its.register());
    const [closed, exited] = [await its.register({ registerNumber: '2' }), await its.register({ registerNumber: '3' })];
    await its.closeCase(closed, await its.openCase(closed));
    const exit = { exit: 'RELEASED', exitedOn: '2024-12-10' } as const;
    await its.turnCase(await its.openCase(exited), { type: 'RehabCaseExited', data: exit });
    for (const inmateId of [closed, exited]) await its.act(releasing, inmateId);
    expect(await list()).toEqual([]);
  });

  it('asks when the case was reopened', async () => {
    const { its, list } = asked();
    const inmateId = await its.register();
    const caseId = await its.openCase(inmateId);
    await its.closeCase(inmateId, caseId);
    await its.turnCase(caseId, {
      type: 'RehabCaseReopened',
      data: {
        subject: await its.subjectOf(inmateId),
        reopenedOn: '2024-12-11',
        reasonCode: 'CLOSED_BY_MISTAKE',
        note: 'x',
        approvedBy: karutan.staffId,
      },
    });
    await its.act({ type: 'TransferInmate', data: transfer }, inmateId);
    expect(await list()).toMatchObject([{ inmateId, caseId, how: 'TRANSFERRED' }]);
  });

  it('follows corrections and annulments (D12)', async () => {
    const { its, list, left, acknowledge } = asked();
    const change = await left();
    const { inmateId, changeId } = change;
    const said = { ...release, releasedOn: '2024-12-11' };
    const correction = { of: changeId, reasonCode: 'WRITTEN_WRONGLY', release: said } as const;
    await its.act({ type: 'CorrectInmateEntry', data: correction }, inmateId);
    expect(await list()).toMatchObject([{ on: '2024-12-11', daysOpen: 5 }]);
    await acknowledge(change);
    await its.act(annulling(await its.last(inmateId)), inmateId, { by: karutan });
    expect(await list({ acknowledged: false })).toHaveLength(1);
    expect(await list()).not.toMatchObject([{ acknowledgedBy: clerk.staffId }]);
    await its.act(annulling(changeId), inmateId, { by: karutan });
    expect(await list()).toEqual([]);
    await its.act({ type: 'TransferInmate', data: transfer }, inmateId);
    expect(await list()).toMatchObject([{ how: 'TRANSFERRED', caseId: change.caseId }]);
  });

  it('counts no days when it was acknowledged before the day to which it was corrected (D12)', async () => {
    let today = '2024-12-16';
    const { its, list, left, acknowledge } = asked(() => new Date(`${today}T02:00:00.000Z`));
    const change = await left();
    await acknowledge(change);
    today = '2024-12-18';
    const said = { ...release, releasedOn: '2024-12-18' };
    const correction = { of: change.changeId, reasonCode: 'WRITTEN_WRONGLY', release: said } as const;
    await its.act({ type: 'CorrectInmateEntry', data: correction }, change.inmateId);
    expect(await list()).toMatchObject([{ on: '2024-12-18', acknowledgedOn: '2024-12-16', daysOpen: 0 }]);
  });

  it('is seen by the unit to which they were transferred too, until it accepts: who takes a case over has seen it (R-1.7)', async () => {
    const { its, list } = asked();
    const inmateId = await its.register();
    const caseId = await its.openCase(inmateId);
    await its.act({ type: 'TransferInmate', data: transfer }, inmateId);
    const changeId = await its.last(inmateId);
    const open = { inmateId, caseId, changeId, how: 'TRANSFERRED', on: '2024-12-12', acknowledged: false, daysOpen: 4 };
    expect(await list()).toEqual([{ ...open, unitId: clerk.unitId }]);
    expect(await list({}, receivingClerk)).toEqual([{ ...open, unitId: clerk.unitId }]);
    await its.act({ type: 'AcceptTransfer', data: acceptance }, inmateId, { by: receiver });
    const of = await its.last(inmateId);
    const seen = {
      acknowledgedBy: receiver.staffId,
      acknowledgedOn: '2024-12-13',
      handling: 'CASE_CONTINUES_ELSEWHERE',
    };
    const settled = { ...open, unitId: LAPAS, ...seen, acknowledged: true, daysOpen: 1 };
    expect(await list({}, receivingClerk)).toEqual([settled]);
    expect(await list()).toEqual([]);
    const said = { ...acceptance, acceptedOn: '2024-12-14' };
    const correction = { of, reasonCode: 'WRITTEN_WRONGLY', acceptance: said } as const;
    await its.act({ type: 'CorrectInmateEntry', data: correction }, inmateId, { by: receiver });
    expect(await list({}, receivingClerk)).toEqual([{ ...settled, acknowledgedOn: '2024-12-14', daysOpen: 2 }]);
  });

  it('says nothing of a case that was closed before it was taken over, and keeps what was acknowledged (R-1.7)', async () => {
    const { its, list } = asked();
    const [closed, acknowledged] = [await its.register(), await its.register({ registerNumber: '2' })];
    const [caseId, otherCaseId] = [await its.openCase(closed), await its.openCase(acknowledged)];
    for (const inmateId of [closed, acknowledged]) await its.act({ type: 'TransferInmate', data: transfer }, inmateId);
    await its.closeCase(closed, caseId, '2024-12-12');
    const data = { changeId: await its.last(acknowledged), caseId: otherCaseId, handling: 'CASE_EXITS' } as const;
    await its.act({ type: 'AcknowledgeCustodyChange', data }, acknowledged, { by: clerk });
    await its.act({ type: 'AcceptTransfer', data: acceptance }, closed, { by: receiver });
    const other = { ...acceptance, registerNumber: 'BI100' };
    await its.act({ type: 'AcceptTransfer', data: other }, acknowledged, { by: receiver });
    const [first, second] = [...(await list({}, receivingClerk))].sort((one) => (one.inmateId === closed ? -1 : 1));
    expect(first).toMatchObject({ acknowledgedBy: receiver.staffId });
    expect(first).not.toHaveProperty('handling');
    expect(second).toMatchObject({ acknowledgedBy: clerk.staffId, handling: 'CASE_EXITS' });
  });

  it('is no longer seen by the other unit when the transfer was annulled, or was to another place (R-1.7)', async () => {
    const { its, list } = asked();
    const inmateId = await its.register();
    await its.openCase(inmateId);
    await its.act({ type: 'TransferInmate', data: transfer }, inmateId);
    const of = await its.last(inmateId);
    const elsewhere = { ...without(transfer, 'toUnitId'), destination: { name: 'Lapas Semarang' } };
    const correct = (said: Omit<typeof elsewhere, 'destination'>) =>
      its.act({ type: 'CorrectInmateEntry', data: { of, reasonCode: 'WRITTEN_WRONGLY', transfer: said } }, inmateId);
    await correct(elsewhere);
    expect([await list(), await list({}, receivingClerk)]).toMatchObject([[{ inmateId }], []]);
    await correct({ ...transfer });
    expect([await list(), await list({}, receivingClerk)]).toMatchObject([[{ inmateId }], [{ inmateId }]]);
    await its.act(annulling(of), inmateId, { by: karutan });
    expect([await list(), await list({}, receivingClerk)]).toEqual([[], []]);
  });

  it('is of a person once, however many of their cases are taken over (R-1.7)', async () => {
    const { its } = asked();
    const inmateId = await its.register();
    await its.openCase(inmateId);
    const opened = (await its.events()).find(({ type }) => type === 'RehabCaseOpened');
    const second = { type: 'RehabCaseOpened', data: { ...opened?.data, episode: 2 } }; // no rule lets it be opened beside the first
    await its.write(`rehabcase-${caseIdOf(inmateId, 2)}`, registrar, second);
    await its.act({ type: 'TransferInmate', data: transfer }, inmateId);
    await its.act({ type: 'AcceptTransfer', data: acceptance }, inmateId, { by: receiver });
    const accepted = (await its.events()).at(-1) as Parameters<typeof custodyChanges.fold>[1];
    expect(accepted.metadata.about).toHaveLength(2);
    expect(documentsTouched(custodyChanges, accepted)).toEqual([await its.subjectOf(inmateId)]);
  });

  it('counts days where the inmate was, whoever asks', async () => {
    const its = custody(() => new Date('2024-12-16T16:00:00.000Z')); // the 17th in Jayapura already
    const of = { ...person('staff-jayapura', 'petugas-registrasi', 'RUTAN-JAYAPURA') };
    const inmateId = await its.register({}, { by: of, unitId: of.unitId });
    await its.openCase(inmateId, { unitId: of.unitId });
    await its.act({ type: 'ReleaseInmate', data: { ...release, releasedOn: '2024-12-17' } }, inmateId, { by: of });
    const auditor = person('staff-auditor', 'auditor', 'INSPEKTORAT-JENDERAL');
    const { items } = await its.answers(custodyChanges).page(custodyChangeList, {}, auditor);
    expect(items).toMatchObject([{ daysOpen: 0 }]);
  });

  it('is read in the unit, the longest open first', async () => {
    const { its, list, left } = asked();
    await left('1');
    const earlier = await its.register({ registerNumber: '2' });
    await its.openCase(earlier);
    await its.act({ type: 'ReleaseInmate', data: { ...release, releasedOn: '2024-12-10' } }, earlier);
    expect((await list()).map(({ on }) => on)).toEqual(['2024-12-10', '2024-12-12']);
    expect(await list({ unitId: 'RUTAN-PURBALINGGA' })).toEqual([]);
    expect(await list({}, stranger)).toEqual([]);
  });
});
