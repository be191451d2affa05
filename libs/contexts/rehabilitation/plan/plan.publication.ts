import { type Publication, uuidOf } from '#kernel';
import { type PlanEvent, RehabPlanApproved } from '#contracts/rehabilitation/plan.events';

export const planPublication: Publication<Extract<PlanEvent, { type: 'RehabPlanApproved' }>> = {
  events: [RehabPlanApproved],
  publish: ({ stream, data: { version, providerUnitIds = [] }, metadata: { unitId, about } }) => {
    const [caseId] = about.flatMap((one) => (one.caseId === undefined ? [] : [one.caseId]));
    return {
      type: 'rutan.rehabilitation.plan-approved.v1',
      subject: uuidOf(stream),
      data: { ...(caseId !== undefined && { caseId }), version },
      units: [unitId, ...providerUnitIds],
    };
  },
};
