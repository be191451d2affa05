import { id } from '#kernel';
import type { AssessmentEvent } from '#contracts/rehabilitation/assessment.events';
import type { CaseEvent } from '#contracts/rehabilitation/case.events';
import type { ScreeningEvent } from '#contracts/rehabilitation/screening.events';
import { agency, assessor, factOn, inmateId, karutan, nurse, subject } from '../facts-for-specs.js';
import { assessed, recommended, screened } from '../results-for-specs.js';

const basis = [factOn(`inmate-${inmateId}`)];
export const providerUnitIds = [agency.unitId];
/** The unit that takes cases over. */
export const OTHER = 'LAPAS-PURWOKERTO';
export const caseIdOf = (n: number): string => id('spec', 'case', n);

export type ProgrammeEvent = CaseEvent | ScreeningEvent | AssessmentEvent;
type Screened = Extract<ScreeningEvent, { type: 'InmateScreened' }>;
type Recommended = Extract<AssessmentEvent, { type: 'PlacementRecommended' }>;

/** What happens to a case, each on a day. */
export const happenings = {
  opened: (openedOn: string): ProgrammeEvent => ({
    type: 'RehabCaseOpened',
    data: { subject, inmateId, episode: 1, openedOn, basis },
  }),
  screened: (screenedOn: string, riskBand: Screened['data']['riskBand'] = 'HIGH'): Screened => ({
    type: 'InmateScreened',
    data: screened({ caseId: caseIdOf(1), screenedOn, riskBand }),
  }),
  educated: (givenOn: string, caseId: string): ProgrammeEvent => ({
    type: 'BriefEducationGiven',
    data: { subject, caseId, topics: ['LAW'], givenOn, givenBy: nurse.staffId, basis },
  }),
  assessed: (completedOn: string, caseId: string): ProgrammeEvent => ({
    type: 'AssessmentCompleted',
    data: assessed({ completedOn, caseId }),
  }),
  recommended: (
    recommendedOn: string,
    caseId: string,
    recommendation: Recommended['data']['recommendation'] = 'ELIGIBLE',
  ): Recommended => ({
    type: 'PlacementRecommended',
    data: recommended({ recommendedOn, caseId, recommendation }),
  }),
  admitted: (admittedOn: string): ProgrammeEvent => ({
    type: 'InmateAdmittedToRehab',
    data: {
      subject,
      inmateId,
      decreeNumber: 'SK/1',
      decreeDate: admittedOn,
      admittedOn,
      assessmentId: id('spec', 'assessment'),
      templateId: id('spec', 'template'),
      templateCode: 'SEDANG_30',
      phases: ['PRIMARY'],
      plannedEndOn: admittedOn,
      medicalRecordSha256: 'a'.repeat(64),
      decidedBy: karutan.staffId,
      providerUnitIds,
      basis,
    },
  }),
  suspended: (suspendedOn: string): ProgrammeEvent => ({
    type: 'RehabSuspended',
    data: { subject, ground: 'COURT', suspendedOn, providerUnitIds },
  }),
  resumed: (resumedOn: string): ProgrammeEvent => ({ type: 'RehabResumed', data: { resumedOn, providerUnitIds } }),
  completed: (completedOn: string): ProgrammeEvent => ({
    type: 'RehabCompleted',
    data: {
      completedOn,
      plannedSessions: 5,
      attendedSessions: 5,
      completedBy: karutan.staffId,
      providerUnitIds,
      basis,
    },
  }),
  discontinued: (discontinuedOn: string, category: 'PERSONAL' | 'MOTIVATION'): ProgrammeEvent => ({
    type: 'RehabDiscontinued',
    data: {
      subject,
      category,
      reasonCode: category === 'PERSONAL' ? 'ILL' : 'REFUSED',
      discontinuedOn,
      providerUnitIds,
    },
  }),
  exited: (exitedOn: string, exit: 'RELEASED' | 'TRANSFERRED'): ProgrammeEvent => ({
    type: 'RehabCaseExited',
    data: { exit, exitedOn, basis },
  }),
  certified: (issuedOn: string, number = 'S/1'): ProgrammeEvent => ({
    type: 'CertificateIssued',
    data: {
      subject,
      number,
      templateId: id('spec', 'template'),
      templateCode: 'SEDANG_30',
      documentSha256: 'c'.repeat(64),
      issuedOn,
      issuedBy: karutan.staffId,
      providerUnitIds,
    },
  }),
  revoked: (revokedOn: string): ProgrammeEvent => ({
    type: 'CertificateRevoked',
    data: {
      subject,
      certificateId: id('spec', 'certificate'),
      revokedOn,
      reasonCode: 'NUMBER_WRONG',
      revokedBy: karutan.staffId,
    },
  }),
  takenOver: (takenOverOn: string): ProgrammeEvent => ({
    type: 'RehabCaseTakenOver',
    data: { subject, fromUnitId: karutan.unitId, takenOverOn, records: [], of: factOn(`inmate-${inmateId}`) },
  }),
  seated: (
    n: number,
    day: string,
    outcome?: Extract<CaseEvent, { type: 'CaseSessionNoted' }>['data']['outcome'],
  ): ProgrammeEvent => ({
    type: 'CaseSessionNoted',
    data: {
      sessionId: id('spec', 'session', n),
      status: outcome === undefined ? 'SCHEDULED' : 'HELD',
      startsAt: `${day}T02:00:00.000Z`,
      endsAt: `${day}T03:00:00.000Z`,
      module: 'RELAPSE',
      ...(outcome && { outcome }),
      of: factOn('session-1'),
    },
  }),
  rescreened: (of: string, entry: Screened['data']): ProgrammeEvent => ({
    type: 'ScreeningEntryCorrected',
    data: { of, reasonCode: 'WRITTEN_WRONGLY', entryType: 'InmateScreened', entry, entryOn: entry.screenedOn },
  }),
  unscreened: (of: string): ProgrammeEvent => ({
    type: 'ScreeningEntryAnnulled',
    data: { of, reasonCode: 'DID_NOT_HAPPEN', approvedBy: assessor.staffId },
  }),
  reconsidered: (of: string, entry: Recommended['data']): ProgrammeEvent => ({
    type: 'AssessmentEntryCorrected',
    data: {
      of,
      reasonCode: 'WRITTEN_WRONGLY',
      entryType: 'PlacementRecommended',
      entry,
      entryOn: entry.recommendedOn,
    },
  }),
  unassessed: (of: string): ProgrammeEvent => ({
    type: 'AssessmentEntryAnnulled',
    data: { of, reasonCode: 'DID_NOT_HAPPEN', approvedBy: assessor.staffId },
  }),
};
