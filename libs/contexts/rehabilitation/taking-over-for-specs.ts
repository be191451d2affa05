import type { Engine, Receipt } from '#kernel';
import { askOf } from '#platform/for-specs';
import { sendBy } from '#platform/policies';
import { RECEIVING, takingOverFrom } from './facts-for-specs.js';
import { rehabilitationSenders } from './reactions/index.js';

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
