import { type Actor, object, refuse, unitOfActor } from '#kernel';
import { type CaseFact, mustBeCovered } from '../facts.rules.js';
import type { BegunAftercare, ServiceFacts } from './aftercare.record.js';

/** Objects to adding to a case whose consent was withdrawn. */
export function mustBeWilling({ caseId, case: { consent } }: CaseFact): void {
  if (consent?.standing === 'WITHDRAWN') {
    object('consent-withdrawn', 'The consent was withdrawn: nothing is added to the case.', 'R-2.1', { caseId });
  }
}

/** Objects to aftercare of a case that does not receive it: a released inmate still may. */
export function mustBeCaredFor(fact: CaseFact): void {
  const {
    caseId,
    case: { status },
  } = fact;
  mustBeWilling(fact);
  if (status !== 'AFTERCARE' && status !== 'RELEASED') {
    object('not-in-this-status', 'The case is not where this can happen to it.', 'R-3.11', { caseId });
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

/** Objects to a service of an agency that no agreement in force covers on its day. */
export const mustBeAllowed = ({ cover }: Pick<ServiceFacts, 'cover'>): void => {
  if (cover !== undefined) mustBeCovered(cover);
};
