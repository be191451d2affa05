import { type AnyEvent, foldAll, id, type Projected } from '#kernel';
import { recorded } from '#kernel/given';
import type { AssessmentEvent } from '#contracts/rehabilitation/assessment.events';
import type { CaseEvent } from '#contracts/rehabilitation/case.events';
import type { ScreeningEvent } from '#contracts/rehabilitation/screening.events';
import { agency, assessor, factOn, inmateId, karutan, nurse, subject } from '../facts-for-specs.js';
import { type FiguresDocument, programmeFigures } from './programme-figures.projection.js';

const basis = [factOn(`inmate-${inmateId}`)];
const providerUnitIds = [agency.unitId];
export const caseIdOf = (n: number): string => id('spec', 'case', n);

type ProgrammeEvent = CaseEvent | ScreeningEvent | AssessmentEvent;
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
    data: {
      subject,
      instrument: 'WHO_ASSIST',
      instrumentVersion: '3.1',
      cutoffSet: 'who',
      referencePeriod: 'LAST_3_MONTHS',
      interviewerId: nurse.id,
      screenedOn,
      riskBand,
      answers: [{ item: 'q1', answer: 3 }],
      scores: [{ scale: 'AMPHETAMINE', score: 30 }],
    },
  }),
  educated: (givenOn: string, caseId: string): ProgrammeEvent => ({
    type: 'BriefEducationGiven',
    data: { subject, caseId, topics: ['LAW'], givenOn, givenBy: nurse.id },
  }),
  assessed: (completedOn: string, caseId: string): ProgrammeEvent => ({
    type: 'AssessmentCompleted',
    data: {
      subject,
      caseId,
      instrument: 'ASI',
      instrumentVersion: '5',
      cutoffSet: 'asi',
      completedOn,
      severities: [],
      suggestedDays: 30,
      provider: agency,
      basis,
    },
  }),
  recommended: (
    recommendedOn: string,
    caseId: string,
    recommendation: Recommended['data']['recommendation'] = 'ELIGIBLE',
  ): Recommended => ({
    type: 'PlacementRecommended',
    data: {
      subject,
      caseId,
      recommendation,
      recommendedOn,
      team: [{ role: 'DOCTOR', staffId: nurse.id }],
      provider: agency,
      basis,
    },
  }),
  admitted: (admittedOn: string): ProgrammeEvent => ({
    type: 'InmateAdmittedToRehab',
    data: {
      subject,
      inmateId,
      decree: { number: 'SK/1', date: admittedOn },
      admittedOn,
      assessmentId: id('spec', 'assessment'),
      templateId: id('spec', 'template'),
      templateCode: 'SEDANG-30',
      phases: ['PRIMARY'],
      plannedEndOn: admittedOn,
      medicalRecordSha256: 'a'.repeat(64),
      decidedBy: karutan.id,
      providerUnitIds,
      basis,
    },
  }),
  suspended: (suspendedOn: string): ProgrammeEvent => ({
    type: 'RehabSuspended',
    data: { ground: 'COURT', suspendedOn, providerUnitIds },
  }),
  resumed: (resumedOn: string): ProgrammeEvent => ({ type: 'RehabResumed', data: { resumedOn, providerUnitIds } }),
  completed: (completedOn: string): ProgrammeEvent => ({
    type: 'RehabCompleted',
    data: { completedOn, plannedSessions: 5, attendedSessions: 5, completedBy: karutan.id, providerUnitIds, basis },
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
    data: { number, issuedOn, issuedBy: karutan.id, providerUnitIds },
  }),
  revoked: (revokedOn: string, number = 'S/1'): ProgrammeEvent => ({
    type: 'CertificateRevoked',
    data: { number, revokedOn, reasonCode: 'NUMBER_WRONG', revokedBy: karutan.id },
  }),
  seated: (
    n: number,
    day: string,
    outcome?: Extract<CaseEvent, { type: 'CaseSessionNoted' }>['data']['outcome'],
  ): ProgrammeEvent => ({
    type: 'CaseSessionNoted',
    data: {
      sessionId: id('spec', 'session', n),
      standing: outcome === undefined ? 'SCHEDULED' : 'HELD',
      startsAt: `${day}T02:00:00.000Z`,
      endsAt: `${day}T03:00:00.000Z`,
      module: 'RELAPSE',
      ...(outcome && { outcome }),
      of: factOn('session-1'),
    },
  }),
  rescreened: (of: string, entry: Screened['data']): ProgrammeEvent => ({
    type: 'ScreeningEntryCorrected',
    data: { of, reasonCode: 'WRITTEN_WRONGLY', entry, entryVersion: 2 },
  }),
  unscreened: (of: string): ProgrammeEvent => ({
    type: 'ScreeningEntryAnnulled',
    data: { of, reasonCode: 'DID_NOT_HAPPEN', approvedBy: assessor.id },
  }),
  reconsidered: (of: string, entry: Recommended['data']): ProgrammeEvent => ({
    type: 'AssessmentEntryCorrected',
    data: { of, reasonCode: 'WRITTEN_WRONGLY', entry, entryVersion: 1 },
  }),
  unassessed: (of: string): ProgrammeEvent => ({
    type: 'AssessmentEntryAnnulled',
    data: { of, reasonCode: 'DID_NOT_HAPPEN', approvedBy: assessor.id },
  }),
};

/** The n-th event of the m-th case. */
export const eventId = (m: number, n: number): string => id('spec', 'event', m, n);

/** What was told of a case, as projections read it: of its own stream or about it. */
export function toldOf(m: number, ...events: readonly ProgrammeEvent[]): readonly Projected<AnyEvent>[] {
  const caseId = caseIdOf(m);
  return events.map((event, n) => {
    const { metadata, ...rest } = recorded<AnyEvent>({ ...event, id: eventId(m, n) }, n);
    const [name, about] =
      /^(Screening|InmateScreened|Brief|Assessment|Placement)/.exec(event.type) === null
        ? [`rehabcase-${caseId}`, []]
        : [`screening-${id('spec', 'record', m)}`, [{ subject, caseId }]];
    return {
      ...rest,
      stream: name,
      position: String(m * 1000 + n).padStart(20, '0'),
      metadata: { ...metadata, about },
    };
  });
}

export const documentsOf = (told: readonly Projected<AnyEvent>[]): readonly FiguresDocument[] => [
  ...foldAll(programmeFigures, told as Parameters<typeof foldAll<FiguresDocument, ProgrammeFiguresEvent>>[1]).values(),
];
type ProgrammeFiguresEvent = Parameters<typeof programmeFigures.fold>[1];
