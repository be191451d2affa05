import { publicationOf } from '#kernel';
import { RehabPlanApproved } from '#contracts/rehabilitation/plan.events';

export const planPublication = publicationOf(
  'rehabilitation',
  [[RehabPlanApproved, 'plan-approved', 'version']],
  ({ data: { providerUnitIds: units = [] }, metadata: { about } }) => {
    const caseId = about.find((one) => one.caseId !== undefined)?.caseId;
    return { data: { ...(caseId && { caseId }) }, units };
  },
);
