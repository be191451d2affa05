import {
  type Aggregate,
  type AnyCommand,
  type AnyEvent,
  type AnyPolicy,
  type Ask,
  type Engine,
  tell,
  type Told,
  type Prepare,
} from '#kernel';
import { type Reactions, tellAndReact, type Tellers } from '#platform/policies';
import { aftercare, type AftercareCommand } from './aftercare/aftercare.decider.js';
import { caseFollowsInmate } from './case/case-follows-inmate.policy.js';
import { caseFollowsRecords } from './case/case-follows-records.policy.js';
import { caseNotesConsent } from './case/case-notes-consent.policy.js';
import { caseNotesSessions } from './case/case-notes-sessions.policy.js';
import { handleCase, noteTransfer } from './case/case.handle.js';
import { recordsFollowCase } from './case/records-follow-case.policy.js';
import { evaluation, type EvaluationCommand } from './evaluation/evaluation.decider.js';
import { type PlanCommand, rehabPlan } from './plan/plan.decider.js';

export const rehabilitationPolicies: readonly AnyPolicy[] = [
  caseFollowsRecords,
  caseNotesSessions,
  caseNotesConsent,
  caseFollowsInmate,
  recordsFollowCase,
];

export const rehabilitationTellers: Tellers = {
  AdvanceCase: handleCase,
  SetBackCase: handleCase,
  NoteSession: handleCase,
  NoteConsent: handleCase,
  NoteTransfer: noteTransfer,
  TakeOverCase: handleCase,
  TakeOverPlan: (engine, ask: Ask<PlanCommand>) => tell(engine, rehabPlan, ask),
  TakeOverEvaluation: (engine, ask: Ask<EvaluationCommand>) => tell(engine, evaluation, ask),
  TakeOverAftercare: (engine, ask: Ask<AftercareCommand>) => tell(engine, aftercare, ask),
};

const reactions: Reactions = { policies: rehabilitationPolicies, tellers: rehabilitationTellers };

/** Tells a record of a case, and the case what follows from it. Throws what `tell` throws. */
export const tellRecord = <S, C extends AnyCommand, E extends AnyEvent>(
  engine: Engine,
  aggregate: Aggregate<S, C, E>,
  ask: Ask<C>,
  prepare?: Prepare<S, C>,
): Promise<Told> => tellAndReact(engine, reactions, aggregate, ask, prepare);
