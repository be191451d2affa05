import { type Asker, mustHaveHappened, mustNotBeAhead, refuse, toStoredInstant } from '#kernel';
import type { VisitEventData } from '#contracts/cooperation/visit.events';

/** What is told of an arrival, announced or not. */
export type Arrival = Omit<VisitEventData<'VisitStarted'>, 'announced' | 'visitingUnitId' | 'purpose'>;

/** The arrival as it is stored; refuses one in the future, of nobody, or without a letter of assignment. */
export function arrivalOf(told: Arrival, { at, today }: Pick<Asker, 'at' | 'today'>): Arrival {
  const { arrivedAt, team, assignmentLetter } = told;
  mustNotBeAhead(arrivedAt, at, 'arrival-in-future');
  if (team.length === 0) refuse('team-empty', 'A visit needs at least one visitor.', 'R-6.1');
  if (assignmentLetter.number.trim() === '') {
    refuse('assignment-letter-missing', 'The visitors need a letter of assignment.', 'R-6.1');
  }
  mustHaveHappened(assignmentLetter.issuedOn, today);
  return { ...told, arrivedAt: toStoredInstant(arrivedAt) };
}
