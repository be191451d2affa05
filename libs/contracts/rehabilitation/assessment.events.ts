import { Type } from '@sinclair/typebox';
import { event, type EventOf, onDay } from '#kernel';
import { entryAnnulled, entryCorrected } from '../corrections.js';
import { basis, closed, code, day, id, identity, narrative, staffId } from '../schemas.js';
import { ASI_DOMAIN_CODES, ASSESSMENT_INSTRUMENTS, RECOMMENDATIONS, TEAM_ROLES } from './codes.js';
import { versionCode } from './forms.js';
import { provider } from './provider.js';

const severity = Type.Integer({ minimum: 0, maximum: 9, seal: 'health' });

/** `templateId`: whose days a screening is recent within; `reason`: why somebody is assessed whom no recent one sends there. */
export const AssessmentStarted = event(
  'AssessmentStarted',
  { legalBasis: 'LEGAL_DUTY', moment: onDay('startedOn') },
  closed({
    subject: id,
    inmateId: id,
    caseId: id,
    screeningId: id,
    consentId: id,
    templateId: Type.Optional(id),
    assessorId: staffId,
    startedOn: day,
    provider,
    reason: Type.Optional(narrative(2000)),
    basis,
  }),
);

/** One of the seven domains of the ASI: the assessor's severity, the range that the objective items suggest, the patient's own rating. */
export const AssessmentDomainRated = event(
  'AssessmentDomainRated',
  { legalBasis: 'LEGAL_DUTY', moment: onDay('ratedOn') },
  closed({
    subject: id,
    caseId: id,
    domain: code(ASI_DOMAIN_CODES),
    ratedOn: day,
    severity,
    suggestedFrom: Type.Optional(severity),
    suggestedTo: Type.Optional(severity),
    patientRating: Type.Optional(Type.Integer({ minimum: 0, maximum: 4, seal: 'health' })),
    comment: Type.Optional(narrative(2000)),
    basis,
  }),
);

/** `suggestedDays`: the programme that the severities suggest; the team decides. */
export const AssessmentCompleted = event(
  'AssessmentCompleted',
  { legalBasis: 'LEGAL_DUTY', moment: onDay('completedOn') },
  closed({
    subject: id,
    caseId: id,
    instrument: code(ASSESSMENT_INSTRUMENTS),
    instrumentVersion: versionCode,
    cutoffSet: versionCode,
    completedOn: day,
    severities: Type.Array(
      closed({ domain: code(ASI_DOMAIN_CODES), severity: Type.Integer({ minimum: 0, maximum: 9 }) }),
      {
        minItems: 7,
        maxItems: 7,
        seal: 'health',
      },
    ),
    suggestedDays: Type.Integer({ minimum: 1, maximum: 400, seal: 'health' }),
    provider,
    basis,
  }),
);

/** A member of the assessment team: of the staff, or somebody from elsewhere by office, institution and name. */
const member = Type.Union([
  closed({ role: code(TEAM_ROLES), staffId }),
  closed({
    role: code(TEAM_ROLES),
    subject: id,
    name: identity(200),
    affiliation: closed({ office: identity(200), institution: identity(200) }),
  }),
]);

export const PlacementRecommended = event(
  'PlacementRecommended',
  { legalBasis: 'LEGAL_DUTY', moment: onDay('recommendedOn') },
  closed({
    subject: id,
    caseId: id,
    recommendation: code(RECOMMENDATIONS),
    templateId: Type.Optional(id),
    recommendedOn: day,
    team: Type.Array(member, { minItems: 1, maxItems: 12 }),
    deviationReason: Type.Optional(narrative(2000)),
    provider,
    basis,
  }),
);

export const AssessmentEntryCorrected = entryCorrected('AssessmentEntryCorrected', 'LEGAL_DUTY', [
  AssessmentStarted,
  AssessmentDomainRated,
  PlacementRecommended,
]);
export const AssessmentEntryAnnulled = entryAnnulled('AssessmentEntryAnnulled', 'LEGAL_DUTY');

const entries = [AssessmentStarted, AssessmentDomainRated, AssessmentCompleted, PlacementRecommended] as const;
export const assessmentEvents = [...entries, AssessmentEntryCorrected, AssessmentEntryAnnulled] as const;

export type AssessmentEvent = EventOf<(typeof assessmentEvents)[number]>;
/** The events that can be cited by a correction or an annulment. */
export type AssessmentEntry = EventOf<(typeof entries)[number]>;
export type AssessmentEventData<T extends AssessmentEvent['type']> = Extract<AssessmentEvent, { type: T }>['data'];
