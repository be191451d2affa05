import { id } from '#kernel';
import { pastOf } from '#kernel/given-for-specs';
import type { AssessmentEvent } from '#contracts/rehabilitation/assessment.events';
import type { CaseEvent } from '#contracts/rehabilitation/case.events';
import type { ScreeningEvent } from '#contracts/rehabilitation/screening.events';
import { agency, factOn, inmateId, karutan, subject } from '../facts-for-specs.js';
import { definitions } from '../people-for-specs.js';
import { assessed, recommended, screened } from '../results-for-specs.js';

export const providerUnitIds = [agency.unitId];
export const OTHER = 'LAPAS-PURWOKERTO';
export const caseIdOf = (n: number): string => id('spec', 'case', n);

export type ProgrammeEvent = CaseEvent | ScreeningEvent | AssessmentEvent;
type Screened = Extract<ScreeningEvent, { type: 'InmateScreened' }>;
type Recommended = Extract<AssessmentEvent, { type: 'PlacementRecommended' }>;

const usual = { subject, inmateId, templateCode: 'SEDANG_30', phases: ['PRIMARY'], number: 'S/1', providerUnitIds };
const past = pastOf<ProgrammeEvent>(definitions, { ...usual, basis: [factOn(`inmate-${inmateId}`)] });

export const happenings = {
  opened: (openedOn: string) => past({}, 'RehabCaseOpened', { openedOn }),
  screened: (screenedOn: string, riskBand: Screened['data']['riskBand'] = 'HIGH'): Screened => ({
    type: 'InmateScreened',
    data: screened({ caseId: caseIdOf(1), screenedOn, riskBand }),
  }),
  educated: (givenOn: string, caseId: string) => past({}, 'BriefEducationGiven', { caseId, givenOn }),
  assessed: (completedOn: string, caseId: string) => past({}, 'AssessmentCompleted', assessed({ completedOn, caseId })),
  recommended: (
    recommendedOn: string,
    caseId: string,
    recommendation: Recommended['data']['recommendation'] = 'ELIGIBLE',
  ): Recommended => ({ type: 'PlacementRecommended', data: recommended({ recommendedOn, caseId, recommendation }) }),
  admitted: (admittedOn: string) =>
    past({}, 'InmateAdmittedToRehab', { decreeDate: admittedOn, admittedOn, plannedEndOn: admittedOn }),
  suspended: (suspendedOn: string) => past({}, 'RehabSuspended', { suspendedOn }),
  resumed: (resumedOn: string) => past({}, 'RehabResumed', { resumedOn }),
  completed: (completedOn: string) =>
    past({}, 'RehabCompleted', { completedOn, plannedSessions: 5, attendedSessions: 5 }),
  discontinued: (discontinuedOn: string, category: 'PERSONAL' | 'MOTIVATION') =>
    past({}, 'RehabDiscontinued', { category, discontinuedOn }),
  exited: (exitedOn: string, exit: 'RELEASED' | 'TRANSFERRED') => past({}, 'RehabCaseExited', { exit, exitedOn }),
  certified: (issuedOn: string, number = 'S/1') => past({}, 'CertificateIssued', { number, issuedOn }),
  revoked: (revokedOn: string) => past({}, 'CertificateRevoked', { revokedOn }),
  takenOver: (takenOverOn: string) =>
    past({}, 'RehabCaseTakenOver', { fromUnitId: karutan.unitId, takenOverOn, records: [] }),
  seated: (n: number, day: string, outcome?: Extract<CaseEvent, { type: 'CaseSessionNoted' }>['data']['outcome']) =>
    past({}, 'CaseSessionNoted', {
      sessionId: id('spec', 'session', n),
      status: outcome === undefined ? 'SCHEDULED' : 'HELD',
      startsAt: `${day}T02:00:00.000Z`,
      endsAt: `${day}T03:00:00.000Z`,
      module: 'RELAPSE',
      ...(outcome && { outcome }),
      of: factOn('session-1'),
    }),
  rescreened: (of: string, entry: Screened['data']) =>
    past({}, 'ScreeningEntryCorrected', { of, entryType: 'InmateScreened', entry, entryOn: entry.screenedOn }),
  unscreened: (of: string) => past({}, 'ScreeningEntryAnnulled', { of }),
  reconsidered: (of: string, entry: Recommended['data']) =>
    past({}, 'AssessmentEntryCorrected', {
      of,
      entryType: 'PlacementRecommended',
      entry,
      entryOn: entry.recommendedOn,
    }),
  unassessed: (of: string) => past({}, 'AssessmentEntryAnnulled', { of }),
};
