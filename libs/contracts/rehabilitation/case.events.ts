import { Type } from '@sinclair/typebox';
import { event, type EventOf } from '#kernel';
import {
  basis,
  closed,
  code,
  day,
  deadline,
  digest,
  fact,
  id,
  instant,
  narrative,
  staffId,
  text,
  unitId,
} from '../schemas.js';
import {
  ATTENDANCE_OUTCOMES,
  CASE_EXITS,
  CERTIFICATE_REVOCATIONS,
  CLOSURE_REASONS,
  DISCONTINUATION_CATEGORIES,
  DISCONTINUATION_CODES,
  MILESTONES,
  RECOMMENDATIONS,
  REOPENING_REASONS,
  RISK_BANDS,
  SUSPENSION_GROUNDS,
} from './codes.js';
import { provider } from './provider.js';

const phase = text(40);
const count = Type.Integer({ minimum: 0, maximum: 10_000 });
/** The units besides the owning one that serve the case then. */
const providerUnitIds = Type.Array(unitId, { maxItems: 50, uniqueItems: true });

/** `caseId = id('rehabcase', inmateId, episode)`: an inmate has one open case at most. */
export const RehabCaseOpened = event(
  'RehabCaseOpened',
  'LEGAL_DUTY',
  closed({
    subject: id,
    inmateId: id,
    episode: Type.Integer({ minimum: 1, maximum: 1000 }),
    openedOn: day,
    provider: Type.Optional(provider),
    basis,
  }),
);

/** Another record of the case has come so far: `by` is the id of the entry that says so, `of` the event that said it last. */
export const RehabCaseAdvanced = event(
  'RehabCaseAdvanced',
  'LEGAL_DUTY',
  closed({
    milestone: code(MILESTONES),
    by: id,
    of: fact,
    riskBand: Type.Optional(code(RISK_BANDS)),
    recommendation: Type.Optional(code(RECOMMENDATIONS)),
    templateId: Type.Optional(id),
    provider: Type.Optional(provider),
  }),
);

/** The milestone by which the case last advanced was annulled: the case is where it was before. */
export const RehabCaseSetBack = event('RehabCaseSetBack', 'LEGAL_DUTY', closed({ annulled: id, of: fact }));

/** The decree (SK) of the head of the unit by which somebody enters a programme; `deviationReason` says why another than recommended. */
export const InmateAdmittedToRehab = event(
  'InmateAdmittedToRehab',
  'LEGAL_DUTY',
  closed({
    subject: id,
    inmateId: id,
    decree: closed({ number: text(100), date: day }),
    admittedOn: day,
    assessmentId: id,
    templateId: id,
    templateCode: text(40),
    phases: Type.Array(phase, { minItems: 1, maxItems: 20 }),
    plannedEndOn: day,
    medicalRecordSha256: digest,
    decidedBy: staffId,
    deviationReason: Type.Optional(narrative(2000)),
    provider: Type.Optional(provider),
    providerUnitIds,
    basis,
  }),
);

export const CounsellorAssigned = event(
  'CounsellorAssigned',
  'LEGAL_DUTY',
  closed({ counsellorId: staffId, counsellorUnitId: unitId, assignedOn: day }),
);

export const RehabSuspended = event(
  'RehabSuspended',
  'LEGAL_DUTY',
  closed({ ground: code(SUSPENSION_GROUNDS), suspendedOn: day, of: Type.Optional(fact), providerUnitIds }),
);
export const RehabResumed = event('RehabResumed', 'LEGAL_DUTY', closed({ resumedOn: day, providerUnitIds }));

/** `skipReason`: the clinical reason why phases of the template were left out. */
export const RehabPhaseChanged = event(
  'RehabPhaseChanged',
  'LEGAL_DUTY',
  closed({ subject: id, phase, changedOn: day, skipReason: Type.Optional(narrative(2000)), providerUnitIds }),
);

/** The counts by which the minimum dosage was held to. */
export const RehabCompleted = event(
  'RehabCompleted',
  'LEGAL_DUTY',
  closed({
    completedOn: day,
    plannedSessions: count,
    attendedSessions: count,
    completedBy: staffId,
    providerUnitIds,
    basis,
  }),
);
export const RehabDiscontinued = event(
  'RehabDiscontinued',
  'LEGAL_DUTY',
  closed({
    subject: id,
    category: code(DISCONTINUATION_CATEGORIES),
    reasonCode: code(DISCONTINUATION_CODES),
    discontinuedOn: day,
    note: Type.Optional(narrative(2000)),
    providerUnitIds,
    basis: Type.Optional(basis),
  }),
);
export const RehabCaseExited = event(
  'RehabCaseExited',
  'LEGAL_DUTY',
  closed({ exit: code(CASE_EXITS), exitedOn: day, basis: Type.Optional(basis) }),
);
export const RehabCaseClosed = event(
  'RehabCaseClosed',
  'LEGAL_DUTY',
  closed({
    closedOn: day,
    reasonCode: code(CLOSURE_REASONS),
    closedBy: staffId,
    providerUnitIds,
    basis: Type.Optional(basis),
  }),
);
export const RehabCaseReopened = event(
  'RehabCaseReopened',
  'LEGAL_DUTY',
  closed({
    subject: id,
    reopenedOn: day,
    reasonCode: code(REOPENING_REASONS),
    note: narrative(2000),
    approvedBy: staffId,
  }),
);

export const CertificateIssued = event(
  'CertificateIssued',
  'LEGAL_DUTY',
  closed({ number: text(100), issuedOn: day, issuedBy: staffId, providerUnitIds }),
);
export const CertificateRevoked = event(
  'CertificateRevoked',
  'LEGAL_DUTY',
  closed({ number: text(100), revokedOn: day, reasonCode: code(CERTIFICATE_REVOCATIONS), revokedBy: staffId }),
);

/** What a session says of this case, for dosage and clashes; what is absent stays as it was noted before. */
export const CaseSessionNoted = event(
  'CaseSessionNoted',
  'LEGAL_DUTY',
  closed({
    sessionId: id,
    standing: code(['SCHEDULED', 'CANCELLED', 'HELD']),
    startsAt: Type.Optional(instant),
    endsAt: Type.Optional(instant),
    module: Type.Optional(text(40)),
    outcome: Type.Optional(code(ATTENDANCE_OUTCOMES)),
    of: fact,
  }),
);

/** Whether the consent that the case rests on still stands; what rests on it stops by the deadline. */
export const CaseConsentNoted = event(
  'CaseConsentNoted',
  'LEGAL_DUTY',
  closed({ consentId: id, standing: code(['GIVEN', 'WITHDRAWN']), deadline: Type.Optional(deadline), of: fact }),
);

export const caseEvents = [
  RehabCaseOpened,
  RehabCaseAdvanced,
  RehabCaseSetBack,
  InmateAdmittedToRehab,
  CounsellorAssigned,
  RehabSuspended,
  RehabResumed,
  RehabPhaseChanged,
  RehabCompleted,
  RehabDiscontinued,
  RehabCaseExited,
  RehabCaseClosed,
  RehabCaseReopened,
  CertificateIssued,
  CertificateRevoked,
  CaseSessionNoted,
  CaseConsentNoted,
] as const;

export type CaseEvent = EventOf<(typeof caseEvents)[number]>;
export type CaseEventData<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>['data'];
