import { type Decider, refuse } from '#kernel';
import type { AssessmentEvent } from '#contracts/rehabilitation/assessment.events';
import { ASI_DOMAIN_CODES, type AsiDomainCode } from '#contracts/rehabilitation/codes';
import { basisOf, type CaseFact, type ConsentFact, mustTakeEntries } from '../facts.js';
import { asi } from '../instruments/asi.js';
import { mustHaveStep, prepared } from '../record.rules.js';
import { type AssessmentRecord, begun, isCompleted, mustHold } from './assessment.record.js';
import { refuseCompleted } from './assessment.rating.js';

export interface CompletionFacts {
  readonly case: CaseFact;
  /** The one that the assessment was started on. */
  readonly consent: ConsentFact;
  /** The ratings that can still be read, the latest of each domain. */
  readonly severities: readonly Severity[];
}

export interface Severity {
  readonly domain: AsiDomainCode;
  readonly severity: number;
}

export interface CompletingCommand {
  readonly type: 'CompleteAssessment';
  readonly data: {
    readonly completedOn: string;
    /** What the client has computed itself. */
    readonly claimed?: { readonly severity?: number; readonly suggestedDays?: number };
  };
  readonly facts?: CompletionFacts;
}

export const decideCompleting: Decider<AssessmentRecord, CompletingCommand, AssessmentEvent>['decide'] = {
  CompleteAssessment: ({ data: { completedOn, claimed = {} }, facts }, { now }) => {
    const assessment = begun(now);
    if (isCompleted(assessment)) refuseCompleted();
    const known = prepared(facts);
    mustTakeEntries(known.case);
    mustHaveStep(known.case, 'ASSESSED');
    const unrated = ASI_DOMAIN_CODES.filter((domain) => !assessment.ratings.some((rating) => rating.domain === domain));
    if (unrated.length > 0) refuse('domains-not-rated', 'Every domain must be rated: see problems.', 'R-2.7', unrated);
    mustHold({ ...assessment, status: 'completed', completedOn, completion: '' });
    const severities = ASI_DOMAIN_CODES.map(
      (domain) => known.severities.find((known) => known.domain === domain) ?? refuseGone(),
    );
    const { suggestion } = asi.score(
      Object.fromEntries(severities.map(({ domain, severity }) => [domain.toLowerCase(), severity])),
    );
    const differs =
      (claimed.severity ?? suggestion.severity) !== suggestion.severity ||
      (claimed.suggestedDays ?? suggestion.programmeDays) !== suggestion.programmeDays;
    if (differs) refuse('score-differs', 'The server computes another result: check the ratings.', 'R-2.3');
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
          basis: basisOf(known.case, known.consent),
        },
      },
    ];
  },
};

/** Refuses what would have to be computed from ratings that nobody can read any more. */
export const refuseGone = (): never =>
  refuse(
    'ratings-gone',
    'The ratings can no longer be read: their key was destroyed. Nothing follows from them.',
    'R-2.7',
  );
