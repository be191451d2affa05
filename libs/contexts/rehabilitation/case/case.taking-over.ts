import { type Decider, refuse } from '#kernel';
import type { CaseEvent, CaseEventData } from '#contracts/rehabilitation/case.events';
import type { CaseRecord } from '#contracts/rehabilitation/codes';
import type { TakingOver } from '../taking-over.js';
import { openedCase, refuseStep } from './case.rules.js';
import type { CaseState } from './case.state.js';

/** A case follows its inmate to another unit: by policies, nobody tells it directly. */
export type TakingOverCommand =
  | { readonly type: 'NoteTransfer'; readonly data: CaseEventData<'CaseTransferNoted'> }
  /** `records` are those that the case has: they follow it. */
  | {
      readonly type: 'TakeOverCase';
      readonly data: TakingOver;
      readonly facts: { readonly records: readonly CaseRecord[] };
    };

export const decideTakingOver: Decider<CaseState, TakingOverCommand, CaseEvent>['decide'] = {
  NoteTransfer: ({ data }, state) => {
    const { status, unitId, transfer } = openedCase(state);
    const isOver = status === 'CLOSED' || data.toUnitId === unitId;
    const isOfAnother = data.toUnitId === undefined && transfer?.transferId !== data.transferId;
    return isOver || isOfAnother ? [] : [{ type: 'CaseTransferNoted', data }];
  },

  TakeOverCase: ({ data, facts }, state) => {
    const { status, subject, unitId } = openedCase(state);
    if (status === 'CLOSED') refuseStep();
    if (unitId !== data.fromUnitId) {
      refuse('record-of-another-unit', 'The unit from which this case would be taken over does not own it.', 'R-1.7');
    }
    return [{ type: 'RehabCaseTakenOver', data: { subject, ...data, records: [...facts.records] } }];
  },
};
