import type { Aggregate } from '#kernel';
import type { CaseEvent } from '#contracts/rehabilitation/case.events';
import type { CaseStatus } from '#contracts/rehabilitation/codes';
import { decideEnds } from './case.ends.js';
import { decideProgramme } from './case.programme.js';
import { type CaseState, evolveCase, unitsOfCase } from './case.record.js';
import { type CaseCommand, type FollowingCommand, mustBeIn, mustLead, openedCase, type Rules } from './case.rules.js';
import { UNCLOSED } from './case.course.js';
import { refuse } from './case.refusals.js';

const decideFollowing: Rules<FollowingCommand['type']> = {
  AdvanceCase: ({ data }, state) => {
    const { status, advances, followed } = openedCase(state);
    const isLatest = advances.at(-1)?.by === data.by;
    if (followed.includes(data.by) && !isLatest) refuseMovedOn(data.by, status);
    if (!isLatest) mustLead(status, data.milestone);
    return [{ type: 'RehabCaseAdvanced', data }];
  },

  SetBackCase: ({ data }, state) => {
    const { advances, followed, status } = openedCase(state);
    if (!followed.includes(data.annulled)) return [];
    if (advances.at(-1)?.by !== data.annulled) refuseMovedOn(data.annulled, status);
    return [{ type: 'RehabCaseSetBack', data }];
  },

  NoteSession: ({ data }, state) => {
    openedCase(state);
    return [{ type: 'CaseSessionNoted', data }];
  },

  NoteConsent: ({ data }, state) => {
    openedCase(state); // also one that is over: it may be opened again
    return [{ type: 'CaseConsentNoted', data }];
  },

  NoteTransfer: ({ data }, state) => {
    const { status, unitId, transfer } = openedCase(state);
    const isOver = status === 'CLOSED' || data.toUnitId === unitId;
    const isOfAnother = data.toUnitId === undefined && transfer?.transferId !== data.transferId;
    return isOver || isOfAnother ? [] : [{ type: 'CaseTransferNoted', data }];
  },

  TakeOverCase: ({ data, facts }, state) => {
    const { status, subject, unitId } = openedCase(state);
    mustBeIn(UNCLOSED, status);
    if (unitId !== data.fromUnitId) refuse('record-of-another-unit', { fromUnitId: data.fromUnitId, unitId });
    return [{ type: 'RehabCaseTakenOver', data: { subject, ...data, records: [...facts.records] } }];
  },
};

const refuseMovedOn = (entryId: string, status: CaseStatus): never => refuse('case-has-moved-on', { entryId, status });

export const rehabCase: Aggregate<CaseState, CaseCommand, CaseEvent> = {
  name: 'rehabcase',
  decider: {
    initial: { status: 'none' },
    decide: { ...decideProgramme, ...decideEnds, ...decideFollowing },
    evolve: evolveCase,
  },
  unitsOf: (state) => (state.status === 'none' ? [] : unitsOfCase(state)),
  aboutOf: (state, caseId) => (state.status === 'none' ? [] : [{ subject: state.subject, caseId }]),
};
