import { Type } from '@sinclair/typebox';
import { event, type EventOf, onDay } from '#kernel';
import {
  basis,
  closed,
  code,
  day,
  digest,
  fact,
  health,
  id,
  identity,
  label,
  narrative,
  staffId,
  unitId,
} from '../schemas.js';
import {
  CASE_EXITS,
  CERTIFICATE_REVOCATIONS,
  CLOSURE_REASONS,
  DISCONTINUATION_CATEGORIES,
  DISCONTINUATION_CODES,
  REOPENING_REASONS,
  SUSPENSION_GROUNDS,
} from './codes.js';
import {
  CaseConsentNoted,
  CaseSessionNoted,
  CaseTransferNoted,
  RehabCaseAdvanced,
  RehabCaseSetBack,
  RehabCaseTakenOver,
} from './case.following.events.js';
import { provider } from './provider.js';

export * from './case.following.events.js';

const onItsDay = (name: string) => ({ legalBasis: 'LEGAL_DUTY', moment: onDay(name) }) as const;

const count = Type.Integer({ minimum: 0, maximum: 10_000 });
/** The units besides the owning one that serve the case then. */
const providerUnitIds = Type.Array(unitId, { maxItems: 50, uniqueItems: true });

/** `caseId = id('rehabcase', inmateId, episode)`: an inmate has one open case at most. */
export const RehabCaseOpened = event(
  'RehabCaseOpened',
  onItsDay('openedOn'),
  closed({
    subject: id,
    inmateId: id,
    episode: Type.Integer({ minimum: 1, maximum: 1000 }),
    openedOn: day,
    provider: Type.Optional(provider),
    basis,
  }),
);

/** The decree (SK) of the head of the unit by which somebody enters a programme; `deviationReason` says why another than recommended. */
export const InmateAdmittedToRehab = event(
  'InmateAdmittedToRehab',
  onItsDay('admittedOn'),
  closed({
    subject: id,
    inmateId: id,
    decreeNumber: identity(100),
    decreeDate: day,
    admittedOn: day,
    assessmentId: id,
    templateId: id,
    templateCode: label,
    phases: Type.Array(label, { minItems: 1, maxItems: 20 }),
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
  onItsDay('assignedOn'),
  closed({ counsellorId: staffId, counsellorUnitId: unitId, assignedOn: day }),
);

export const RehabSuspended = event(
  'RehabSuspended',
  onItsDay('suspendedOn'),
  closed({
    subject: id,
    ground: code(SUSPENSION_GROUNDS),
    suspendedOn: day,
    of: Type.Optional(fact),
    providerUnitIds,
  }),
);
export const RehabResumed = event('RehabResumed', onItsDay('resumedOn'), closed({ resumedOn: day, providerUnitIds }));

/** `skipReason`: the clinical reason why phases of the template were left out. */
export const RehabPhaseChanged = event(
  'RehabPhaseChanged',
  onItsDay('changedOn'),
  closed({ subject: id, phase: label, changedOn: day, skipReason: Type.Optional(narrative(2000)), providerUnitIds }),
);

/** The counts by which the minimum dosage was held to. */
export const RehabCompleted = event(
  'RehabCompleted',
  onItsDay('completedOn'),
  closed({
    completedOn: day,
    plannedSessions: count,
    attendedSessions: count,
    completedBy: staffId,
    providerUnitIds,
    basis,
  }),
);

/** Why it ended is health, what proves it and what is noted of it too: sealed together, so that no reason is told by a citation or by its length. */
export const RehabDiscontinued = event(
  'RehabDiscontinued',
  onItsDay('discontinuedOn'),
  closed({
    subject: id,
    category: code(DISCONTINUATION_CATEGORIES),
    reasonCode: code(DISCONTINUATION_CODES),
    discontinuedOn: day,
    note: Type.Optional(health(2000)),
    providerUnitIds,
    basis: Type.Optional(Type.Array(fact, { minItems: 1, maxItems: 20, seal: 'health' })),
  }),
);
export const RehabCaseExited = event(
  'RehabCaseExited',
  onItsDay('exitedOn'),
  closed({ exit: code(CASE_EXITS), exitedOn: day, basis: Type.Optional(basis) }),
);
export const RehabCaseClosed = event(
  'RehabCaseClosed',
  onItsDay('closedOn'),
  closed({
    subject: id,
    closedOn: day,
    reasonCode: code(CLOSURE_REASONS),
    closedBy: staffId,
    providerUnitIds,
    basis: Type.Optional(basis),
  }),
);
export const RehabCaseReopened = event(
  'RehabCaseReopened',
  onItsDay('reopenedOn'),
  closed({
    subject: id,
    reopenedOn: day,
    reasonCode: code(REOPENING_REASONS),
    note: narrative(2000),
    approvedBy: staffId,
  }),
);

/** Of which programme it is, and what paper was handed over. */
export const CertificateIssued = event(
  'CertificateIssued',
  onItsDay('issuedOn'),
  closed({
    subject: id,
    number: identity(100),
    templateId: id,
    templateCode: label,
    documentSha256: digest,
    issuedOn: day,
    issuedBy: staffId,
    providerUnitIds,
  }),
);
/** `certificateId` is the id of the event by which it was issued. */
export const CertificateRevoked = event(
  'CertificateRevoked',
  onItsDay('revokedOn'),
  closed({
    subject: id,
    certificateId: id,
    revokedOn: day,
    reasonCode: code(CERTIFICATE_REVOCATIONS),
    revokedBy: staffId,
  }),
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
  CaseTransferNoted,
  RehabCaseTakenOver,
] as const;

export type CaseEvent = EventOf<(typeof caseEvents)[number]>;
export type CaseEventData<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>['data'];
