import type { Aggregate } from '#kernel';
import { type EvaluationEvent, evaluationEvents } from '#contracts/rehabilitation/evaluation.events';
import { takenOver } from '../taking-over.js';
import { decideCorrections, rules } from './evaluation.corrections.js';
import {
  begunEvaluation,
  type EvaluationCommand,
  evaluationEntries,
  type EvaluationRecord,
} from './evaluation.record.js';

export type { EvaluationCommand };

/** The unit that owns the case and those that serve it act on its evaluation. */
export const evaluation: Aggregate<EvaluationRecord, EvaluationCommand, EvaluationEvent> = {
  name: 'evaluation',
  decider: {
    initial: evaluationEntries.initial,
    decide: {
      ...rules,
      ...decideCorrections,
      TakeOverEvaluation: ({ data }, record) => [
        { type: 'EvaluationTakenOver', data: takenOver(begunEvaluation(record), data) },
      ],
    },
    evolve: evaluationEntries.evolve(evaluationEvents),
  },
  unitsOf: ({ now }) => (now.status === 'none' ? [] : [now.unitId, ...now.providers]),
  aboutOf: ({ now }) => (now.status === 'none' ? [] : [{ subject: now.subject, caseId: now.caseId }]),
};
