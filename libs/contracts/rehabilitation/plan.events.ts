import { Type } from '@sinclair/typebox';
import { event, type EventOf } from '#kernel';
import { basis as heads, closed, code, day, id, narrative, staffId, text, unitId } from '../schemas.js';
import { ASI_DOMAIN_CODES, GOAL_PROGRESS, MODALITIES } from './codes.js';

const version = Type.Integer({ minimum: 1, maximum: 1000 });
const basis = Type.Optional(heads);
/** The units besides the own one that serve the case. */
const providerUnitIds = Type.Optional(Type.Array(unitId, { maxItems: 50, uniqueItems: true }));
const content = {
  goals: Type.Array(
    closed({
      subject: id,
      goalId: id,
      domain: code(ASI_DOMAIN_CODES),
      targetOn: Type.Optional(day),
      statement: narrative(2000),
    }),
    { maxItems: 50 },
  ),
  sessions: Type.Array(closed({ module: text(40), planned: Type.Integer({ minimum: 0, maximum: 500 }) }), {
    maxItems: 50,
  }),
  modalities: Type.Array(code(MODALITIES), { minItems: 1, maxItems: MODALITIES.length, uniqueItems: true }),
};

/** `planId = id('plan', caseId)`: a case has one plan, in versions. */
export const RehabPlanDrafted = event(
  'RehabPlanDrafted',
  'LEGAL_DUTY',
  closed({ subject: id, caseId: id, version, providerUnitIds, ...content, basis: heads }),
);
export const RehabPlanSubmitted = event(
  'RehabPlanSubmitted',
  'LEGAL_DUTY',
  closed({ version, submittedBy: staffId, basis }),
);
export const RehabPlanApproved = event(
  'RehabPlanApproved',
  'LEGAL_DUTY',
  closed({ version, providerUnitIds, approvedBy: staffId, basis }),
);
export const RehabPlanReturned = event(
  'RehabPlanReturned',
  'LEGAL_DUTY',
  closed({ subject: id, version, returnedBy: staffId, comment: narrative(2000), basis }),
);
/** A new draft in the place of the latest version. */
export const RehabPlanRevised = event(
  'RehabPlanRevised',
  'LEGAL_DUTY',
  closed({ subject: id, version, providerUnitIds, ...content, reason: narrative(2000), basis }),
);
export const GoalProgressRecorded = event(
  'GoalProgressRecorded',
  'LEGAL_DUTY',
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
  'LEGAL_DUTY',
  closed({
    subject: id,
    module: text(40),
    exemptedOn: day,
    expiresOn: Type.Optional(day),
    reason: narrative(2000),
    exemptedBy: staffId,
    basis,
  }),
);

export const planEvents = [
  RehabPlanDrafted,
  RehabPlanSubmitted,
  RehabPlanApproved,
  RehabPlanReturned,
  RehabPlanRevised,
  GoalProgressRecorded,
  RequirementExempted,
] as const;

export type PlanEvent = EventOf<(typeof planEvents)[number]>;
export type PlanEventData<T extends PlanEvent['type']> = Extract<PlanEvent, { type: T }>['data'];
