import { type Decider, refuse } from '#kernel';
import type { AssessmentEvent, AssessmentEventData } from '#contracts/rehabilitation/assessment.events';
import type { AsiDomainCode } from '#contracts/rehabilitation/codes';
import {
  basisOf,
  type CaseFact,
  type ConsentFact,
  type CoverFact,
  type InmateFact,
  mustBeCovered,
  mustBePresent,
  mustTakeEntries,
} from '../facts.js';
import { needsComment } from '../instruments/asi.js';
import { mustHaveStep, prepared } from '../record.rules.js';
import { type AssessmentRecord, begun, type BegunAssessment, isCompleted, mustHold } from './assessment.record.js';

export interface RatingFacts {
  readonly case: CaseFact;
  readonly inmate: InmateFact;
  readonly cover: CoverFact;
  /** The one that the assessment was started on. */
  readonly consent: ConsentFact;
}

export interface DomainRating {
  readonly severity: number;
  readonly suggested?: { readonly from: number; readonly to: number };
  readonly patientRating?: number;
  readonly comment?: string;
  readonly ratedOn: string;
}

export interface RatingCommand {
  readonly type: 'RateDomain';
  readonly data: DomainRating & { readonly domain: AsiDomainCode };
  readonly facts?: RatingFacts;
}

export const decideRating: Decider<AssessmentRecord, RatingCommand, AssessmentEvent>['decide'] = {
  RateDomain: ({ data: { domain, ...rating }, facts }, { now }) => {
    const assessment = begun(now);
    if (isCompleted(assessment)) refuseCompleted();
    const known = prepared(facts);
    mustTakeEntries(known.case);
    mustHaveStep(known.case, 'ASSESSED');
    const data = rated(assessment, domain, rating, known);
    mustHold({ ...assessment, ratings: [{ domain, ratedOn: data.ratedOn }] });
    return [{ type: 'AssessmentDomainRated', data }];
  },
};

/** What is recorded of a rating. Refuses one whose shift is not explained, or whose day presence or the gate do not allow. */
export function rated(
  { subject, caseId }: BegunAssessment,
  domain: AsiDomainCode,
  { severity, suggested, patientRating, comment, ratedOn }: DomainRating,
  facts: RatingFacts,
): AssessmentEventData<'AssessmentDomainRated'> {
  mustBePresent(facts.inmate, ratedOn);
  mustBeCovered(facts.cover);
  if (suggested !== undefined) {
    if (suggested.from > suggested.to) refuse('range-reversed', 'The suggested range ascends: from, then to.', 'R-2.7');
    if (needsComment(severity, suggested) && comment === undefined) {
      refuse('comment-required', 'A rating this far from the suggested range needs a comment.', 'R-2.7');
    }
  }
  return {
    subject,
    caseId,
    domain,
    ratedOn,
    severity,
    ...(suggested && { suggestedFrom: suggested.from, suggestedTo: suggested.to }),
    ...(patientRating !== undefined && { patientRating }),
    ...(comment !== undefined && { comment }),
    basis: basisOf(facts.case, facts.consent, facts.inmate, facts.cover),
  };
}

export const refuseCompleted = (): never =>
  refuse('assessment-completed', 'This assessment was completed: its ratings stay as they are.', 'R-2.7');
