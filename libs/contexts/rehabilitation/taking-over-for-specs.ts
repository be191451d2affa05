import type { Engine, Receipt } from '#kernel';
import { askOf } from '#platform/for-specs';
import { sendBy } from '#platform/policies';
import { caseId, factOn, nurse } from './facts-for-specs.js';
import { rehabilitationSenders } from './reactions/index.js';
import type { TakingOver } from './taking-over.js';

/** The unit that takes over what was of the unit of the facts. */
export const RECEIVING = 'RUTAN-PURBALINGGA';

/** What a record of the case is told when the case was taken over from that unit. */
export const takingOverFrom = (fromUnitId = nurse.unitId): TakingOver => ({
  fromUnitId,
  takenOverOn: '2024-12-15',
  of: factOn(`rehabcase-${caseId}`),
});

/** Tells a record what the policy tells it when its case was taken over, in the name of the unit that takes it over. */
export const takeOver = (
  engine: Engine,
  type: 'TakeOverPlan' | 'TakeOverEvaluation' | 'TakeOverAftercare',
  target: string,
): Promise<Receipt> =>
  sendBy(
    engine,
    rehabilitationSenders,
  )({
    ...askOf(
      { type, data: takingOverFrom() },
      { kind: 'SYSTEM', name: 'records-follow-case' },
      { target, unitId: RECEIVING, body: {} },
    ),
    unitId: RECEIVING,
    cause: { on: '2024-12-15', zone: 'Asia/Jakarta' },
  });
