import { type Decider, type Recording, refuse } from '#kernel';
import type { PlanEvent, PlanEventData } from '#contracts/rehabilitation/plan.events';

export type PlannedSessions = PlanEventData<'RehabPlanDrafted'>['sessions'][number];

/** What a version plans, as far as rules ask. */
export interface PlanVersion {
  readonly version: number;
  readonly goalIds: readonly string[];
  readonly sessions: readonly PlannedSessions[];
}

export type Exemption = Pick<PlanEventData<'RequirementExempted'>, 'module' | 'exemptedOn' | 'expiresOn'>;

interface Begun {
  readonly subject: string;
  readonly caseId: string;
  readonly unitId: string;
  /** The units besides the own one that serve the case. */
  readonly providers: readonly string[];
  /** Who drafted, revised or submitted any of its versions. */
  readonly authors: readonly string[];
  readonly latest: PlanVersion;
  readonly exemptions: readonly Exemption[];
}

/** A plan, by the status of its latest version; `approved` is the version that holds meanwhile. */
export type BegunPlan =
  | (Begun & { readonly status: 'drafted' | 'submitted' | 'returned'; readonly approved?: PlanVersion })
  | (Begun & { readonly status: 'approved'; readonly approved: PlanVersion });

export type PlanState = { readonly status: 'none' } | BegunPlan;

type Written = PlanEventData<'RehabPlanDrafted'> | PlanEventData<'RehabPlanRevised'>;
type Fold<T extends PlanEvent['type']> = (
  plan: BegunPlan,
  event: Extract<PlanEvent, { type: T }> & Recording,
) => BegunPlan;

/** A fold of a plan that was drafted; nothing else happens to one that was not. */
const begun =
  <T extends PlanEvent['type']>(fold: Fold<T>) =>
  (state: PlanState, event: Extract<PlanEvent, { type: T }> & Recording): PlanState =>
    state.status === 'none' ? state : fold(state, event);

const versionIn = ({ version, goals, sessions }: Written): PlanVersion => ({
  version,
  goalIds: goals.map(({ goalId }) => goalId),
  sessions,
});

const withAuthor = (authors: readonly string[], author: string): readonly string[] =>
  authors.includes(author) ? authors : [...authors, author];

export const evolvePlan: Decider<PlanState, never, PlanEvent>['evolve'] = {
  RehabPlanDrafted: (_, { data, metadata: { unitId, actor } }) => ({
    status: 'drafted',
    subject: data.subject,
    caseId: data.caseId,
    unitId,
    providers: data.providerUnitIds ?? [],
    authors: [actor.id],
    latest: versionIn(data),
    exemptions: [],
  }),
  RehabPlanSubmitted: begun((plan, { data: { submittedBy } }) => ({
    ...plan,
    status: 'submitted',
    authors: withAuthor(plan.authors, submittedBy),
  })),
  RehabPlanApproved: begun((plan) => ({ ...plan, status: 'approved', approved: plan.latest })),
  RehabPlanReturned: begun((plan) => ({ ...plan, status: 'returned' })),
  RehabPlanRevised: begun((plan, { data, metadata: { actor } }) => ({
    ...plan,
    status: 'drafted',
    providers: data.providerUnitIds ?? plan.providers,
    authors: withAuthor(plan.authors, actor.id),
    latest: versionIn(data),
  })),
  GoalProgressRecorded: (plan) => plan,
  RequirementExempted: begun((plan, { data: { module, exemptedOn, expiresOn } }) => ({
    ...plan,
    exemptions: [...plan.exemptions, { module, exemptedOn, ...(expiresOn && { expiresOn }) }],
  })),
};

/** The plan, if it was drafted; refuses otherwise. */
export const begunPlan = (state: PlanState): BegunPlan =>
  state.status === 'none' ? refuse('plan-not-drafted', 'Nobody has drafted this plan.', 'R-3.3') : state;
