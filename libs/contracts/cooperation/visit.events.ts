import { Type } from '@sinclair/typebox';
import { event, type EventOf } from '#kernel';
import { CORRECTION_REASONS } from '../corrections.js';
import { FINDING_RATINGS } from './codes.js';
import { closed, code, day, deadline, id, instant, narrative, staffId, unitId } from '../schemas.js';
import { EXTENSION_REASONS, OBSERVATION_TOPICS, PROGRAMMES, TEAM_FUNCTIONS, VISIT_PURPOSES } from './visit.codes.js';

const rating = code(FINDING_RATINGS);
const followUpIds = Type.Array(id, { maxItems: 500, uniqueItems: true });

export const VisitAnnounced = event(
  'VisitAnnounced',
  'PUBLIC_TASK',
  closed({ visitingUnitId: unitId, purpose: code(VISIT_PURPOSES), plannedOn: day }),
);

export const VisitStarted = event(
  'VisitStarted',
  'PUBLIC_TASK',
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
  'PUBLIC_TASK',
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
  'PUBLIC_TASK',
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
  'PUBLIC_TASK',
  closed({ followUpId: id, completedOn: day, completedBy: staffId, evidence: Type.Optional(narrative(4000)) }),
);

export const FollowUpExtended = event(
  'FollowUpExtended',
  'PUBLIC_TASK',
  closed({ followUpId: id, dueOn: day, deadline, reasonCode: code(EXTENSION_REASONS) }),
);

export const FollowUpVerified = event(
  'FollowUpVerified',
  'PUBLIC_TASK',
  closed({ followUpId: id, verifiedBy: staffId, verifiedOn: day }),
);

/** What it came to, as it was known when it ended; names the parties again, because it is published by itself. */
export const VisitConcluded = event(
  'VisitConcluded',
  'PUBLIC_TASK',
  closed({
    visitingUnitId: unitId,
    announced: Type.Boolean(),
    departedAt: instant,
    findings: Type.Array(closed({ observationId: id, rating, followUpIds }), { maxItems: 500 }),
    followUpIds,
  }),
);

/** `entry` is what the cited entry should have said; `entryVersion` is the version of that entry's type. */
export const VisitEntryCorrected = event(
  'VisitEntryCorrected',
  'PUBLIC_TASK',
  closed({
    of: id,
    reasonCode: code(CORRECTION_REASONS),
    entry: Type.Union([
      VisitStarted.plain,
      VisitObservationRecorded.plain,
      FollowUpRaised.plain,
      FollowUpCompleted.plain,
      VisitConcluded.plain,
    ]),
    entryVersion: Type.Integer({ minimum: 1 }),
  }),
);

/** Says which follow-up the annulled entry was about, because a follow-up is read without its visit. */
export const VisitEntryAnnulled = event(
  'VisitEntryAnnulled',
  'PUBLIC_TASK',
  closed({ of: id, reasonCode: code(CORRECTION_REASONS), approvedBy: staffId, followUpId: Type.Optional(id) }),
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
