import type { Fact } from '#kernel';
import type { PlanEventData } from '#contracts/rehabilitation/plan.events';
import { refuse } from './refusals.js';

/** A record follows its case from one unit to another; `of` is the event of the case by which it does. */
export interface TakingOver {
  readonly fromUnitId: string;
  readonly takenOverOn: string;
  readonly of: Fact;
}

/** Whose record it is, and the unit that owns it. */
interface Owned {
  readonly subject: string;
  readonly caseId: string;
  readonly unitId: string;
}

/** The record as it is taken over; refuses one that the unit it is to come from does not own. */
export function takenOver(
  { subject, caseId, unitId }: Owned,
  { fromUnitId, takenOverOn, of }: TakingOver,
): PlanEventData<'RehabPlanTakenOver'> {
  if (unitId !== fromUnitId) refuse('record-of-another-unit', { fromUnitId, unitId });
  return { subject, caseId, fromUnitId, takenOverOn, of };
}

/** The entry by which a record was taken over: it follows the case, so nobody corrects or annuls it, and it stands whatever others say. */
export const standingTakenOver = { kept: [], stands: true, mayAnnul: () => refuse('entry-not-annullable') } as const;
