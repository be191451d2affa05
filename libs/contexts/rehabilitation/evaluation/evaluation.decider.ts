import type { Aggregate, Decider } from '#kernel';
import type { EvaluationEvent } from '#contracts/rehabilitation/evaluation.events';
import { type ConcludingCommand, decideConcluding } from './evaluation.concluding.js';
import { type CorrectionCommand, decideCorrections } from './evaluation.corrections.js';
import { takenOver, type TakingOver } from '../taking-over.js';
import { decideMeasuring, type MeasuringCommand } from './evaluation.measuring.js';
import { begunEvaluation, evaluationEntries, type EvaluationRecord } from './evaluation.record.js';

export type EvaluationCommand =
  MeasuringCommand | ConcludingCommand | CorrectionCommand | { type: 'TakeOverEvaluation'; data: TakingOver };

const decider: Decider<EvaluationRecord, EvaluationCommand, EvaluationEvent> = {
  initial: evaluationEntries.initial,
  decide: {
    ...decideMeasuring,
    ...decideConcluding,
    ...decideCorrections,
    TakeOverEvaluation: ({ data }, record) => [
      { type: 'EvaluationTakenOver', data: takenOver(begunEvaluation(record), data) },
    ],
  },
  evolve: {
    OutcomeMeasured: evaluationEntries.told,
    RehabEvaluated: evaluationEntries.told,
    EvaluationTakenOver: evaluationEntries.told,
    EvaluationEntryCorrected: evaluationEntries.corrected,
    EvaluationEntryAnnulled: evaluationEntries.annulled,
  },
};

/** The unit that owns the case and those that serve it act on its evaluation. */
export const evaluation: Aggregate<EvaluationRecord, EvaluationCommand, EvaluationEvent> = {
  name: 'evaluation',
  decider,
  unitsOf: ({ now }) => (now.status === 'none' ? [] : [now.unitId, ...now.providers]),
  aboutOf: ({ now }) => (now.status === 'none' ? [] : [{ subject: now.subject, caseId: now.caseId }]),
};
