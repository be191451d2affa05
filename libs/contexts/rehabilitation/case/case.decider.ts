import type { Aggregate } from '#kernel';
import type { CaseEvent } from '#contracts/rehabilitation/case.events';
import { decideFollowing, type FollowingCommand } from './case.following.js';
import { evolveCase } from './case.record.js';
import type { CaseState } from './case.state.js';

export type CaseCommand = FollowingCommand;

export const rehabCase: Aggregate<CaseState, CaseCommand, CaseEvent> = {
  name: 'rehabcase',
  decider: { initial: { status: 'none' }, decide: { ...decideFollowing }, evolve: evolveCase },
  unitsOf: (state) => (state.status === 'none' ? [] : [state.unitId, ...state.providers]),
  aboutOf: (state, caseId) => (state.status === 'none' ? [] : [{ subject: state.subject, caseId }]),
};
