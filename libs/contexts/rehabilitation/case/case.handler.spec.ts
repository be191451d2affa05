import { id } from '#kernel';
import { agency, assessor, clerk, inmateId, karutan, nurse } from '../facts-for-specs.js';
import { admission, deputy, HISTORIES } from './case-for-specs.js';
import { playToCertificate, registered, unit } from './case-played-for-specs.js';
import { recordsOf, streams } from './records-for-specs.js';
import { currentCase, caseIdOf } from './open-case.js';

const caseId = caseIdOf(inmateId, 1);
const stream = `rehabcase-${caseId}`;
const opening = { inmateId, openedOn: '2024-11-02' };
const other = id('spec', 'other inmate');

describe('A case', () => {
  it('goes from its opening to a certificate, and to its closing', async () => {
    const its = await unit();
    expect(await playToCertificate(its)).toBe(caseId);
    await its.happen(streams(caseId).aftercare, recordsOf(caseId).aftercare);
    expect(await its.follow()).toEqual([]);
    await its.tell({ type: 'CloseCase', data: { closedOn: '2024-12-15', reasonCode: 'AFTERCARE_DECLINED' } });
    expect(await its.typesOf(stream)).toEqual([
      'RehabCaseOpened',
      ...Array<string>(4).fill('RehabCaseAdvanced'),
      'InmateAdmittedToRehab',
      'CounsellorAssigned',
      'RehabCaseAdvanced',
      'RehabPhaseChanged',
      'RehabSuspended',
      'RehabResumed',
      'RehabPhaseChanged',
      ...Array<string>(6).fill('CaseSessionNoted'),
      'RehabCaseAdvanced',
      'RehabCompleted',
      'CertificateIssued',
      'RehabCaseAdvanced',
      'RehabCaseClosed',
    ]);
  });

  it('cites on admission and completion what they rest on, and names its inmate and itself (D1, D12)', async () => {
    const its = await unit();
    await playToCertificate(its);
    const events = await its.log.engine.store.read(stream);
    const basisOf = (type: string) =>
      (events.find((event) => event.type === type)?.data as { basis: { stream: string }[] }).basis.map(
        (fact) => fact.stream.split('-')[0],
      );
    expect(basisOf('InmateAdmittedToRehab')).toEqual(['inmate', 'assessment', 'programmetemplate']);
    expect(basisOf('RehabCompleted')).toEqual(['programmetemplate', 'plan', 'evaluation']);
    for (const { metadata } of events) expect(metadata).toMatchObject({ about: [{ caseId }] });
  });

  it('is told nothing anew by a log that its policies read again', async () => {
    const its = await unit();
    await playToCertificate(its);
    const before = (await its.log.events()).length;
    await its.follow();
    expect(await its.log.events()).toHaveLength(before);
  });

  it('is completed by what its records hold, and not before (R-3.9)', async () => {
    const its = await unit();
    await its.open(opening);
    const records = recordsOf(caseId);
    const { screening, assessment, plan, session, evaluation } = streams(caseId);
    await its.happen(screening, records.screened);
    await its.happen(assessment, records.started, records.assessed, records.recommended);
    await its.follow();
    await its.tell({ type: 'AdmitToRehab', data: admission }, karutan);
    await its.happen(plan, records.drafted, records.approved);
    await its.follow();
    await its.tell({ type: 'ChangePhase', data: { phase: 'INDUCTION', changedOn: '2024-11-11' } });
    await its.happen(session(1), records.scheduled(1), records.held(1));
    await its.happen(session(2), records.scheduled(2), records.held(2, 'ABSENT_UNACCEPTABLE'));
    await its.happen(session(3), records.scheduled(3));
    await its.happen(evaluation, records.evaluated);
    await its.follow();
    const complete = () => its.tell({ type: 'CompleteRehab', data: { completedOn: '2024-12-10' } }, karutan);
    await expect(complete()).rejects.toMatchObject({ code: 'dosage-too-low', problems: ['1 of 3 sessions'] });
    await its.happen(session(2), {
      type: 'SessionAttendanceAmended',
      data: {
        ...records.held(2).data.roster[0],
        reason: 'Misread.',
        amendedOn: '2024-12-01',
        amendedBy: nurse.id,
        late: false,
      },
    });
    await its.happen(session(3), records.held(3, 'ATTENDED_LATE'));
    await its.follow();
    await expect(complete()).rejects.toMatchObject({ code: 'no-post-measure' });
    await its.happen(evaluation, records.measured);
    await complete();
    expect((await its.typesOf(stream)).at(-1)).toBe('RehabCompleted');
  });

  it('gives a certificate number to one case of the unit, and never a revoked one again (R-3.10)', async () => {
    const its = await unit();
    await playToCertificate(its);
    const issue = (number: string) =>
      its.tell({ type: 'IssueCertificate', data: { number, issuedOn: '2024-12-12' } }, karutan);
    await its.tell(
      { type: 'RevokeCertificate', data: { revokedOn: '2024-12-12', reasonCode: 'NUMBER_WRONG' } },
      karutan,
    );
    await expect(issue('SERT/1/2024')).rejects.toMatchObject({ code: 'certificate-number-revoked' });
    const second = caseIdOf(other, 1);
    await its.log.write(`rehabcase-${second}`, clerk, ...HISTORIES.COMPLETED);
    const issuing = { type: 'IssueCertificate', data: { number: 'sert/7/2024', issuedOn: '2024-12-12' } } as const;
    await its.tell(issuing, karutan, second);
    await expect(issue('SERT/7/2024')).rejects.toMatchObject({ code: 'certificate-number-taken' });
    await issue('SERT/8/2024');
    const [number] = (await its.log.engine.store.read(stream))
      .slice(-1)
      .map(({ data }) => (data as { number: string }).number);
    expect(number).toBe('SERT/8/2024');
  });

  it('finds no admission on an assessment or a template that does not exist', async () => {
    const its = await unit();
    await its.open(opening);
    const records = recordsOf(caseId);
    await its.happen(streams(caseId).screening, records.screened);
    const { started, assessed, recommended } = records;
    await its.happen(streams(caseId).assessment, started, assessed, recommended);
    await its.follow();
    const admit = (data: object) => its.tell({ type: 'AdmitToRehab', data: { ...admission, ...data } }, karutan);
    await expect(admit({ assessmentId: other })).rejects.toThrow('There is no assessment with that id.');
    await expect(admit({ templateId: other })).rejects.toThrow('There is no programme template with that id.');
    await expect(admit({ provider: agency })).rejects.toMatchObject({ code: 'no-agreement-in-force' });
  });

  it('rests on what the assessment says now, also when its correction has not reached the case', async () => {
    const its = await unit();
    await its.open(opening);
    const { screened, started, assessed, recommended } = recordsOf(caseId);
    await its.happen(streams(caseId).screening, screened);
    await its.happen(streams(caseId).assessment, started, assessed, recommended);
    await its.follow();
    const of = await its.log.lastEntryOf(streams(caseId).assessment);
    const entry = { ...recommended.data, recommendation: 'NOT_ELIGIBLE' };
    const correction = { of, reasonCode: 'WRITTEN_WRONGLY', entryVersion: 1, entry };
    await its.happen(streams(caseId).assessment, { type: 'AssessmentEntryCorrected', data: correction });
    await expect(its.tell({ type: 'AdmitToRehab', data: admission }, karutan)).rejects.toMatchObject({
      code: 'not-eligible',
    });
    await its.follow();
    const { case: now } = await currentCase(its.log.engine, inmateId);
    expect(now).toMatchObject({ status: 'RECOMMENDED', recommendation: { outcome: 'NOT_ELIGIBLE' } });
  });
});

describe('OpenCase', () => {
  it('opens one case, and answers it when it is open already', async () => {
    const { open, typesOf } = await unit();
    expect(await open(opening)).toMatchObject({ id: caseId, revision: 0 });
    expect(await open({ inmateId, openedOn: '2024-11-05' }, nurse)).toMatchObject({ id: caseId, revision: 0 });
    expect(await typesOf(stream)).toEqual(['RehabCaseOpened']);
  });

  it('opens one case when two ask at once', async () => {
    const { open, log } = await unit();
    const told = await Promise.all([open(opening), open(opening, nurse), open(opening)]);
    expect(new Set(told.map((one) => one.id))).toEqual(new Set([caseId]));
    expect((await log.events()).filter(({ type }) => type === 'RehabCaseOpened')).toHaveLength(1);
  });

  it('opens the next episode after a case was closed, and a repeat opens nothing', async () => {
    const { open, tell, typesOf } = await unit();
    const commandId = id('spec', 'command');
    const body = {};
    await open(opening, clerk, { commandId, body });
    await tell({ type: 'CloseCase', data: { closedOn: '2024-11-03', reasonCode: 'SCREENING_REFUSED' } });
    expect(await open(opening, clerk, { commandId, body })).toMatchObject({ id: caseId, replayed: true });
    const second = caseIdOf(inmateId, 2);
    expect(await open({ inmateId, openedOn: '2024-11-04' })).toMatchObject({ id: second, revision: 0 });
    const note = 'Wants to go on.';
    const reopening = { type: 'ReopenCase', data: { reopenedOn: '2024-11-05', reasonCode: 'RETURNED', note } } as const;
    await expect(tell(reopening, deputy)).rejects.toMatchObject({ code: 'later-episode-exists' });
    expect(await typesOf(`rehabcase-${second}`)).toEqual(['RehabCaseOpened']);
  });

  it('reopens the latest episode', async () => {
    const { open, tell, typesOf } = await unit();
    await open(opening);
    await tell({ type: 'CloseCase', data: { closedOn: '2024-11-03', reasonCode: 'SCREENING_REFUSED' } });
    const note = 'He has changed his mind.';
    await tell({ type: 'ReopenCase', data: { reopenedOn: '2024-11-05', reasonCode: 'RETURNED', note } }, karutan);
    expect((await typesOf(stream)).at(-1)).toBe('RehabCaseReopened');
    expect(await open({ inmateId, openedOn: '2024-11-06' })).toMatchObject({ id: caseId });
  });

  it('waits until a case that was left is closed (R-3.11)', async () => {
    const { open, tell, log } = await unit();
    await open(opening);
    const release = {
      type: 'InmateReleased',
      data: { subject: id('spec', 'subject'), releaseKind: 'PAROLE', releasedOn: '2024-11-10' },
    };
    await log.write(`inmate-${inmateId}`, clerk, release);
    await tell({ type: 'ExitCase', data: { exit: 'RELEASED', exitedOn: '2024-11-10' } });
    await expect(open({ inmateId, openedOn: '2024-11-09' })).rejects.toMatchObject({ code: 'case-was-left' });
  });

  it('is of somebody whom the unit holds on that day (R-1.2)', async () => {
    const { open, log } = await unit();
    await expect(open({ inmateId: other, openedOn: '2024-11-02' })).rejects.toThrow('There is no inmate with that id.');
    await expect(open({ inmateId, openedOn: '2024-10-31' })).rejects.toMatchObject({ code: 'before-registration' });
    await expect(open({ inmateId, openedOn: '2024-12-17' })).rejects.toMatchObject({ code: 'day-in-future' });
    await expect(open(opening, clerk, { unitId: 'RUTAN-PURBALINGGA' })).rejects.toMatchObject({
      code: 'inmate-of-another-unit',
    });
    await expect(open(opening, assessor)).rejects.toMatchObject({ code: 'outside-your-unit' });
    await log.write(`inmate-${other}`, clerk, registered(other));
    await expect(open({ ...opening, provider: agency })).rejects.toMatchObject({ code: 'no-agreement-in-force' });
  });
});
