import { type Decider, refuse } from '#kernel';
import type { CaseEvent, CaseEventData } from '#contracts/rehabilitation/case.events';
import type { CaseState } from './case.state.js';
import { mustLead, openedCase } from './case.rules.js';
import { isOpen } from './course.js';

/** What other records tell the case of, by policies; nobody tells it directly. */
export type FollowingCommand =
  | { type: 'AdvanceCase'; data: CaseEventData<'RehabCaseAdvanced'> }
  | { type: 'SetBackCase'; data: CaseEventData<'RehabCaseSetBack'> }
  | { type: 'NoteSession'; data: CaseEventData<'CaseSessionNoted'> }
  | { type: 'NoteConsent'; data: CaseEventData<'CaseConsentNoted'> };

export const decideFollowing: Decider<CaseState, FollowingCommand, CaseEvent>['decide'] = {
  AdvanceCase: ({ data }, state) => {
    const { status, advances, followed } = openedCase(state);
    const isLatest = advances.at(-1)?.by === data.by;
    if (followed.includes(data.by) && !isLatest) refuseMovedOn();
    if (!isLatest) mustLead(status, data.milestone);
    return [{ type: 'RehabCaseAdvanced', data }];
  },

  SetBackCase: ({ data }, state) => {
    const { advances, followed } = openedCase(state);
    if (!followed.includes(data.annulled)) return [];
    if (advances.at(-1)?.by !== data.annulled) refuseMovedOn();
    return [{ type: 'RehabCaseSetBack', data }];
  },

  NoteSession: ({ data }, state) => {
    openedCase(state);
    return [{ type: 'CaseSessionNoted', data }];
  },

  NoteConsent: ({ data }, state) => {
    const { status } = openedCase(state);
    return isOpen(status) ? [{ type: 'CaseConsentNoted', data }] : [];
  },
};

const refuseMovedOn = (): never =>
  refuse('case-has-moved-on', 'The case has moved on since that entry: it stays where it is.', 'D12');
