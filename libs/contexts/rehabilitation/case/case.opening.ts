import { type Decider, mustHaveHappened, refuse } from '#kernel';
import type { CaseEvent, CaseEventData } from '#contracts/rehabilitation/case.events';
import { basisOf, type CoverFact, type InmateFact, mustBeCovered, mustBePresent } from '../facts.rules.js';
import type { CaseState } from './case.state.js';
import { isOpen } from './course.js';

/** `cover` is of an external provider, whose people the case is opened to. */
export interface OpeningFacts {
  readonly inmate: InmateFact;
  readonly cover?: CoverFact;
}

export interface OpeningCommand {
  readonly type: 'OpenCase';
  readonly data: Pick<CaseEventData<'RehabCaseOpened'>, 'inmateId' | 'episode' | 'openedOn' | 'provider'>;
  readonly facts: OpeningFacts;
}

export const decideOpening: Decider<CaseState, OpeningCommand, CaseEvent>['decide'] = {
  OpenCase: ({ data, facts: { inmate, cover }, today }, state) => {
    if (state.status !== 'none') {
      if (isOpen(state.status)) return [];
      refuse('case-was-left', 'The case that the inmate had was left: close it first.', 'R-3.11');
    }
    mustHaveHappened(data.openedOn, today);
    mustBePresent(inmate, data.openedOn);
    if (cover !== undefined) mustBeCovered(cover);
    const { subject } = inmate.presence;
    return [{ type: 'RehabCaseOpened', data: { ...data, subject, basis: basisOf(inmate, cover) } }];
  },
};
