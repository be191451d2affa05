import { recorded } from '#kernel/given-for-specs';
import { readerOf } from '#platform/for-specs';
import {
  agency,
  agencyHead,
  agreementId,
  assessor,
  clerk,
  consentId,
  factOn,
  inmateId,
  karutan,
  nurse,
  subject,
} from '../facts-for-specs.js';
import type { CaseDocument } from './case.document.js';
import {
  advanced,
  certificate,
  certified,
  given,
  HISTORIES,
  note,
  noted,
  opened,
  type Past,
  transferNoted,
} from './case-for-specs.js';
import { unit } from './case-played-for-specs.js';
import { asking, cases, officer, others, played, region, stranger } from './cases-for-specs.js';
import { caseList } from './cases.read-model.js';

describe('cases', () => {
  it('finds cases by each of what they are found by, who has waited longest first', async () => {
    const { idsOf } = await cases();
    expect(await idsOf({})).toEqual([others.running, played, others.due]);
    expect(await idsOf({ status: 'COMPLETED' })).toEqual([played]);
    expect(await idsOf({ riskBand: 'HIGH' })).toEqual([played]);
    expect(await idsOf({ riskBand: 'MODERATE', status: 'SCREENED' })).toEqual([others.due]);
    expect(await idsOf({ counsellorId: assessor.staffId, status: 'IN_PROGRAMME' })).toEqual([others.running]);
    expect(await idsOf({ agreementId, phase: 'INDUCTION' })).toEqual([others.running]);
    expect(await idsOf({ phase: 'PRIMARY' })).toEqual([played]);
    expect(await idsOf({ open: false })).toEqual([]);
    expect(await idsOf({ nextDueBefore: '2024-12-09' })).toEqual([others.running]);
    expect(await idsOf({ nextDueBefore: '2024-12-08' })).toEqual([]);
    expect(await idsOf({ unitId: 'RUTAN-PURBALINGGA' })).toEqual([]);
  });

  it('counts days on the day asked for, and says what is due in the zone of the unit', async () => {
    const { list } = await cases();
    const [running] = await list({ status: 'IN_PROGRAMME', on: '2024-12-08' });
    expect(running).toMatchObject({
      since: '2024-11-12',
      daysInStatus: 26,
      daysInPhase: 26,
      counsellorId: assessor.staffId,
      counsellorUnitId: assessor.unitId,
      nextDue: { what: 'SESSION', on: '2024-12-08' },
      isLate: false,
      agreementId,
      admittedOn: '2024-11-10',
      plannedEndOn: '2024-12-10',
    });
    expect(await list({ status: 'IN_PROGRAMME', on: '2024-12-09' })).toMatchObject([{ isLate: true, daysInPhase: 27 }]);
    expect(await list({ status: 'COMPLETED' })).toMatchObject([
      { since: '2024-12-10', daysInStatus: 6, isLate: false },
    ]);
  });

  it('counts no days before the first (`on=` earlier)', async () => {
    const { list, one } = await cases();
    expect(await list({ status: 'IN_PROGRAMME', on: '2024-11-01' })).toMatchObject([
      { since: '2024-11-12', daysInStatus: 0, daysInPhase: 0, isLate: false },
    ]);
    expect(await one(played, clerk, '2024-11-01')).toMatchObject({ daysInStatus: 0, daysInPhase: 0 });
  });

  it('goes through its pages', async () => {
    const { page } = await cases();
    const first = await page({ limit: 2 });
    const second = await page({ limit: 2, ...(first.next && { after: first.next }) });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([others.running, played, others.due]);
    expect(second.next).toBeUndefined();
  });

  it('shows the risk band to who cares for the inmate, and to nobody else (domain 5.5)', async () => {
    const { list, one } = await cases();
    for (const by of [clerk, nurse, assessor]) {
      expect((await list({ status: 'COMPLETED' }, by))[0]).toMatchObject({ riskBand: 'HIGH' });
      expect(await one(played, by)).toMatchObject({ riskBand: 'HIGH', recommendation: 'ELIGIBLE' });
    }
    for (const by of [karutan, officer, region, agencyHead]) {
      const found = await list({ status: 'COMPLETED' }, by);
      expect(found).toHaveLength(1);
      expect(found[0]).not.toHaveProperty('riskBand');
      expect(await one(played, by)).not.toHaveProperty('riskBand');
      await expect(list({ riskBand: 'HIGH' }, by)).rejects.toMatchObject({ code: 'not-permitted' });
    }
    expect(await one(played, karutan)).toHaveProperty('recommendation');
    expect(await one(played, officer)).not.toHaveProperty('recommendation');
  });

  it('is read where the case is owned and served, and nowhere else', async () => {
    const { idsOf, one } = await cases();
    expect(await idsOf({}, assessor)).toHaveLength(3);
    expect(await idsOf({}, stranger)).toEqual([]);
    await expect(one(played, stranger)).rejects.toThrow('There is no case with that id.');
  });
});

describe('rehabCase', () => {
  it('says all that the case knows', async () => {
    const { one } = await cases();
    expect(await one(played)).toMatchObject({
      id: played,
      inmateId,
      status: 'COMPLETED',
      providerUnitIds: [agency.unitId],
      admission: {
        decreeNumber: 'W13.PAS.PAS7-812',
        decreeDate: '2024-11-09',
        decidedBy: karutan.staffId,
        templateCode: 'SEDANG_30',
        phases: ['INDUCTION', 'PRIMARY', 'RE_ENTRY'],
      },
      sessions: [1, 2, 3].map(() => ({ status: 'HELD', outcome: 'ATTENDED' })),
      completion: { completedOn: '2024-12-10', plannedSessions: 3, attendedSessions: 3, completedBy: karutan.staffId },
      certificate: { ...certificate(), ...certified },
      revokedCertificates: [],
    });
  });
});

describe('caseList', () => {
  it('knows to which unit an inmate is transferred, and counts days in the zone of the unit that took the case over', async () => {
    const its = await unit();
    const other = 'RUTAN-JAYAPURA';
    const stream = `rehabcase-${played}`;
    const session = noted(5, { status: 'SCHEDULED', startsAt: '2024-12-08T15:30:00.000Z' }); // 9 December there
    await its.log.write(stream, clerk, ...HISTORIES.IN_PROGRAMME, session, transferNoted(other));
    const read = (by = clerk) => asking(its).list({ on: '2024-12-16' }, by);
    const theirs = { ...clerk, unitId: other };
    const [pending] = await read(theirs);
    expect(pending).toMatchObject({ unitId: clerk.unitId, transferToUnitId: other });
    expect(await read()).toEqual([pending]);
    expect(pending).toMatchObject({ nextDue: { what: 'SESSION', on: '2024-12-08' } });
    const takenOver = { subject, fromUnitId: clerk.unitId, takenOverOn: '2024-12-15', records: [] };
    const of = factOn(`inmate-${inmateId}`);
    await its.log.write(stream, theirs, { type: 'RehabCaseTakenOver', data: { ...takenOver, of } });
    expect(await read()).toEqual([]);
    const [theirsNow] = await read(theirs);
    expect(theirsNow).toMatchObject({ unitId: other, nextDue: { what: 'SESSION', on: '2024-12-09' } });
    expect(theirsNow).not.toHaveProperty('transferToUnitId');
  });

  it('is due by the deadline of a consent that was withdrawn, while the case is open', async () => {
    const its = await unit();
    const deadline = { rule: 'R-2.1', ruleVersion: 1, dueAt: '2024-12-05T16:59:59.999Z' };
    const data = { consentId, status: 'WITHDRAWN', deadline, of: factOn(`consent-${consentId}`) } as const;
    await its.log.write(`rehabcase-${played}`, clerk, ...HISTORIES.IN_PROGRAMME, { type: 'CaseConsentNoted', data });
    await its.log.write(
      `rehabcase-${others.due}`,
      clerk,
      ...HISTORIES.IN_PROGRAMME,
      { type: 'CaseConsentNoted', data },
      { type: 'RehabCaseExited', data: { exit: 'CONSENT_WITHDRAWN', exitedOn: '2024-12-05' } },
    );
    const models = await its.log.models(caseList);
    expect(await models.one(caseList, readerOf(clerk), played)).toMatchObject({
      nextDue: { what: 'CONSENT_WITHDRAWN', on: '2024-12-05' },
      nextDueOn: '2024-12-05',
    });
    expect(await models.one(caseList, readerOf(clerk), others.due)).not.toHaveProperty('nextDue');
  });

  it('keeps the state that commands are decided by', async () => {
    const its = await unit();
    await its.log.write(`rehabcase-${played}`, clerk, ...HISTORIES.CLOSED);
    const models = await its.log.models(caseList);
    const document = await models.one(caseList, readerOf(clerk), played);
    expect(document?.state).toEqual(given(...HISTORIES.CLOSED).state);
    expect(document).toMatchObject({ open: false, closedOn: '2024-12-12', since: '2024-12-12' });
  });

  it('stays in the zone of its unit when it is told of what happened in another', () => {
    const projected = (event: Past, revision: number, zone: string) => {
      const { metadata, ...rest } = recorded(event, revision);
      return { ...rest, stream: `rehabcase-${played}`, position: '1', metadata: { ...metadata, zone } };
    };
    const fold = (document: CaseDocument | null, event: ReturnType<typeof projected>): CaseDocument | null => {
      const next = caseList.fold(document, event, played);
      return typeof next === 'symbol' ? null : next;
    };
    const open = fold(null, projected(opened, 0, 'Asia/Jayapura'));
    expect(fold(open, projected(advanced('SCREENED'), 1, 'Asia/Jakarta'))).toMatchObject({ zone: 'Asia/Jayapura' });
  });

  it('stays since when it was when a milestone is only corrected, and moves when it is set back', async () => {
    const its = await unit();
    const correction = advanced('SCREENED', { riskBand: 'LOW' });
    const of = factOn(`screening-${subject}`);
    const back = { type: 'RehabCaseSetBack', data: { annulled: note(1).sessionId, of } } as const;
    await its.log.write(`rehabcase-${played}`, clerk, ...HISTORIES.SCREENED, correction);
    const before = await (await its.log.models(caseList)).one(caseList, readerOf(clerk), played);
    expect(before).toMatchObject({ status: 'SCREENED', riskBand: 'LOW', since: '2024-12-16' });
    await its.log.write(`rehabcase-${played}`, clerk, back);
    const after = await (await its.log.models(caseList)).one(caseList, readerOf(clerk), played);
    expect(after).toMatchObject({ status: 'SCREENING_DUE', since: '2024-11-02' });
    expect(after).not.toHaveProperty('riskBand');
  });
});
