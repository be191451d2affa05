import { type Decider, refuse, staffOf } from '#kernel';
import type { SessionEvent, SessionEventData } from '#contracts/rehabilitation/session.events';
import { basisOf, type CoverFact, mustBeCovered } from '../facts.js';
import { admissionsOf } from './session.attendees.js';
import { brought, headsOf, type SessionFacts } from './session.facts.js';
import { type ArrangedSession, arrangedOf, type SessionRecord } from './session.record.js';

type Answer = SessionEventData<'SessionCoverageAnswered'>;

export type CoverageCommand = {
  type: 'AnswerCoverageQuestion';
  data: Pick<Answer, 'agreementId' | 'answer' | 'note'>;
  facts?: SessionFacts;
};

/** A later event of an agreement may take away the cover of a session: somebody then says why it stands. */
export const decideCoverage: Decider<SessionRecord, CoverageCommand, SessionEvent>['decide'] = {
  AnswerCoverageQuestion: ({ data: { agreementId, answer, note }, facts, by }, { now }) => {
    const session = arrangedOf(now);
    if (session.provider.agreementId !== agreementId) {
      refuse('not-under-that-agreement', 'This session is not held under that agreement.', 'R-5.9');
    }
    const { attendees, cover } = brought(facts);
    if (cover.coverage === 'own-staff' || cover.coverage.covered) {
      refuse('covered-that-day', 'The agreement covers this session: there is nothing to answer.', 'R-5.9');
    }
    mustBeTrue(answer, session, cover, admissionsOf(attendees));
    const revision = cover.basis?.revision ?? 0;
    const last = session.answers.at(-1);
    if (note === undefined && last?.answer === answer && last.revision === revision) return [];
    const basis = basisOf(cover, ...headsOf(attendees));
    const data = { agreementId, answer, answeredBy: staffOf(by), basis, ...(note && { note }) };
    return [{ type: 'SessionCoverageAnswered', data }];
  },
};

function mustBeTrue(
  answer: Answer['answer'],
  { status, facilitatorUnits, unitId }: ArrangedSession,
  cover: CoverFact,
  admittedOn: readonly string[],
): void {
  switch (answer) {
    case 'RUNNING_CASES_MAY_FINISH':
      mustBeCovered(cover, admittedOn);
      return;
    case 'HELD_BEFORE_IT_WAS_KNOWN':
      if (status === 'held') return;
      return refuse('session-not-held', 'This session was not held.', 'R-5.9');
    case 'OWN_STAFF':
      if (facilitatorUnits.includes(unitId)) return;
      return refuse('no-facilitator-of-unit', 'Nobody of the own unit led this session.', 'R-5.9');
    case 'CANCELLED':
      if (status === 'cancelled') return;
      return refuse('session-not-cancelled', 'This session was not cancelled.', 'R-5.9');
  }
}
