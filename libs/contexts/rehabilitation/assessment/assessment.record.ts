import * as kernel from '#kernel';
import type { AssessmentEntry, AssessmentEvent } from '#contracts/rehabilitation/assessment.events';
import type { AsiDomainCode } from '#contracts/rehabilitation/codes';
import type { CommandsOf } from '#platform/commands';
import type { CaseFact, Provider } from '../facts.rules.js';
import type * as commands from './assessment.commands.js';
import type { CompletionFacts, RatingFacts, RecommendationFacts, StartFacts } from './assessment.facts.js';
import { refuse } from './assessment.refusals.js';

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
  | (Assessed & kernel.Annulled);

export type BegunAssessment = Extract<Assessment, UnderWay>;
export type CompletedAssessment = Extract<Assessment, Completion>;

export type AssessmentRecord = kernel.Entries<Assessment, AssessmentEntry>;

interface Facts {
  readonly StartAssessment: StartFacts;
  readonly RateDomain: RatingFacts;
  readonly CompleteAssessment: CompletionFacts;
  readonly RecommendPlacement: RecommendationFacts;
  readonly CorrectAssessmentEntry: kernel.AgainFacts & { readonly case: CaseFact };
  readonly AnnulAssessmentEntry: kernel.AgainFacts & { readonly case: CaseFact };
}

export type AssessmentCommand = kernel.WithFacts<CommandsOf<typeof commands>, Facts>;
export type CommandOf<Type extends AssessmentCommand['type']> = Extract<AssessmentCommand, { type: Type }>;
export type AssessmentDecider = kernel.Decider<AssessmentRecord, AssessmentCommand, AssessmentEvent>;
export type Rules<Type extends AssessmentCommand['type']> = Pick<AssessmentDecider['decide'], Type>;

const folds: kernel.Folds<Assessment, AssessmentEntry> = {
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

export const assessmentEntries = kernel.entriesOf<Assessment, AssessmentEntry>(
  { status: 'absent' },
  folds,
  (state, annulledOn) => {
    if (state.status === 'absent') return state;
    const { unitId, provider, subject, inmateId, caseId, consentId } = state;
    return { status: 'annulled', annulledOn, unitId, provider, subject, inmateId, caseId, consentId };
  },
);

const hasBegun = (state: Assessment): state is BegunAssessment => 'startedOn' in state;

export const isCompleted = (state: Assessment): state is CompletedAssessment => 'completion' in state;

export function begun(state: Assessment): BegunAssessment {
  if (state.status === 'annulled') return refuseAnnulled(state);
  return hasBegun(state) ? state : refuse('assessment-not-started');
}

export const refuseAnnulled = ({ annulledOn }: kernel.Annulled): never => refuse('assessment-annulled', { annulledOn });

/** Refuses an assessment that says what cannot be: its entries follow one another. */
export function mustHold(state: Assessment): void {
  if (!hasBegun(state)) return;
  const { startedOn, ratings } = state;
  const early = ratings.find(({ ratedOn }) => ratedOn < startedOn);
  if (early !== undefined) refuse('rated-before-start', { ratedOn: early.ratedOn, startedOn });
  if (!isCompleted(state)) return;
  const { completedOn } = state;
  const lastOn = ratings.reduce((last, { ratedOn }) => (ratedOn > last ? ratedOn : last), startedOn);
  if (completedOn < lastOn) refuse('completed-before-rating', { completedOn, lastOn });
  if (state.status === 'recommended' && state.recommendedOn < completedOn) {
    refuse('recommended-before-completion', { recommendedOn: state.recommendedOn, completedOn });
  }
}

export const refuseCompleted = ({ status }: Pick<CompletedAssessment, 'status'>): never =>
  refuse('assessment-completed', { status: kernel.statusSaid(status) });
