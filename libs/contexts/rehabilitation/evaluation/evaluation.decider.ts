import { correctionsOf, type Aggregate } from '#kernel';
import * as events from '#contracts/rehabilitation/evaluation.events';
import { ofLatestStep } from '../record.rules.js';
import { standingTakenOver, takenOver } from '../taking-over.js';
import { decideConcluding } from './evaluation.concluding.js';
import { decideMeasuring } from './evaluation.measuring.js';
import * as state from './evaluation.record.js';

export const rules = { ...decideMeasuring, ...decideConcluding };

/** How each entry is recorded, and what of it may be corrected: a measure keeps its method, its consent and its programme. */
export const corrections = correctionsOf<
  state.Evaluation,
  state.EvaluationCommand,
  events.EvaluationEntry,
  'Evaluation'
>('Evaluation', state.evaluationEntries, rules, {
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
});

/** A measure as it was recorded, with an empty form: no rule about other entries asks what was answered, and it stays sealed. */
const inputMeasure = ({
  instrument,
  instrumentVersion,
  ...data
}: events.EvaluationEventData<'OutcomeMeasured'>): object => ({
  ...data,
  instrument,
  version: instrumentVersion,
  answers: {},
});

export const decideCorrections: state.Rules<'CorrectEvaluationEntry' | 'AnnulEvaluationEntry'> = {
  CorrectEvaluationEntry: ofLatestStep(corrections.rules.CorrectEvaluationEntry, 'RehabEvaluated'),
  AnnulEvaluationEntry: ofLatestStep(corrections.rules.AnnulEvaluationEntry, 'RehabEvaluated'),
};

export type { EvaluationCommand } from './evaluation.record.js';

/** The unit that owns the case and those that serve it act on its evaluation. */
export const evaluation: Aggregate<state.EvaluationRecord, state.EvaluationCommand, events.EvaluationEvent> = {
  name: 'evaluation',
  decider: state.evaluationEntries.decider(events.evaluationEvents, {
    ...rules,
    ...decideCorrections,
    TakeOverEvaluation: ({ data }, record) => [
      { type: 'EvaluationTakenOver', data: takenOver(state.begunEvaluation(record), data) },
    ],
  }),
  unitsOf: ({ now }) => (now.status === 'none' ? [] : [now.unitId, ...now.providers]),
  aboutOf: ({ now }) => (now.status === 'none' ? [] : [{ subject: now.subject, caseId: now.caseId }]),
};
