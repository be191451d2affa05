import { type Decider, refuse } from '#kernel';
import type { CaseEvent, CaseEventData } from '#contracts/rehabilitation/case.events';
import { type InmateFact, mustBePresent } from '../facts.rules.js';
import { mustFollow, mustLead, mustStillConsent, openedCase } from './case.rules.js';
import type { CaseState, OpenedCase } from './case.state.js';

interface PresenceFacts {
  readonly inmate: InmateFact;
}

export type ProgrammeCommand =
  | {
      type: 'ChangePhase';
      data: Pick<CaseEventData<'RehabPhaseChanged'>, 'phase' | 'changedOn' | 'skipReason'>;
      facts: PresenceFacts;
    }
  | { type: 'SuspendRehab'; data: Omit<CaseEventData<'RehabSuspended'>, 'subject' | 'providerUnitIds'> }
  | { type: 'ResumeRehab'; data: Pick<CaseEventData<'RehabResumed'>, 'resumedOn'>; facts: PresenceFacts };

export const decideProgramme: Decider<CaseState, ProgrammeCommand, CaseEvent>['decide'] = {
  ChangePhase: ({ data, facts, today }, state) => {
    const running = openedCase(state);
    mustLead(running.status, 'ChangePhase');
    if (running.status === 'IN_PROGRAMME' && data.phase === running.phase) return [];
    mustFollow(running, data.changedOn, today);
    mustStillConsent(running);
    mustBePresent(facts.inmate, data.changedOn);
    mustBeNext(running, data);
    const { subject, providers } = running;
    return [{ type: 'RehabPhaseChanged', data: { subject, ...data, providerUnitIds: [...providers] } }];
  },

  SuspendRehab: ({ data, today }, state) => {
    const running = openedCase(state);
    mustLead(running.status, 'SuspendRehab');
    mustFollow(running, data.suspendedOn, today);
    const { subject, providers } = running;
    return [{ type: 'RehabSuspended', data: { subject, ...data, providerUnitIds: [...providers] } }];
  },

  ResumeRehab: ({ data, facts, today }, state) => {
    const suspended = openedCase(state);
    mustLead(suspended.status, 'ResumeRehab');
    mustFollow(suspended, data.resumedOn, today);
    mustStillConsent(suspended);
    mustBePresent(facts.inmate, data.resumedOn);
    return [{ type: 'RehabResumed', data: { ...data, providerUnitIds: [...suspended.providers] } }];
  },
};

/** Refuses a phase that the template does not have there; after an evaluation the same phase may go on. */
function mustBeNext({ admission, phase, status }: OpenedCase, asked: { phase: string; skipReason?: string }): void {
  const phases = admission?.phases ?? [];
  const wanted = phases.indexOf(asked.phase);
  const current = phase === undefined ? -1 : phases.indexOf(phase);
  if (wanted < 0) refuse('unknown-phase', 'The programme has no phase with that code.', 'R-3.12', [...phases]);
  if (wanted < current) refuse('phase-is-past', 'A programme does not go back to an earlier phase.', 'R-3.12');
  const isSkipped = wanted > current + 1;
  if (isSkipped && asked.skipReason === undefined) {
    refuse('skip-needs-reason', 'Say for which clinical reason phases are left out.', 'R-3.12');
  }
  if (!isSkipped && asked.skipReason !== undefined) {
    refuse('nothing-is-skipped', `No phase of the programme is left out from ${status}.`, 'R-3.12');
  }
}
