import type { Aggregate } from '#kernel';
import { type AftercareEvent, aftercareEvents } from '#contracts/rehabilitation/aftercare.events';
import { takenOver } from '../taking-over.js';
import { decideCorrections, rules } from './aftercare.corrections.js';
import {
  type AftercareCommand,
  aftercareEntries,
  type AftercareRecord,
  planned,
  referredTo,
} from './aftercare.record.js';

export type { AftercareCommand };

/** The unit that owns the case acts on its aftercare, and whom it is referred to until they reject it or it is revoked. */
export const aftercare: Aggregate<AftercareRecord, AftercareCommand, AftercareEvent> = {
  name: 'aftercare',
  decider: {
    initial: aftercareEntries.initial,
    decide: {
      ...rules,
      ...decideCorrections,
      TakeOverAftercare: ({ data }, { now }) => [{ type: 'AftercareTakenOver', data: takenOver(planned(now), data) }],
    },
    evolve: aftercareEntries.evolve(aftercareEvents),
  },
  unitsOf: ({ now }) => (now.status === 'absent' ? [] : [now.unitId, ...referredTo(now)]),
  aboutOf: ({ now }) => (now.status === 'absent' ? [] : [{ subject: now.subject, caseId: now.caseId }]),
};
