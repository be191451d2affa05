import { type Actor, unitOfActor } from '#kernel';
import type { CaseStatus } from '#contracts/rehabilitation/codes';
import { type CaseFact, mustBeCovered } from '../facts.rules.js';
import type { BegunAftercare, ServiceFacts } from './aftercare.record.js';
import { object, refuse } from './aftercare.refusals.js';

/** Objects to adding to a case whose consent was withdrawn. */
export function mustBeWilling({ caseId, case: { consent } }: CaseFact): void {
  if (consent?.status === 'WITHDRAWN') object('consent-withdrawn', { caseId }, { consentId: consent.consentId });
}

const CARED_FOR: readonly CaseStatus[] = ['AFTERCARE', 'RELEASED'];

/** Objects to aftercare of a case that does not receive it: a released inmate still may. */
export function mustBeCaredFor(fact: CaseFact): void {
  const {
    caseId,
    case: { status },
  } = fact;
  mustBeWilling(fact);
  if (!CARED_FOR.includes(status)) object('not-in-this-status', { caseId }, { status, from: CARED_FOR });
}

/** Refuses people of a unit that has not accepted the case. */
export function mustServe({ unitId, referrals }: BegunAftercare, by: Actor): void {
  const servingUnitId = unitOfActor(by);
  const accepted = referrals.some(({ toUnitId, status }) => toUnitId === servingUnitId && status === 'accepted');
  if (servingUnitId !== unitId && !accepted) refuse('referral-not-accepted', { servingUnitId });
}

/** Objects to a service of an agency that no agreement in force covers on its day. */
export const mustBeAllowed = ({ cover }: Pick<ServiceFacts, 'cover'>): void => {
  if (cover !== undefined) mustBeCovered(cover);
};
