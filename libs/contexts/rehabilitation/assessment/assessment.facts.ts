import type { Fact } from '#kernel';
import type { AsiDomainCode, RiskBand } from '#contracts/rehabilitation/codes';
import type { OfCase, ConsentFact, CoverFact, InmateFact, TemplateFact } from '../facts.rules.js';

/** What a screening found, as it is known now; without a result when nobody was screened or it was annulled. */
export interface ScreeningFact {
  readonly screeningId: string;
  readonly result?: { readonly caseId: string; readonly riskBand: RiskBand; readonly screenedOn: string };
  readonly basis: Fact;
}

export interface StartFacts extends OfCase {
  /** The unit that owns the assessment. */
  readonly unitId: string;
  readonly inmate: InmateFact;
  readonly screening: ScreeningFact;
  readonly consent: ConsentFact;
  readonly cover: CoverFact;
  readonly template?: TemplateFact;
}

export interface RatingFacts extends OfCase {
  readonly inmate: InmateFact;
  readonly cover: CoverFact;
  /** The one that the assessment was started on. */
  readonly consent: ConsentFact;
}

export interface CompletionFacts extends OfCase {
  /** The one that the assessment was started on. */
  readonly consent: ConsentFact;
  /** The ratings that can still be read, the latest of each domain. */
  readonly severities: readonly Severity[];
}

export interface Severity {
  readonly domain: AsiDomainCode;
  readonly severity: number;
}

export interface RecommendationFacts extends OfCase {
  /** The one that the assessment was started on. */
  readonly consent: ConsentFact;
  readonly template?: TemplateFact;
  /** The days that the severities suggest; absent when the key is gone. */
  readonly suggestedDays?: number;
  /** A new subject for each member of the team, in case they are from elsewhere. */
  readonly subjects: readonly string[];
  /** Whether somebody of the staff is named twice, under whatever ids. */
  readonly isAnybodyTwice: boolean;
}
