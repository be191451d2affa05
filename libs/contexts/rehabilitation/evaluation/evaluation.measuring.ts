import { type Decider, mustHaveHappened, refuse } from '#kernel';
import type { EvaluationEvent, EvaluationEventData } from '#contracts/rehabilitation/evaluation.events';
import {
  basisOf,
  type CaseFact,
  type ConsentFact,
  type InmateFact,
  mustBeConsented,
  mustBePresent,
  mustTakeEntries,
} from '../facts.rules.js';
import { mustOwnCase, prepared } from '../record.rules.js';
import { countedOf, type Form } from './evaluation.form.js';
import { begunEvaluation, type EvaluationRecord, measureOf, mustHold } from './evaluation.record.js';

type Measured = EvaluationEventData<'OutcomeMeasured'>;

/** What a measure rests on. */
export interface MeasuringFacts {
  readonly case: CaseFact;
  readonly inmate: InmateFact;
  readonly consent: ConsentFact;
}

/** What is said of a measure. */
export type Measuring = Form & Pick<Measured, 'timing' | 'measuredOn' | 'assessorId'> & { readonly consentId: string };

export type MeasuringCommand =
  | {
      type: 'BeginEvaluation';
      data: Measuring & { readonly caseId: string };
      facts?: MeasuringFacts & { readonly unitId?: string };
    }
  | { type: 'RecordMeasure'; data: Measuring; facts?: MeasuringFacts };

export const decideMeasuring: Decider<EvaluationRecord, MeasuringCommand, EvaluationEvent>['decide'] = {
  BeginEvaluation: ({ data, today, ...asked }, { now }) => {
    if (now.status !== 'none') {
      refuse('evaluation-already-begun', 'This case has an evaluation: record the measure there.', 'R-3.9');
    }
    const facts = prepared(asked.facts);
    mustOwnCase(facts.case, facts.unitId);
    return [measured(data, facts, today, [])];
  },

  RecordMeasure: ({ data, today, ...asked }, record) => {
    const { measures } = begunEvaluation(record);
    return [measured(data, prepared(asked.facts), today, measures)];
  },
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
  mustBeConsented(facts.consent, { subject: of.subject, purpose: 'REHABILITATION', on: measuredOn });
  const told = {
    subject: of.subject,
    caseId,
    consentId,
    ...(of.admission && { templateId: of.admission.templateId }),
    timing,
    measuredOn,
    assessorId,
    ...countedOf(data),
    providerUnitIds: [...of.providers],
    basis: basisOf(facts.case, facts.inmate, facts.consent),
  };
  mustHold([...measures, measureOf(told)]);
  return { type: 'OutcomeMeasured', data: told };
}

/** Refuses a measure that cannot have been taken then: in the future, of who was not there, or after a programme not begun. */
export function mustBeMeasurable(
  { timing, measuredOn }: Pick<Measured, 'timing' | 'measuredOn'>,
  { case: { case: of }, inmate }: Pick<MeasuringFacts, 'case' | 'inmate'>,
  today: string,
): void {
  mustHaveHappened(measuredOn, today);
  mustBePresent(inmate, measuredOn);
  if (measuredOn < of.openedOn) refuse('before-case-opened', 'The case was not opened yet on that day.', 'R-13.1');
  if (timing !== 'PRE' && (of.admission === undefined || measuredOn < of.admission.admittedOn)) {
    refuse('before-admission', 'Nobody was in the programme yet on that day.', 'R-3.9');
  }
}
