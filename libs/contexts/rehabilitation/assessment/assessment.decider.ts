import type { Aggregate } from '#kernel';
import { type AssessmentEvent, assessmentEvents } from '#contracts/rehabilitation/assessment.events';
import { decideCorrections, rules } from './assessment.corrections.js';
import { type AssessmentCommand, assessmentEntries, type AssessmentRecord } from './assessment.record.js';

/** The unit that owns the case and who assesses act on an assessment. */
export const assessment: Aggregate<AssessmentRecord, AssessmentCommand, AssessmentEvent> = {
  name: 'assessment',
  decider: {
    initial: assessmentEntries.initial,
    decide: { ...rules, ...decideCorrections },
    evolve: assessmentEntries.evolve(assessmentEvents),
  },
  unitsOf: ({ now }) => (now.status === 'absent' ? [] : [now.unitId, now.provider.unitId]),
  aboutOf: ({ now }) => (now.status === 'absent' ? [] : [{ subject: now.subject, caseId: now.caseId }]),
};
