import { refuse, staffOf } from '#kernel';
import type { CaseEventData } from '#contracts/rehabilitation/case.events';
import { type CaseStatus, DISCONTINUATION_REASONS } from '#contracts/rehabilitation/codes';
import { basisOf, type InmateFact } from '../facts.rules.js';
import { type AftercareFact, mustFollow, mustLead, openedCase, refuseStep, type Rules } from './case.rules.js';
import type { OpenedCase } from './case.state.js';
import { isOpen } from './course.js';

type ClosureReason = CaseEventData<'RehabCaseClosed'>['reasonCode'];

/** For what reasons a case is closed from where it is; what is not here is closed from nowhere. */
const CLOSURES: Readonly<Partial<Record<CaseStatus, readonly ClosureReason[]>>> = {
  SCREENING_DUE: ['SCREENING_REFUSED'],
  EDUCATION_ONLY: ['EDUCATED'],
  RECOMMENDED: ['NOT_ELIGIBLE'],
  COMPLETED: ['NO_AFTERCARE_NEEDED', 'AFTERCARE_DECLINED'],
  DISCONTINUED: ['NO_AFTERCARE_NEEDED', 'AFTERCARE_DECLINED'],
  AFTERCARE: ['AFTERCARE_COMPLETED', 'AFTERCARE_DECLINED'],
  RELEASED: ['LEFT', 'NO_AFTERCARE_NEEDED', 'AFTERCARE_DECLINED'],
  TRANSFERRED: ['LEFT'],
  DECEASED: ['LEFT'],
  CONSENT_WITHDRAWN: ['LEFT'],
  COURT_RETURN: ['LEFT'],
};

/** What is said to whom reopens a case after which there was another, or is about to be. */
export const LATER_EPISODE = {
  code: 'later-episode-exists',
  message: 'The inmate has had a later case: this one stays closed.',
  rule: 'R-3.11',
};

export const decideEnds: Rules<'DiscontinueRehab' | 'ExitCase' | 'CloseCase' | 'ReopenCase'> = {
  DiscontinueRehab: ({ data, facts: { confirmation }, today }, state) => {
    const running = openedCase(state);
    mustLead(running.status, 'DiscontinueRehab');
    mustFollow(running, data.discontinuedOn, today);
    const reasons: readonly string[] = DISCONTINUATION_REASONS[data.category];
    if (!reasons.includes(data.reasonCode)) {
      refuse('reason-of-other-category', 'This reason belongs to another category.', 'R-3.11', [...reasons]);
    }
    if (data.category === 'POSITIVE_CONFIRMED' && confirmation === undefined) {
      refuse('positive-not-confirmed', 'A laboratory must have confirmed the positive test.', 'R-4.4');
    }
    const { subject, providers } = running;
    const basis = confirmation && { basis: basisOf(confirmation) };
    return [{ type: 'RehabDiscontinued', data: { subject, ...data, providerUnitIds: [...providers], ...basis } }];
  },

  ExitCase: ({ data, facts: { inmate }, today }, state) => {
    const left = openedCase(state);
    if (!isOpen(left.status)) refuseStep();
    mustFollow(left, data.exitedOn, today);
    mustHaveLeft(left, inmate, data);
    return [{ type: 'RehabCaseExited', data: { ...data, basis: basisOf(inmate) } }];
  },

  CloseCase: ({ data, facts: { aftercare }, by, today }, state) => {
    const ended = openedCase(state);
    mustLead(ended.status, 'CloseCase');
    mustFollow(ended, data.closedOn, today);
    mustFit(ended, data.reasonCode);
    if (data.reasonCode === 'AFTERCARE_COMPLETED' && !isOver(aftercare, data.closedOn)) {
      refuse('aftercare-not-completed', 'The aftercare of the case was not completed by that day.', 'R-3.11');
    }
    const basis = aftercare && { basis: basisOf(aftercare) }; // whatever the reason, so that it tells none
    const { subject, providers } = ended;
    const closing = { ...data, closedBy: staffOf(by), providerUnitIds: [...providers], ...basis };
    return [{ type: 'RehabCaseClosed', data: { subject, ...closing } }];
  },

  ReopenCase: ({ data, facts, by, is, today }, state) => {
    const closed = openedCase(state);
    if (closed.status !== 'CLOSED') refuseStep();
    mustFollow(closed, data.reopenedOn, today);
    if (is(closed.closed?.by)) {
      refuse('approver-closed-it', 'Somebody other than who closed the case must reopen it.', 'R-3.11');
    }
    if (facts.hasLaterEpisode) refuse(LATER_EPISODE.code, LATER_EPISODE.message, LATER_EPISODE.rule);
    return [{ type: 'RehabCaseReopened', data: { subject: closed.subject, ...data, approvedBy: staffOf(by) } }];
  },
};

function mustHaveLeft(
  { consent }: OpenedCase,
  { presence: { left } }: InmateFact,
  { exit, exitedOn }: CaseEventData<'RehabCaseExited'>,
): void {
  if (exit === 'CONSENT_WITHDRAWN' && consent?.standing !== 'WITHDRAWN') {
    refuse('consent-not-withdrawn', 'The consent of this case was not withdrawn.', 'R-2.1');
  }
  if (exit === 'CONSENT_WITHDRAWN' || exit === 'COURT_RETURN') return;
  const how = left?.died === true ? 'DECEASED' : left?.how;
  if (how !== exit || left === undefined || exitedOn < left.on) {
    refuse('inmate-is-still-here', 'Custody does not know that the inmate left so by that day.', 'R-1.3');
  }
}

function mustFit({ status, recommendation }: OpenedCase, reason: ClosureReason): void {
  const fits = CLOSURES[status]?.includes(reason) ?? false;
  if (fits && (reason !== 'NOT_ELIGIBLE' || recommendation?.outcome !== 'ELIGIBLE')) return;
  refuse('reason-does-not-fit', 'The case cannot be closed for this reason from where it is.', 'R-3.11', [
    ...(CLOSURES[status] ?? []),
  ]);
}

const isOver = (aftercare: AftercareFact | undefined, on: string): boolean =>
  aftercare?.completedOn !== undefined && aftercare.completedOn <= on;
