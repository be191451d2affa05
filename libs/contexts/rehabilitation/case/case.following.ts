import { type Decider, type Fact, refuse } from '#kernel';
import type { CaseEvent, CaseEventData } from '#contracts/rehabilitation/case.events';
import type { CaseState, OpenedCase } from './case.state.js';
import { COURSE, isOpen } from './course.js';

/** What other records tell the case of, by policies; nobody tells it directly. */
export type FollowingCommand =
  | { type: 'OpenCase'; data: CaseEventData<'RehabCaseOpened'> }
  | { type: 'AdvanceCase'; data: CaseEventData<'RehabCaseAdvanced'> }
  | { type: 'SetBackCase'; data: CaseEventData<'RehabCaseSetBack'> }
  | { type: 'NoteSession'; data: CaseEventData<'CaseSessionNoted'> }
  | { type: 'NoteConsent'; data: CaseEventData<'CaseConsentNoted'> };

export const decideFollowing: Decider<CaseState, FollowingCommand, CaseEvent>['decide'] = {
  OpenCase: ({ data }, state) => (state.status === 'none' ? [{ type: 'RehabCaseOpened', data }] : []),

  AdvanceCase: ({ data }, state) => {
    const { status } = openedCase(state);
    if (COURSE[status][data.milestone] === undefined) refuseStep();
    return [{ type: 'RehabCaseAdvanced', data }];
  },

  SetBackCase: ({ data }, state) => {
    if (openedCase(state).advances.at(-1)?.by !== data.annulled) {
      refuse('case-has-moved-on', 'The case has moved on since that entry: it stays where it is.', 'D12');
    }
    return [{ type: 'RehabCaseSetBack', data }];
  },

  NoteSession: ({ data }, state) => {
    const noted = openedCase(state).sessions.find(({ sessionId }) => sessionId === data.sessionId);
    return noted !== undefined && isNotOlder(noted.of, data.of) ? [] : [{ type: 'CaseSessionNoted', data }];
  },

  NoteConsent: ({ data }, state) => {
    const { status } = openedCase(state);
    return isOpen(status) ? [{ type: 'CaseConsentNoted', data }] : [];
  },
};

/** Refuses what cannot be done to a case that nobody opened. */
export function openedCase(state: CaseState): OpenedCase {
  if (state.status === 'none') refuse('case-not-opened', 'This case was not opened.', 'R-3.11');
  return state;
}

/** Refuses a step that the course of a case does not have from where it is. */
export const refuseStep = (): never =>
  refuse('not-in-this-status', 'The case is not where this can happen to it.', 'R-3.11');

const isNotOlder = (noted: Fact, told: Fact): boolean =>
  noted.stream === told.stream && noted.revision >= told.revision;
