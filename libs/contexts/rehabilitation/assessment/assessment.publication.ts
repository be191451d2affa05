import { type Publication, uuidOf } from '#kernel';
import * as events from '#contracts/rehabilitation/assessment.events';

type Published = Extract<events.AssessmentEvent, { type: 'AssessmentCompleted' | 'PlacementRecommended' }>;

/** That an assessment was completed and that the team recommended, never what either says of somebody's health. */
export const assessmentPublication: Publication<Published> = {
  events: [events.AssessmentCompleted, events.PlacementRecommended],
  publish: ({ type, stream, data, metadata }) => {
    const subject = uuidOf(stream);
    const units = [...new Set([metadata.unitId, data.provider.unitId])];
    const { caseId } = data;
    return type === 'AssessmentCompleted'
      ? {
          type: 'rutan.rehabilitation.assessment-completed.v1',
          subject,
          data: { caseId, completedOn: data.completedOn },
          units,
        }
      : {
          type: 'rutan.rehabilitation.placement-recommended.v1',
          subject,
          data: { caseId, recommendedOn: data.recommendedOn },
          units,
        };
  },
};
