import type { Aggregate } from '#kernel';
import type { AssessmentEvent } from '#contracts/rehabilitation/assessment.events';
import { type CompletingCommand, decideCompleting } from './assessment.completing.js';
import { type CorrectionCommand, decideCorrections } from './assessment.corrections.js';
import { decideRating, type RatingCommand } from './assessment.rating.js';
import { assessmentEntries, type AssessmentRecord } from './assessment.record.js';
import { decideRecommending, type RecommendingCommand } from './assessment.recommending.js';
import { decideStarting, type StartingCommand } from './assessment.starting.js';

export type AssessmentCommand =
  StartingCommand | RatingCommand | CompletingCommand | RecommendingCommand | CorrectionCommand;

/** The unit that owns the case and who assesses act on an assessment. */
export const assessment: Aggregate<AssessmentRecord, AssessmentCommand, AssessmentEvent> = {
  name: 'assessment',
  decider: {
    initial: assessmentEntries.initial,
    decide: {
      ...decideStarting,
      ...decideRating,
      ...decideCompleting,
      ...decideRecommending,
      ...decideCorrections,
    },
    evolve: {
      AssessmentStarted: assessmentEntries.told,
      AssessmentDomainRated: assessmentEntries.told,
      AssessmentCompleted: assessmentEntries.told,
      PlacementRecommended: assessmentEntries.told,
      AssessmentEntryCorrected: assessmentEntries.corrected,
      AssessmentEntryAnnulled: assessmentEntries.annulled,
    },
  },
  unitsOf: ({ now }) => (now.status === 'absent' ? [] : [now.unitId, now.provider.unitId]),
  aboutOf: ({ now }) => (now.status === 'absent' ? [] : [{ subject: now.subject, caseId: now.caseId }]),
};
