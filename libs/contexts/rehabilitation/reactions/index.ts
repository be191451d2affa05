import {
  type Aggregate,
  type AnyCommand,
  type AnyEvent,
  type AnyPolicy,
  type Ask,
  type Engine,
  send,
  type Receipt,
  type Prepare,
} from '#kernel';
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

export const rehabilitationPolicies: readonly AnyPolicy[] = [
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
  TakeOverPlan: (engine, ask: Ask<PlanCommand>) => send(engine, rehabPlan, ask),
  TakeOverEvaluation: (engine, ask: Ask<EvaluationCommand>) => send(engine, evaluation, ask),
  TakeOverAftercare: (engine, ask: Ask<AftercareCommand>) => send(engine, aftercare, ask),
};

const reactions: Reactions = { policies: rehabilitationPolicies, senders: rehabilitationSenders };

/** Sends a record of a case one command, and the case what follows from it. Throws what `send` throws. */
export const sendRecord = <S, C extends AnyCommand, E extends AnyEvent>(
  engine: Engine,
  aggregate: Aggregate<S, C, E>,
  ask: Ask<C>,
  prepare?: Prepare<S, C>,
): Promise<Receipt> => sendAndReact(engine, reactions, aggregate, ask, prepare);
