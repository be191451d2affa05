import { Type } from '@sinclair/typebox';
import { event, type EventOf, onDay, RECORDING } from '#kernel';
import { entryAnnulled, entryCorrected } from '../corrections.js';
import { basis as heads, closed, code, day, id, label, narrative, staffId, unitId } from '../schemas.js';
import { GOAL_DOMAINS, GOAL_PROGRESS, MODALITIES } from './codes.js';
import { takenOver, takingOver } from './taking-over.js';

const version = Type.Integer({ minimum: 1, maximum: 1000 });
const basis = Type.Optional(heads);
/** The units besides the own one that serve the case. */
const providerUnitIds = Type.Optional(Type.Array(unitId, { maxItems: 50, uniqueItems: true }));
const content = {
  goals: Type.Array(
    closed({
      subject: id,
      goalId: id,
      domain: code(GOAL_DOMAINS),
      targetOn: Type.Optional(day),
      statement: narrative(2000),
    }),
    { maxItems: 50 },
  ),
  sessions: Type.Array(closed({ module: label, planned: Type.Integer({ minimum: 0, maximum: 500 }) }), {
    maxItems: 50,
  }),
  modalities: Type.Array(code(MODALITIES), { minItems: 1, maxItems: MODALITIES.length, uniqueItems: true }),
};
const whenRecorded = { legalBasis: 'LEGAL_DUTY', moment: RECORDING } as const;

/** `planId = id('plan', caseId)`: a case has one plan, in versions. */
export const RehabPlanDrafted = event(
  'RehabPlanDrafted',
  whenRecorded,
  closed({ subject: id, caseId: id, version, providerUnitIds, ...content, basis: heads }),
);
export const RehabPlanSubmitted = event(
  'RehabPlanSubmitted',
  whenRecorded,
  closed({ version, submittedBy: staffId, basis }),
);
export const RehabPlanApproved = event(
  'RehabPlanApproved',
  whenRecorded,
  closed({ version, providerUnitIds, approvedBy: staffId, basis }),
);
export const RehabPlanReturned = event(
  'RehabPlanReturned',
  whenRecorded,
  closed({ subject: id, version, returnedBy: staffId, comment: narrative(2000), basis }),
);
/** A new draft in the place of the latest version. */
export const RehabPlanRevised = event(
  'RehabPlanRevised',
  whenRecorded,
  closed({ subject: id, version, providerUnitIds, ...content, reason: narrative(2000), basis }),
);
export const GoalProgressRecorded = event(
  'GoalProgressRecorded',
  { legalBasis: 'LEGAL_DUTY', moment: onDay('recordedOn') },
  closed({
    subject: id,
    goalId: id,
    progress: code(GOAL_PROGRESS),
    recordedOn: day,
    recordedBy: staffId,
    note: Type.Optional(narrative(2000)),
    basis,
  }),
);
/** Somebody need not attend a mandatory module, until the day it expires. */
export const RequirementExempted = event(
  'RequirementExempted',
  { legalBasis: 'LEGAL_DUTY', moment: onDay('exemptedOn') },
  closed({
    subject: id,
    module: label,
    exemptedOn: day,
    expiresOn: Type.Optional(day),
    reason: narrative(2000),
    exemptedBy: staffId,
    basis,
  }),
);
export const RehabPlanTakenOver = event('RehabPlanTakenOver', takingOver, takenOver);

export const PlanEntryCorrected = entryCorrected('PlanEntryCorrected', 'LEGAL_DUTY', [
  GoalProgressRecorded,
  RequirementExempted,
]);
export const PlanEntryAnnulled = entryAnnulled('PlanEntryAnnulled', 'LEGAL_DUTY');

const entries = [
  RehabPlanDrafted,
  RehabPlanSubmitted,
  RehabPlanApproved,
  RehabPlanReturned,
  RehabPlanRevised,
  GoalProgressRecorded,
  RequirementExempted,
  RehabPlanTakenOver,
] as const;
export const planEvents = [...entries, PlanEntryCorrected, PlanEntryAnnulled] as const;

export type PlanEvent = EventOf<(typeof planEvents)[number]>;
/** What the record consists of; progress and exemptions among it are corrected and annulled. */
export type PlanEntry = EventOf<(typeof entries)[number]>;
export type PlanEventData<T extends PlanEvent['type']> = Extract<PlanEvent, { type: T }>['data'];
