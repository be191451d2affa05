import { type Asker, isAhead, mustHaveHappened, statusSaid, toStoredInstant } from '#kernel';
import { MOST_OF_VISIT } from '#contracts/cooperation/visit.events';
import { decideFollowUps } from './visit.follow-ups.js';
import { begun, type CommandOf, findingsOf, mustHold, refuseAnnulled, type Rules, type Visit } from './visit.record.js';
import { refuse } from './visit.refusals.js';

export const rules: Omit<Rules, 'CorrectVisitEntry' | 'AnnulVisitEntry'> = {
  AnnounceVisit: ({ data }, { now }) => {
    if (now.status === 'announced') refuse('visit-already-announced', { plannedOn: now.plannedOn });
    mustBeNew(now);
    return [{ type: 'VisitAnnounced', data }];
  },

  RecordArrival: ({ data, ...asker }, { now }) => {
    if (now.status === 'announced') refuse('visit-was-announced');
    mustBeNew(now);
    return [{ type: 'VisitStarted', data: { announced: false, ...arrivalOf(data, asker) } }];
  },

  /** Who visits what for was announced; only a correction says the purpose anew. */
  RecordAnnouncedArrival: ({ data, ...asker }, { now }) => {
    const { visitingUnitId, purpose } = expected(now);
    return [{ type: 'VisitStarted', data: { announced: true, visitingUnitId, purpose, ...arrivalOf(data, asker) } }];
  },

  RecordObservation: ({ data }, { now }) => {
    const visit = begun(now);
    if (visit.status === 'concluded') refuseConcluded(visit);
    if (visit.observations.length === MOST_OF_VISIT) refuse('too-many-observations', { mostOfVisit: MOST_OF_VISIT });
    if (visit.observations.some(({ observationId }) => observationId === data.observationId)) {
      refuse('observation-repeated', { observationId: data.observationId });
    }
    return [{ type: 'VisitObservationRecorded', data }];
  },

  ConcludeVisit: ({ data, at }, { now }) => {
    const visit = begun(now);
    if (visit.status === 'concluded') refuseConcluded(visit);
    if (isAhead(data.departedAt, at)) refuse('departure-in-future', { departedAt: data.departedAt, at });
    const departedAt = toStoredInstant(data.departedAt);
    mustHold({ ...visit, status: 'concluded', departedAt });
    const { visitingUnitId, announced } = visit;
    const findings = findingsOf(visit);
    const followUpIds = visit.followUps.map(({ followUpId }) => followUpId);
    return [{ type: 'VisitConcluded', data: { visitingUnitId, announced, departedAt, findings, followUpIds } }];
  },

  ...decideFollowUps,
};

/** The arrival as it is stored; refuses one in the future, of nobody, or without a letter of assignment. */
function arrivalOf<Input extends CommandOf<'RecordAnnouncedArrival'>['data']>(
  receipt: Input,
  { at, today }: Pick<Asker, 'at' | 'today'>,
): Input {
  const { arrivedAt, team, assignmentLetter } = receipt;
  if (isAhead(arrivedAt, at)) refuse('arrival-in-future', { arrivedAt, at });
  if (team.length === 0) refuse('team-empty');
  if (assignmentLetter.number.trim() === '') refuse('assignment-letter-missing');
  mustHaveHappened(assignmentLetter.issuedOn, today);
  return { ...receipt, arrivedAt: toStoredInstant(arrivedAt) };
}

function mustBeNew(visit: Visit): void {
  if (visit.status === 'annulled') refuseAnnulled(visit);
  if (visit.status !== 'absent') refuseStarted(visit);
}

function expected(visit: Visit): Extract<Visit, { status: 'announced' }> {
  if (visit.status === 'announced') return visit;
  if (visit.status === 'annulled') return refuseAnnulled(visit);
  return visit.status === 'absent' ? refuse('visit-not-announced') : refuseStarted(visit);
}

const refuseStarted = ({ status }: Visit): never => refuse('visit-already-started', { status: statusSaid(status) });

const refuseConcluded = ({ departedAt }: Extract<Visit, { status: 'concluded' }>): never =>
  refuse('visit-concluded', { departedAt });
