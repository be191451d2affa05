import { publicationOf } from '#kernel';
import { OutcomeMeasured, RehabEvaluated } from '#contracts/rehabilitation/evaluation.events';

export const evaluationPublication = publicationOf(
  'rehabilitation',
  [
    [OutcomeMeasured, 'outcome-measured', 'caseId', 'timing', 'measuredOn'],
    [RehabEvaluated, 'rehab-evaluated', 'caseId', 'evaluatedOn'],
  ],
  ({ data: { providerUnitIds: units = [] } }) => ({ units }),
);
