import * as kernel from '#kernel';
import type { PlanEntry, PlanEvent, PlanEventData } from '#contracts/rehabilitation/plan.events';
import type { CommandsOf } from '#platform/commands';
import type { OfCase, TemplateFact } from '../facts.rules.js';
import type { TakingOver } from '../taking-over.js';
import type * as commands from './plan.commands.js';
import { refuse } from './plan.refusals.js';

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

export type PlanRecord = kernel.Entries<PlanState, PlanEntry>;

/** With the template of the programme that the case was admitted to; none when it was not. */
export interface TemplateFacts extends OfCase {
  readonly template?: TemplateFact;
}

interface Facts {
  /** With the unit that is to own the plan. */
  readonly DraftPlan: TemplateFacts & { readonly unitId: string };
  readonly SubmitPlan: OfCase;
  readonly ApprovePlan: OfCase;
  readonly ReturnPlan: OfCase;
  readonly RevisePlan: TemplateFacts;
  readonly RecordGoalProgress: OfCase;
  readonly ExemptRequirement: TemplateFacts;
  readonly CorrectPlanEntry: kernel.AgainFacts;
  readonly AnnulPlanEntry: kernel.AgainFacts;
}

export type PlanCommand = kernel.WithFacts<
  CommandsOf<typeof commands> | { readonly type: 'TakeOverPlan'; readonly data: TakingOver },
  Facts
>;
export type PlanDecider = kernel.Decider<PlanRecord, PlanCommand, PlanEvent>;
export type Rules<Type extends PlanCommand['type']> = Pick<PlanDecider['decide'], Type>;

type Written = PlanEventData<'RehabPlanDrafted'> | PlanEventData<'RehabPlanRevised'>;
type Fold<T extends PlanEntry['type']> = (
  plan: BegunPlan,
  event: Extract<PlanEntry, { type: T }> & kernel.Recording,
) => BegunPlan;

/** A fold of a plan that was drafted; nothing else happens to one that was not. */
const begun =
  <T extends PlanEntry['type']>(fold: Fold<T>) =>
  (state: PlanState, event: Extract<PlanEntry, { type: T }> & kernel.Recording): PlanState =>
    state.status === 'none' ? state : fold(state, event);

const versionIn = ({ version, goals, sessions }: Written): PlanVersion => ({
  version,
  goalIds: goals.map(({ goalId }) => goalId),
  sessions,
});

const withAuthors = (authors: readonly string[], more: readonly string[]): readonly string[] => [
  ...new Set([...authors, ...more]),
];

const folds: kernel.Folds<PlanState, PlanEntry> = {
  RehabPlanDrafted: (_, { data, metadata: { unitId, actor } }) => ({
    status: 'drafted',
    subject: data.subject,
    caseId: data.caseId,
    unitId,
    providers: data.providerUnitIds ?? [],
    authors: kernel.authorsOf(actor),
    latest: versionIn(data),
    exemptions: [],
  }),
  RehabPlanSubmitted: begun((plan, { data: { submittedBy } }) => ({
    ...plan,
    status: 'submitted',
    authors: withAuthors(plan.authors, [submittedBy]),
  })),
  RehabPlanApproved: begun((plan) => ({ ...plan, status: 'approved', approved: plan.latest })),
  RehabPlanReturned: begun((plan) => ({ ...plan, status: 'returned' })),
  RehabPlanRevised: begun((plan, { data, metadata: { actor } }) => ({
    ...plan,
    status: 'drafted',
    providers: data.providerUnitIds ?? plan.providers,
    authors: withAuthors(plan.authors, kernel.authorsOf(actor)),
    latest: versionIn(data),
  })),
  GoalProgressRecorded: (plan) => plan,
  RequirementExempted: begun((plan, { data: { module, exemptedOn, expiresOn } }) => ({
    ...plan,
    exemptions: [...plan.exemptions, { module, exemptedOn, ...(expiresOn && { expiresOn }) }],
  })),
  RehabPlanTakenOver: begun((plan, { metadata: { unitId } }) => ({ ...plan, unitId })),
};

export const planEntries = kernel.entriesOf<PlanState, PlanEntry>({ status: 'none' }, folds, (state) => state);

export const begunPlan = ({ now }: Pick<PlanRecord, 'now'>): BegunPlan =>
  now.status === 'none' ? refuse('plan-not-drafted') : now;
