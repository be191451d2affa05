import { cited, correctionsOf } from '#kernel';
import type { EvaluationEntry, EvaluationEventData } from '#contracts/rehabilitation/evaluation.events';
import type { CaseFact } from '../facts.rules.js';
import { mustBeLatestStep } from '../record.rules.js';
import { standingTakenOver } from '../taking-over.js';
import { decideConcluding } from './evaluation.concluding.js';
import { decideMeasuring } from './evaluation.measuring.js';
import * as state from './evaluation.record.js';

export const rules = { ...decideMeasuring, ...decideConcluding };

/** How each entry is recorded, and what of it may be corrected: a measure keeps its method, its consent and its programme. */
export const corrections = correctionsOf<state.Evaluation, state.EvaluationCommand, EvaluationEntry, 'Evaluation'>(
  'Evaluation',
  state.evaluationEntries,
  rules,
  {
    OutcomeMeasured: {
      by: ({ status }) => (status === 'none' ? 'BeginEvaluation' : 'RecordMeasure'),
      kept: ['caseId', 'consentId', 'instrument', 'version', 'referencePeriod'],
      corrected: { as: 'measure', fields: ['timing', 'measuredOn', 'assessorId', 'answers', 'claimed'] },
      input: (data) => inputMeasure(data),
      retained: ['consentId', 'templateId', 'providerUnitIds'],
      forgives: ['consent-withdrawn', 'consent-annulled'],
    },
    RehabEvaluated: {
      by: 'EvaluateRehab',
      kept: [],
      corrected: { as: 'conclusion', fields: ['evaluatedOn', 'goals', 'conclusion', 'summary'] },
      input: ({ goals, ...data }) => ({ ...data, goals: goals.map(({ goalId, outcome }) => ({ goalId, outcome })) }),
      retained: ['providerUnitIds'],
    },
    EvaluationTakenOver: { by: 'TakeOverEvaluation', ...standingTakenOver },
  },
);

/** A measure as it was recorded, with an empty form: no rule about other entries asks what was answered, and it stays sealed. */
const inputMeasure = ({ instrument, instrumentVersion, ...data }: EvaluationEventData<'OutcomeMeasured'>): object => ({
  ...data,
  instrument,
  version: instrumentVersion,
  answers: {},
});

/** A conclusion is a step of the case: only the latest of them changes. */
export const decideCorrections: state.Rules<'CorrectEvaluationEntry' | 'AnnulEvaluationEntry'> = {
  CorrectEvaluationEntry: (command, record) => {
    const decided = corrections.rules.CorrectEvaluationEntry(command, record);
    mustBeLatest(command, record);
    return decided;
  },
  AnnulEvaluationEntry: (command, record) => {
    const decided = corrections.rules.AnnulEvaluationEntry(command, record);
    mustBeLatest(command, record);
    return decided;
  },
};

function mustBeLatest(
  { data, facts }: { readonly data: { readonly of: string }; readonly facts: { readonly case: CaseFact } },
  record: state.EvaluationRecord,
): void {
  if (cited(record, data.of).type === 'RehabEvaluated') mustBeLatestStep(facts.case, data.of);
}
