import { Type } from '@sinclair/typebox';
import { atInstant, event, type EventOf, onDay, RECORDING } from '#kernel';
import { entryAnnulled, entryCorrected } from '../corrections.js';
import { FINDING_RATINGS } from './codes.js';
import { closed, code, day, deadline, id, instant, narrative, staffId, unitId } from '../schemas.js';
import { EXTENSION_REASONS, OBSERVATION_TOPICS, PROGRAMMES, TEAM_FUNCTIONS, VISIT_PURPOSES } from './visit.codes.js';

const whenRecorded = { legalBasis: 'PUBLIC_TASK', moment: RECORDING } as const;

/** How many observations a visit takes, and how many follow-ups: its conclusion repeats them all. */
export const MOST_OF_VISIT = 500;

const rating = code(FINDING_RATINGS);
const followUpIds = Type.Array(id, { maxItems: MOST_OF_VISIT, uniqueItems: true });

export const VisitAnnounced = event(
  'VisitAnnounced',
  whenRecorded,
  closed({ visitingUnitId: unitId, purpose: code(VISIT_PURPOSES), plannedOn: day }),
);

export const VisitStarted = event(
  'VisitStarted',
  { legalBasis: 'PUBLIC_TASK', moment: atInstant('arrivedAt') },
  closed({
    announced: Type.Boolean(),
    visitingUnitId: unitId,
    purpose: code(VISIT_PURPOSES),
    arrivedAt: instant,
    programme: Type.Optional(code(PROGRAMMES)),
    followUpOf: Type.Optional(id),
    agreementId: Type.Optional(id),
    team: Type.Array(closed({ staffId, function: code(TEAM_FUNCTIONS) }), { minItems: 1, maxItems: 100 }),
    assignmentLetter: closed({ number: narrative(100), issuedOn: day }),
  }),
);

export const VisitObservationRecorded = event(
  'VisitObservationRecorded',
  whenRecorded,
  closed({
    observationId: id,
    topic: code(OBSERVATION_TOPICS),
    rating: Type.Optional(rating),
    text: narrative(4000),
  }),
);

/** Names the visiting unit again, because the follow-up is read without its visit. */
export const FollowUpRaised = event(
  'FollowUpRaised',
  whenRecorded,
  closed({
    followUpId: id,
    observationId: Type.Optional(id),
    visitingUnitId: unitId,
    owner: closed({ staffId, unitId }),
    dueOn: day,
    deadline,
    text: narrative(4000),
  }),
);

export const FollowUpCompleted = event(
  'FollowUpCompleted',
  { legalBasis: 'PUBLIC_TASK', moment: onDay('completedOn') },
  closed({ followUpId: id, completedOn: day, completedBy: staffId, evidence: Type.Optional(narrative(4000)) }),
);

export const FollowUpExtended = event(
  'FollowUpExtended',
  whenRecorded,
  closed({ followUpId: id, dueOn: day, deadline, reasonCode: code(EXTENSION_REASONS) }),
);

export const FollowUpVerified = event(
  'FollowUpVerified',
  { legalBasis: 'PUBLIC_TASK', moment: onDay('verifiedOn') },
  closed({ followUpId: id, verifiedBy: staffId, verifiedOn: day }),
);

/** What it came to, as it was known when it ended; names the parties again, because it is published by itself. */
export const VisitConcluded = event(
  'VisitConcluded',
  { legalBasis: 'PUBLIC_TASK', moment: atInstant('departedAt') },
  closed({
    visitingUnitId: unitId,
    announced: Type.Boolean(),
    departedAt: instant,
    findings: Type.Array(closed({ observationId: id, rating, followUpIds }), { maxItems: MOST_OF_VISIT }),
    followUpIds,
  }),
);

export const VisitEntryCorrected = entryCorrected('VisitEntryCorrected', 'PUBLIC_TASK', [
  VisitStarted,
  VisitObservationRecorded,
  FollowUpRaised,
  FollowUpCompleted,
  VisitConcluded,
]);

/** Says which follow-up the annulled entry was about, because a follow-up is read without its visit. */
export const VisitEntryAnnulled = entryAnnulled(
  'VisitEntryAnnulled',
  'PUBLIC_TASK',
  closed({ followUpId: Type.Optional(id) }),
);

const entries = [
  VisitAnnounced,
  VisitStarted,
  VisitObservationRecorded,
  FollowUpRaised,
  FollowUpCompleted,
  FollowUpExtended,
  FollowUpVerified,
  VisitConcluded,
] as const;

export const visitEvents = [...entries, VisitEntryCorrected, VisitEntryAnnulled] as const;

export type VisitEvent = EventOf<(typeof visitEvents)[number]>;
/** The events that can be cited by a correction or an annulment. */
export type VisitEntry = EventOf<(typeof entries)[number]>;
export type VisitEventData<T extends VisitEvent['type']> = Extract<VisitEvent, { type: T }>['data'];
