import * as kernel from '#kernel';
import { type Reactions, sendAndReact, type Senders } from '#platform/policies';
import { aftercare, type AftercareCommand } from '../aftercare/aftercare.decider.js';
import { caseFollowsInmate } from './case-follows-inmate.policy.js';
import { caseFollowsRecords } from './case-follows-records.policy.js';
import { caseNotesConsent } from './case-notes-consent.policy.js';
import { caseNotesSessions } from './case-notes-sessions.policy.js';
import { handleCase, noteTransfer } from '../case/case.handle.js';
import { recordsFollowCase } from './records-follow-case.policy.js';
import { evaluation, type EvaluationCommand } from '../evaluation/evaluation.decider.js';
import { type PlanCommand, rehabPlan } from '../plan/plan.decider.js';

export const rehabilitationPolicies: readonly kernel.AnyPolicy[] = [
  caseFollowsRecords,
  caseNotesSessions,
  caseNotesConsent,
  caseFollowsInmate,
  recordsFollowCase,
];

export const rehabilitationSenders: Senders = {
  AdvanceCase: handleCase,
  SetBackCase: handleCase,
  NoteSession: handleCase,
  NoteConsent: handleCase,
  NoteTransfer: noteTransfer,
  TakeOverCase: handleCase,
  TakeOverPlan: (engine, ask: kernel.Ask<PlanCommand>) => kernel.send(engine, rehabPlan, ask),
  TakeOverEvaluation: (engine, ask: kernel.Ask<EvaluationCommand>) => kernel.send(engine, evaluation, ask),
  TakeOverAftercare: (engine, ask: kernel.Ask<AftercareCommand>) => kernel.send(engine, aftercare, ask),
};

const reactions: Reactions = { policies: rehabilitationPolicies, senders: rehabilitationSenders };

/** Sends a record of a case one command, and the case what follows from it. Throws what `send` throws. */
export const sendRecord = <S, C extends kernel.AnyCommand, E extends kernel.AnyEvent>(
  engine: kernel.Engine,
  aggregate: kernel.Aggregate<S, C, E>,
  ask: kernel.Ask<C>,
  prepare?: kernel.Prepare<S, C>,
): Promise<kernel.Receipt> => sendAndReact(engine, reactions, aggregate, ask, prepare);
