import { type Decider, type Entries, entriesOf, refuse } from '#kernel';
import type { AssessmentEntry } from '#contracts/rehabilitation/assessment.events';
import type { AsiDomainCode } from '#contracts/rehabilitation/codes';
import type { Provider } from '../facts.js';

/** Fixed when the assessment is started. */
export interface Assessed {
  readonly unitId: string;
  readonly provider: Provider;
  readonly subject: string;
  readonly inmateId: string;
  readonly caseId: string;
  readonly consentId: string;
}

/** The latest rating of a domain; its severity is sealed. */
export interface Rating {
  readonly domain: AsiDomainCode;
  readonly ratedOn: string;
}

export interface UnderWay extends Assessed {
  readonly startedOn: string;
  readonly ratings: readonly Rating[];
}

interface Completion {
  readonly completedOn: string;
  /** The id of the entry that completed it. */
  readonly completion: string;
}

export type Assessment =
  | { readonly status: 'absent' }
  | (UnderWay & { readonly status: 'started' })
  | (UnderWay & Completion & { readonly status: 'completed' })
  | (UnderWay & Completion & { readonly status: 'recommended'; readonly recommendedOn: string })
  | (Assessed & { readonly status: 'annulled' });

export type BegunAssessment = Extract<Assessment, UnderWay>;
export type CompletedAssessment = Extract<Assessment, Completion>;

/** An assessment with its entries, so that they can be corrected and annulled. */
export type AssessmentRecord = Entries<Assessment, AssessmentEntry>;

const folds: Decider<Assessment, never, AssessmentEntry>['evolve'] = {
  AssessmentStarted: (_, { data, metadata: { unitId } }) => {
    const { provider, subject, inmateId, caseId, consentId, startedOn } = data;
    return { status: 'started', unitId, provider, subject, inmateId, caseId, consentId, startedOn, ratings: [] };
  },
  AssessmentDomainRated: (state, { data: { domain, ratedOn } }) =>
    hasBegun(state)
      ? { ...state, ratings: [...state.ratings.filter((rating) => rating.domain !== domain), { domain, ratedOn }] }
      : state,
  AssessmentCompleted: (state, { id, data: { completedOn } }) =>
    hasBegun(state) ? { ...state, status: 'completed', completedOn, completion: id } : state,
  PlacementRecommended: (state, { data: { recommendedOn } }) =>
    isCompleted(state) ? { ...state, status: 'recommended', recommendedOn } : state,
};

export const assessmentEntries = entriesOf<Assessment, AssessmentEntry>({ status: 'absent' }, folds, (state) => {
  if (state.status === 'absent') return state;
  const { unitId, provider, subject, inmateId, caseId, consentId } = state;
  return { status: 'annulled', unitId, provider, subject, inmateId, caseId, consentId };
});

const hasBegun = (state: Assessment): state is BegunAssessment => 'startedOn' in state;

export const isCompleted = (state: Assessment): state is CompletedAssessment => 'completion' in state;

/** The assessment, if it has begun; refuses otherwise. */
export function begun(state: Assessment): BegunAssessment {
  if (state.status === 'annulled') return refuseAnnulled();
  return hasBegun(state) ? state : refuse('assessment-not-started', 'Nobody has started this assessment.', 'R-2.6');
}

export const refuseAnnulled = (): never => refuse('assessment-annulled', 'This assessment was annulled.', 'D12');

/** Refuses an assessment that says what cannot be: its entries follow one another. */
export function mustHold(state: Assessment): void {
  if (!hasBegun(state)) return;
  if (state.ratings.some(({ ratedOn }) => ratedOn < state.startedOn)) {
    refuse('rated-before-start', 'A domain is rated after the assessment was started, not before.', 'R-2.7');
  }
  if (!isCompleted(state)) return;
  if ([state.startedOn, ...state.ratings.map(({ ratedOn }) => ratedOn)].some((day) => day > state.completedOn)) {
    refuse('completed-before-rating', 'An assessment is completed after its last rating, not before.', 'R-2.7');
  }
  if (state.status === 'recommended' && state.recommendedOn < state.completedOn) {
    refuse('recommended-before-completion', 'The team recommends after the assessment, not before.', 'R-2.8');
  }
}
