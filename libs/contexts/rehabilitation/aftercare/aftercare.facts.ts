import { type Actor, refuse, unitOfActor } from '#kernel';
import { type CaseFact, type CoverFact, mustBeCovered } from '../facts.js';
import type { BegunAftercare } from './aftercare.record.js';

/** The case, and the gate where the one who serves is an agency: a probation office is of the same ministry and needs no agreement. */
export interface ServiceFacts {
  readonly case: CaseFact;
  readonly cover?: CoverFact;
}

/** Refuses aftercare of a case that does not receive it: a released inmate still may. */
export function mustBeCaredFor({ case: { status, consent } }: CaseFact): void {
  if (consent?.standing === 'WITHDRAWN') {
    refuse('consent-withdrawn', 'The consent was withdrawn: nothing is added to the case.', 'R-2.1');
  }
  if (status !== 'AFTERCARE' && status !== 'RELEASED') {
    refuse('not-in-this-status', 'The case is not where this can happen to it.', 'R-3.11');
  }
}

/** Refuses people of a unit that has not accepted the case. */
export function mustServe({ unitId, referrals }: BegunAftercare, by: Actor): void {
  const servingUnitId = unitOfActor(by);
  const accepted = referrals.some(({ toUnitId, standing }) => toUnitId === servingUnitId && standing === 'accepted');
  if (servingUnitId !== unitId && !accepted) {
    refuse('referral-not-accepted', 'Accept the referral first: then your unit looks after them.', 'R-3.2');
  }
}

/** Refuses a service of an agency that no agreement in force covers on its day. */
export const mustBeAllowed = ({ cover }: ServiceFacts): void => {
  if (cover !== undefined) mustBeCovered(cover);
};
