import { type Asker, type Decider, type Fact, mustHaveHappened, unitOfActor, type WithFacts } from '#kernel';
import type { CaseEvent, CaseEventData } from '#contracts/rehabilitation/case.events';
import type { CaseRecord, CaseStatus, Recommendation } from '#contracts/rehabilitation/codes';
import type { EvaluationEventData } from '#contracts/rehabilitation/evaluation.events';
import type { PlanEventData } from '#contracts/rehabilitation/plan.events';
import type { CommandsOf } from '#platform/commands';
import type { CoverFact, InmateFact, TemplateFact } from '../facts.rules.js';
import type { TakingOver } from '../taking-over.js';
import type * as commands from './case.commands.js';
import { leadingTo, type Step } from './case.course.js';
import type { CaseState, OpenedCase } from './case.record.js';
import { refuse } from './case.refusals.js';

/** An assessment, and what the team that met over it recommended. */
export interface AssessmentFact {
  readonly assessmentId: string;
  readonly caseId?: string;
  readonly recommendation?: { readonly outcome: Recommendation; readonly templateId?: string };
  readonly basis: Fact;
}

/** What the plan of a case says: how many sessions of its latest approved version, and from which modules somebody is exempted. */
export interface PlanFact {
  readonly plannedSessions: number;
  readonly exemptions: readonly Pick<PlanEventData<'RequirementExempted'>, 'module' | 'exemptedOn' | 'expiresOn'>[];
  readonly basis: Fact;
}

export interface EvaluationFact {
  readonly isMeasuredAfter: boolean;
  /** What the latest evaluation concludes. */
  readonly conclusion?: EvaluationEventData<'RehabEvaluated'>['conclusion'];
  readonly basis: Fact;
}

/** `completedOn` is the day on which the aftercare of a case was completed. */
export interface AftercareFact {
  readonly completedOn?: string;
  readonly basis: Fact;
}

/** A certificate that the case had before: the event by which it was issued, and its number when it can still be read. */
export interface EarlierCertificate {
  readonly certificateId: string;
  readonly number?: string;
}

interface Present {
  readonly inmate: InmateFact;
}

interface Facts {
  /** `cover` is of an external provider, whose people the case is opened to. */
  readonly OpenCase: Present & { readonly episode: number; readonly cover?: CoverFact };
  readonly AdmitToRehab: Present & {
    readonly caseId: string;
    readonly cover: CoverFact;
    readonly assessment: AssessmentFact;
    readonly template: TemplateFact;
  };
  readonly ChangePhase: Present;
  readonly ResumeRehab: Present;
  readonly ExitCase: Present;
  readonly CompleteRehab: {
    readonly template: TemplateFact;
    readonly plan?: PlanFact;
    readonly evaluation?: EvaluationFact;
  };
  /** The laboratory's confirmation of a positive test. */
  readonly DiscontinueRehab: { readonly confirmation?: { readonly basis: Fact } };
  readonly CloseCase: { readonly aftercare?: AftercareFact };
  readonly ReopenCase: { readonly hasLaterEpisode: boolean };
  readonly IssueCertificate: { readonly earlier: readonly EarlierCertificate[] };
  /** Those that the case has: they follow it. */
  readonly TakeOverCase: { readonly records: readonly CaseRecord[] };
}

/** What policies send a case: what other records come to, and that it follows its inmate to another unit. Nobody sends it directly. */
export type FollowingCommand =
  | { readonly type: 'AdvanceCase'; readonly data: CaseEventData<'RehabCaseAdvanced'> }
  | { readonly type: 'SetBackCase'; readonly data: CaseEventData<'RehabCaseSetBack'> }
  | { readonly type: 'NoteSession'; readonly data: CaseEventData<'CaseSessionNoted'> }
  | { readonly type: 'NoteConsent'; readonly data: CaseEventData<'CaseConsentNoted'> }
  | { readonly type: 'NoteTransfer'; readonly data: CaseEventData<'CaseTransferNoted'> }
  | { readonly type: 'TakeOverCase'; readonly data: TakingOver };

export type CaseCommand = WithFacts<CommandsOf<typeof commands> | FollowingCommand, Facts>;
export type CommandOf<Type extends CaseCommand['type']> = Extract<CaseCommand, { type: Type }>;
export type FactsOf<Type extends keyof Facts> = Facts[Type];
export type Rules<Type extends CaseCommand['type']> = Pick<Decider<CaseState, CaseCommand, CaseEvent>['decide'], Type>;

/** Refuses what cannot be done to a case that nobody opened. */
export function openedCase(state: CaseState): OpenedCase {
  if (state.status === 'none') refuse('case-not-opened');
  return state;
}

export const refuseStep = (from: readonly CaseStatus[], status: CaseStatus): never =>
  refuse('not-in-this-status', { status, from });

/** Refuses what is done to a case from other statuses than its own. */
export function mustBeIn(from: readonly CaseStatus[], status: CaseStatus): void {
  if (!from.includes(status)) refuseStep(from, status);
}

export function mustLead(status: CaseStatus, step: Step): void {
  mustBeIn(leadingTo(step), status);
}

/** Refuses a day that has not come yet, or that lies before the last one that something happened to the case on. */
export function mustFollow({ lastOn }: OpenedCase, day: string, today: string): void {
  mustHaveHappened(day, today);
  if (day < lastOn) refuse('before-last-step', { lastOn, day });
}

/** The case that a step is taken from; refuses where its course does not have it, and the day. */
export function atStep(state: CaseState, step: Step, day: string, today: string): OpenedCase {
  const its = openedCase(state);
  mustLead(its.status, step);
  mustFollow(its, day, today);
  return its;
}

/** Whose case it is, and the units besides the own one that serve it then. */
export const ofCase = ({ subject, providers }: OpenedCase) => ({ subject, providerUnitIds: [...providers] });

/** Refuses to whom a case is on its way whatever the unit that gives it must tell. */
export function mustKeep(its: OpenedCase, { by }: Pick<Asker, 'by'>): void {
  const unitId = unitOfActor(by);
  if (by.kind === 'SYSTEM' || its.transfer?.toUnitId !== unitId || its.providers.includes(unitId)) return;
  refuse('record-not-taken-over', { unitId: its.unitId });
}

export function mustStillConsent({ consent }: OpenedCase): void {
  if (consent?.status === 'WITHDRAWN') refuse('consent-withdrawn', { consentId: consent.consentId });
}
