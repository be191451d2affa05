import type { Aggregate } from '#kernel';
import { type PlanEvent, planEvents } from '#contracts/rehabilitation/plan.events';
import { decideCorrections } from './plan.corrections.js';
import { rules } from './plan.rules.js';
import { type PlanCommand, planEntries, type PlanRecord } from './plan.state.js';

export type { PlanCommand };

/** The unit that owns the case and those that serve it act on its plan. */
export const rehabPlan: Aggregate<PlanRecord, PlanCommand, PlanEvent> = {
  name: 'plan',
  decider: {
    initial: planEntries.initial,
    decide: { ...rules, ...decideCorrections },
    evolve: planEntries.evolve(planEvents),
  },
  unitsOf: ({ now }) => (now.status === 'none' ? [] : [now.unitId, ...now.providers]),
  aboutOf: ({ now }) => (now.status === 'none' ? [] : [{ subject: now.subject, caseId: now.caseId }]),
};
