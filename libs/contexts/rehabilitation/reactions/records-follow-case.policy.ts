import { type AnyCommand, factAt, id, type Policy, uuidOf } from '#kernel';
import { type CaseEvent, RehabCaseTakenOver } from '#contracts/rehabilitation/case.events';
import type { CaseRecord } from '#contracts/rehabilitation/codes';
import type { TakingOver } from '../taking-over.js';

interface TakingOverRecord extends AnyCommand {
  readonly type: 'TakeOverPlan' | 'TakeOverEvaluation' | 'TakeOverAftercare';
  readonly data: TakingOver;
}

/** How a record of a case is called in its id, and what takes it over. */
const RECORDS: Readonly<Record<CaseRecord, readonly [name: string, command: TakingOverRecord['type']]>> = {
  PLAN: ['plan', 'TakeOverPlan'],
  EVALUATION: ['evaluation', 'TakeOverEvaluation'],
  AFTERCARE: ['aftercare', 'TakeOverAftercare'],
};

/** The records that a case has follow it to the unit that took it over. */
export const recordsFollowCase: Policy<Extract<CaseEvent, { type: 'RehabCaseTakenOver' }>, TakingOverRecord> = {
  name: 'records-follow-case',
  events: [RehabCaseTakenOver],
  react: (event) => {
    const { fromUnitId, takenOverOn, records } = event.data;
    return records.map((record) => {
      const [name, type] = RECORDS[record];
      return {
        target: id(name, uuidOf(event.stream)),
        command: { type, data: { fromUnitId, takenOverOn, of: factAt(event) } },
      };
    });
  },
};
