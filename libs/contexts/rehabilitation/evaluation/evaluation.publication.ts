import { type Publication, uuidOf } from '#kernel';
import { type EvaluationEvent, OutcomeMeasured, RehabEvaluated } from '#contracts/rehabilitation/evaluation.events';

type Published = Extract<EvaluationEvent, { type: 'OutcomeMeasured' | 'RehabEvaluated' }>;

export const evaluationPublication: Publication<Published> = {
  events: [OutcomeMeasured, RehabEvaluated],
  publish: ({ stream, type, data, metadata: { unitId } }) => ({
    ...(type === 'OutcomeMeasured'
      ? {
          type: 'rutan.rehabilitation.outcome-measured.v1',
          data: { caseId: data.caseId, timing: data.timing, measuredOn: data.measuredOn },
        }
      : {
          type: 'rutan.rehabilitation.rehab-evaluated.v1',
          data: { caseId: data.caseId, evaluatedOn: data.evaluatedOn },
        }),
    subject: uuidOf(stream),
    units: [unitId, ...(data.providerUnitIds ?? [])],
  }),
};
