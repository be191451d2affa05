import { publicationOf } from '#kernel';
import { AssessmentCompleted, PlacementRecommended } from '#contracts/rehabilitation/assessment.events';

/** That an assessment was completed and that the team recommended, never what either says of somebody's health. */
export const assessmentPublication = publicationOf(
  'rehabilitation',
  [
    [AssessmentCompleted, 'assessment-completed', 'caseId', 'completedOn'],
    [PlacementRecommended, 'placement-recommended', 'caseId', 'recommendedOn'],
  ],
  ({ data }) => ({ units: [data.provider.unitId] }),
);
