import { mustHaveHappened } from '#kernel';
import type { EvaluationEvent } from '#contracts/rehabilitation/evaluation.events';
import { basisOf, mustBeConsented, mustBePresent, mustTakeEntries } from '../facts.rules.js';
import { mustOwnCase } from '../record.rules.js';
import { countedOf, methodOf } from './evaluation.form.js';
import { begunEvaluation, type CommandOf, type MeasuringFacts, mustHold, type Rules } from './evaluation.record.js';
import { object, refuse } from './evaluation.refusals.js';

export type Measuring = CommandOf<'RecordMeasure'>['data'];

export const decideMeasuring: Rules<'BeginEvaluation' | 'RecordMeasure'> = {
  BeginEvaluation: ({ data, today, facts }, { now }) => {
    if (now.status !== 'none') refuse('evaluation-already-begun', { caseId: now.caseId });
    mustOwnCase(facts.case, facts.unitId);
    return [measured(data, facts, today, [])];
  },

  RecordMeasure: ({ data, today, facts }, record) => [measured(data, facts, today, begunEvaluation(record).measures)],
};

function measured(
  data: Measuring,
  facts: MeasuringFacts,
  today: string,
  measures: Parameters<typeof mustHold>[0],
): Extract<EvaluationEvent, { type: 'OutcomeMeasured' }> {
  const { consentId, timing, measuredOn, assessorId } = data;
  const { caseId, case: of } = facts.case;
  mustTakeEntries(facts.case);
  mustBeMeasurable({ timing, measuredOn }, facts, today);
  if (facts.consent !== undefined) {
    mustBeConsented(facts.consent, { subject: of.subject, purpose: 'REHABILITATION', on: measuredOn });
  }
  const method = methodOf(data);
  mustHold([...measures, { ...method, timing, measuredOn }]);
  const measure = {
    subject: of.subject,
    caseId,
    consentId,
    ...(of.admission && { templateId: of.admission.templateId }),
    timing,
    measuredOn,
    assessorId,
    ...method,
    ...countedOf(data),
    providerUnitIds: [...of.providers],
    basis: basisOf(facts.case, facts.inmate, facts.consent),
  };
  return { type: 'OutcomeMeasured', data: measure };
}

/** Refuses a measure that cannot have been taken then: in the future, of who was not there, or after a programme not begun. */
function mustBeMeasurable(
  { timing, measuredOn }: Pick<Measuring, 'timing' | 'measuredOn'>,
  { case: { case: of }, inmate }: Pick<MeasuringFacts, 'case' | 'inmate'>,
  today: string,
): void {
  mustHaveHappened(measuredOn, today);
  mustBePresent(inmate, measuredOn);
  if (measuredOn < of.openedOn) object('before-case-opened', { measuredOn }, { measuredOn, openedOn: of.openedOn });
  if (timing !== 'PRE' && (of.admission === undefined || measuredOn < of.admission.admittedOn)) {
    const admitted =
      of.admission === undefined ? 'nobody was admitted' : `it had not come to ${of.admission.admittedOn}`;
    object('before-admission', { measuredOn }, { timing, measuredOn, admitted });
  }
}
