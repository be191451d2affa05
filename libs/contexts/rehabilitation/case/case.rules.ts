import { type Asker, mustHaveHappened, refuse, unitOfActor } from '#kernel';
import type { CaseStatus } from '#contracts/rehabilitation/codes';
import type { CaseState, OpenedCase } from './case.state.js';
import { COURSE, type Step } from './course.js';

/** Refuses what cannot be done to a case that nobody opened. */
export function openedCase(state: CaseState): OpenedCase {
  if (state.status === 'none') refuse('case-not-opened', 'This case was not opened.', 'R-3.11');
  return state;
}

/** Refuses a step that the course of a case does not have from where it is. */
export const refuseStep = (): never =>
  refuse('not-in-this-status', 'The case is not where this can happen to it.', 'R-3.11');

/** Refuses a step that the course does not have from the status. */
export function mustLead(status: CaseStatus, step: Step): void {
  if (COURSE[status][step] === undefined) refuseStep();
}

/** Refuses a day that has not come yet, or that lies before the last one that something happened to the case on. */
export function mustFollow({ lastOn }: OpenedCase, day: string, today: string): void {
  mustHaveHappened(day, today);
  if (day < lastOn) refuse('before-last-step', `The case has got to ${lastOn} already.`, 'R-13.1');
}

/** Refuses to whom a case is on its way whatever the unit that gives it must tell. */
export function mustKeep(its: OpenedCase, { by }: Pick<Asker, 'by'>): void {
  const unitId = unitOfActor(by);
  if (by.kind === 'SYSTEM' || its.transfer?.toUnitId !== unitId || its.providers.includes(unitId)) return;
  refuse('record-not-taken-over', 'Accept the transfer first: until then the other unit keeps the case.', 'R-1.7');
}

/** Refuses what rests on a consent that was withdrawn. */
export function mustStillConsent({ consent }: OpenedCase): void {
  if (consent?.standing === 'WITHDRAWN') {
    refuse('consent-withdrawn', 'The consent was withdrawn: the programme does not go on.', 'R-2.1');
  }
}
