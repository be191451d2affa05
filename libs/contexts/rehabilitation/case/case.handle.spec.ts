import { id } from '#kernel';
import { caseIdOf } from '#contracts/rehabilitation/open-cases';
import { readerOf } from '#platform/for-specs';
import { agency, clerk, inmateId, inmateThere, karutan, nurse } from '../facts-for-specs.js';
import { admission, certificate, HISTORIES } from './case-for-specs.js';
import { playToCertificate, unit } from './case-played-for-specs.js';
import { recordsOf, streams } from './records-for-specs.js';
import { currentCase } from '../open-case.handle.js';

const caseId = caseIdOf(inmateId, 1);
const stream = `rehabcase-${caseId}`;
const opening = { inmateId, openedOn: '2024-11-02' };
const other = id('spec', 'other inmate');
const scope = [{ service: 'SOCIAL_REHABILITATION', unitIds: [karutan.unitId] }];
const term = { effectiveOn: '2024-11-01', endsOn: '2027-10-31', runningCasesMayFinish: true };
const party = (unitId: string) => ({
  partyId: id('spec', unitId),
  institution: unitId,
  unitId,
  address: 'Jalan Contoh 1',
  signatory: { office: 'Kepala', staffId: karutan.staffId },
});
/** An agreement under which the agency serves the unit. */
const agreed = [
  {
    type: 'AgreementProposed',
    data: {
      kind: 'NOTA_KESEPAHAMAN',
      title: 'Rehabilitasi',
      parties: [party(karutan.unitId), party(agency.unitId)],
      scope,
      term,
      clauses: [],
      proposedBy: karutan.staffId,
      termsVersion: 1,
    },
  },
  {
    type: 'MoUSigned',
    data: {
      number: 'NK/1/2024',
      textSha256: 'a'.repeat(64),
      signedOn: '2024-10-20',
      ...term,
      scope,
      partyUnitIds: [karutan.unitId, agency.unitId],
    },
  },
];

describe('A case', () => {
  it('goes from its opening to a certificate, and to its closing', async () => {
    const its = await unit();
    expect(await playToCertificate(its)).toBe(caseId);
    await its.happen(streams(caseId).aftercare, recordsOf(caseId).aftercare);
    expect(await its.follow()).toEqual([]);
    await its.send({ type: 'CloseCase', data: { closedOn: '2024-12-15', reasonCode: 'AFTERCARE_DECLINED' } });
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
    await its.send({ type: 'AdmitToRehab', data: admission }, karutan);
    await its.happen(plan, records.drafted, records.approved);
    await its.follow();
    await its.send({ type: 'ChangePhase', data: { phase: 'INDUCTION', changedOn: '2024-11-11' } });
    await its.happen(session(1), records.scheduled(1), records.held(1));
    await its.happen(session(2), records.scheduled(2), records.held(2, 'ABSENT_UNACCEPTABLE'));
    await its.happen(session(3), records.scheduled(3));
    await its.happen(evaluation, records.evaluated);
    await its.follow();
    const complete = () => its.send({ type: 'CompleteRehab', data: { completedOn: '2024-12-10' } }, karutan);
    await expect(complete()).rejects.toMatchObject({ code: 'dosage-too-low', problems: ['1 of 3 sessions'] });
    await its.happen(session(2), {
      type: 'SessionAttendanceAmended',
      data: {
        ...records.held(2).data.roster[0],
        reason: 'Misread.',
        amendedOn: '2024-12-01',
        amendedBy: nurse.staffId,
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
      its.send({ type: 'IssueCertificate', data: certificate(number, '2024-12-12') }, karutan);
    await its.send(
      { type: 'RevokeCertificate', data: { revokedOn: '2024-12-12', reasonCode: 'NUMBER_WRONG' } },
      karutan,
    );
    await expect(issue('SERT/1/2024')).rejects.toMatchObject({ code: 'certificate-number-revoked' });
    const second = caseIdOf(other, 1);
    await its.log.write(`rehabcase-${second}`, clerk, ...HISTORIES.COMPLETED);
    const issuing = { type: 'IssueCertificate', data: certificate('sert/7/2024', '2024-12-12') } as const;
    await its.send(issuing, karutan, second);
    await expect(issue('SERT/7/2024')).rejects.toMatchObject({ code: 'certificate-number-taken' });
    await issue('SERT/8/2024');
    const [last] = (await its.log.events()).filter((event) => event.stream === stream).slice(-1);
    const [opened] = await its.log.records.open(readerOf(karutan), 'case', [last?.data ?? {}]);
    expect(opened).toMatchObject({ number: 'SERT/8/2024', templateCode: 'SEDANG_30' });
    expect(JSON.stringify(await its.log.events())).not.toContain('SERT/');
  });

  it('issues a certificate once, by the number that is sealed, and no other beside it (R-3.10)', async () => {
    const its = await unit();
    await playToCertificate(its);
    const before = await its.typesOf(stream);
    const issue = (number: string) => its.send({ type: 'IssueCertificate', data: certificate(number) }, karutan);
    await issue('sert/1/2024');
    expect(await its.typesOf(stream)).toEqual(before);
    await expect(issue('SERT/2/2024')).rejects.toMatchObject({ code: 'certificate-already-issued' });
  });

  it('rests on the agreement under which an agency serves it, and on the law otherwise (D1)', async () => {
    const its = await unit();
    await its.open(opening);
    const { screened, started, assessed, recommended } = recordsOf(caseId);
    await its.happen(streams(caseId).screening, screened);
    await its.happen(streams(caseId).assessment, started, assessed, recommended);
    await its.follow();
    await its.log.write(`agreement-${agency.agreementId}`, karutan, ...agreed);
    await its.send({ type: 'AdmitToRehab', data: { ...admission, provider: agency } }, karutan);
    const events = await its.log.engine.store.read(stream);
    const basisOf = (of: string) => (events.find(({ type }) => type === of)?.metadata as { about: object[] }).about;
    const { subject } = inmateThere().presence;
    expect(basisOf('InmateAdmittedToRehab')).toEqual([{ subject, caseId, legalBasis: 'AGREEMENT' }]);
    expect(basisOf('RehabCaseOpened')).toEqual([{ subject, caseId, legalBasis: 'LEGAL_DUTY' }]);
  });

  it('finds no admission on an assessment or a template that does not exist', async () => {
    const its = await unit();
    await its.open(opening);
    const records = recordsOf(caseId);
    await its.happen(streams(caseId).screening, records.screened);
    const { started, assessed, recommended } = records;
    await its.happen(streams(caseId).assessment, started, assessed, recommended);
    await its.follow();
    const admit = (data: object) => its.send({ type: 'AdmitToRehab', data: { ...admission, ...data } }, karutan);
    await expect(admit({ assessmentId: other })).rejects.toThrow('There is no assessment with that id.');
    await expect(admit({ templateId: other })).rejects.toThrow('There is no programme template with that id.');
    await expect(admit({ provider: agency })).rejects.toMatchObject({ code: 'unknown-agreement' });
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
    const correction = { of, reasonCode: 'WRITTEN_WRONGLY', entryType: 'PlacementRecommended', entry };
    await its.happen(streams(caseId).assessment, { type: 'AssessmentEntryCorrected', data: correction });
    await expect(its.send({ type: 'AdmitToRehab', data: admission }, karutan)).rejects.toMatchObject({
      code: 'not-eligible',
    });
    await its.follow();
    const { case: now } = await currentCase(its.log.engine, inmateId);
    expect(now).toMatchObject({ status: 'RECOMMENDED', recommendation: { outcome: 'NOT_ELIGIBLE' } });
  });
});
