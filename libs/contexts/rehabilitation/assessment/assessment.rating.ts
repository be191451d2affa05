import { ASI_DOMAIN_CODES } from '#contracts/rehabilitation/codes';
import { basisOf, mustBeCovered, mustBePresent, mustTakeEntries } from '../facts.rules.js';
import { asi, needsComment, NEEDS_COMMENT_AT } from '../instruments/asi.js';
import { mustHaveStep } from '../record.rules.js';
import { begun, type CommandOf, isCompleted, mustHold, refuseCompleted, type Rules } from './assessment.record.js';
import { refuse } from './assessment.refusals.js';

export const decideRating: Rules<'RateDomain' | 'CompleteAssessment'> = {
  RateDomain: ({ data: { domain, severity, suggested, patientRating, comment, ratedOn }, facts }, { now }) => {
    const assessment = begun(now);
    if (isCompleted(assessment)) refuseCompleted(assessment);
    const { case: fact, inmate, cover, consent } = facts;
    mustTakeEntries(fact);
    mustHaveStep(fact, 'ASSESSED');
    mustBePresent(inmate, ratedOn);
    mustBeCovered(cover);
    if (suggested !== undefined) mustBeExplained(severity, suggested, comment);
    mustHold({ ...assessment, ratings: [{ domain, ratedOn }] });
    const { subject, caseId } = assessment;
    const data = {
      subject,
      caseId,
      domain,
      ratedOn,
      severity,
      ...(suggested && { suggestedFrom: suggested.from, suggestedTo: suggested.to }),
      ...(patientRating !== undefined && { patientRating }),
      ...(comment !== undefined && { comment }),
      basis: basisOf(fact, consent, inmate, cover),
    };
    return [{ type: 'AssessmentDomainRated', data }];
  },

  CompleteAssessment: ({ data: { completedOn, claimed = {} }, facts }, { now }) => {
    const assessment = begun(now);
    if (isCompleted(assessment)) refuseCompleted(assessment);
    const { case: fact, consent } = facts;
    mustTakeEntries(fact);
    mustHaveStep(fact, 'ASSESSED');
    const unrated = ASI_DOMAIN_CODES.filter((domain) => !assessment.ratings.some((rating) => rating.domain === domain));
    if (unrated.length > 0) refuse('domains-not-rated', { domains: unrated }, unrated);
    mustHold({ ...assessment, status: 'completed', completedOn, completion: '' });
    const severities = ASI_DOMAIN_CODES.map(
      (domain) => facts.severities.find((known) => known.domain === domain) ?? refuseGone(),
    );
    const { suggestion } = asi.score(
      Object.fromEntries(severities.map(({ domain, severity }) => [domain.toLowerCase(), severity])),
    );
    mustAgree(claimed, suggestion);
    const { subject, caseId, provider } = assessment;
    return [
      {
        type: 'AssessmentCompleted',
        data: {
          subject,
          caseId,
          instrument: 'ASI',
          instrumentVersion: asi.version,
          cutoffSet: asi.cutoffs?.set ?? asi.version,
          completedOn,
          severities: severities.map(({ domain, severity }) => ({ domain, severity })),
          suggestedDays: suggestion.programmeDays,
          provider,
          basis: basisOf(fact, consent),
        },
      },
    ];
  },
};

/** Refuses a rating whose shift from the suggested range is not explained. */
function mustBeExplained(
  severity: number,
  suggested: { readonly from: number; readonly to: number },
  comment: string | undefined,
): void {
  if (suggested.from > suggested.to) refuse('range-reversed');
  if (needsComment(severity, suggested) && comment === undefined) {
    refuse('comment-required', { points: NEEDS_COMMENT_AT });
  }
}

type Claim = NonNullable<CommandOf<'CompleteAssessment'>['data']['claimed']>;

/** Refuses a claim that is not what the ratings amount to. */
function mustAgree(claimed: Claim, { severity, programmeDays }: ReturnType<typeof asi.score>['suggestion']): void {
  const computed = { severity, suggestedDays: programmeDays };
  const differing = (['severity', 'suggestedDays'] as const).filter(
    (name) => (claimed[name] ?? computed[name]) !== computed[name],
  );
  if (differing.length > 0) {
    refuse(
      'score-differs',
      {},
      differing.map((name) => `claimed.${name} is not what the ratings amount to`),
    );
  }
}

/** Refuses what would have to be computed from ratings that nobody can read any more. */
export const refuseGone = (): never => refuse('ratings-gone');
