import { type Aggregate, type Decider, mustNotBeAhead, refuse, toStoredInstant } from '#kernel';
import { MOST_OF_VISIT, type VisitEvent, type VisitEventData } from '#contracts/cooperation/visit.events';
import { type Arrival, arrivalOf } from './visit.arrival.js';
import { type CorrectionCommand, decideCorrections } from './visit.corrections.js';
import { decideFollowUps, type FollowUpCommand } from './visit.follow-ups.js';
import {
  begun,
  findingsOf,
  mustHold,
  refuseAnnulled,
  type Visit,
  visitEntries,
  type VisitRecord,
} from './visit.record.js';

export type VisitCommand =
  | { type: 'AnnounceVisit'; data: VisitEventData<'VisitAnnounced'> }
  | { type: 'RecordArrival'; data: Omit<VisitEventData<'VisitStarted'>, 'announced'> }
  | { type: 'RecordAnnouncedArrival'; data: Arrival }
  | { type: 'RecordObservation'; data: VisitEventData<'VisitObservationRecorded'> }
  | { type: 'ConcludeVisit'; data: Pick<VisitEventData<'VisitConcluded'>, 'departedAt'> }
  | FollowUpCommand
  | CorrectionCommand;

const decider: Decider<VisitRecord, VisitCommand, VisitEvent> = {
  initial: visitEntries.initial,

  decide: {
    AnnounceVisit: ({ data }, { now }) => {
      if (now.status === 'announced') refuse('visit-already-announced', 'This visit was announced already.', 'R-6.1');
      mustBeNew(now);
      return [{ type: 'VisitAnnounced', data }];
    },

    RecordArrival: ({ data: { visitingUnitId, purpose, ...told }, ...asker }, { now }) => {
      if (now.status === 'announced') {
        refuse('visit-was-announced', 'This visit was announced: record it as the arrival that was expected.', 'R-6.1');
      }
      mustBeNew(now);
      const arrival = arrivalOf(told, asker);
      return [{ type: 'VisitStarted', data: { announced: false, visitingUnitId, purpose, ...arrival } }];
    },

    RecordAnnouncedArrival: ({ data, ...asker }, { now }) => {
      const { visitingUnitId, purpose } = expected(now);
      const arrival = arrivalOf(data, asker);
      return [{ type: 'VisitStarted', data: { announced: true, visitingUnitId, purpose, ...arrival } }];
    },

    RecordObservation: ({ data }, { now }) => {
      const visit = begun(now);
      if (visit.status === 'concluded') refuseConcluded();
      if (visit.observations.length === MOST_OF_VISIT) {
        refuse('too-many-observations', `A visit takes ${MOST_OF_VISIT} observations.`, 'D4');
      }
      if (visit.observations.some(({ observationId }) => observationId === data.observationId)) {
        refuse('observation-repeated', 'This visit has an observation with that id.', 'R-6.2');
      }
      return [{ type: 'VisitObservationRecorded', data }];
    },

    ConcludeVisit: ({ data, at }, { now }) => {
      const visit = begun(now);
      if (visit.status === 'concluded') refuseConcluded();
      mustNotBeAhead(data.departedAt, at, 'departure-in-future');
      const departedAt = toStoredInstant(data.departedAt);
      mustHold({ ...visit, status: 'concluded', departedAt });
      const { visitingUnitId, announced } = visit;
      const findings = findingsOf(visit);
      const followUpIds = visit.followUps.map(({ followUpId }) => followUpId);
      return [{ type: 'VisitConcluded', data: { visitingUnitId, announced, departedAt, findings, followUpIds } }];
    },

    ...decideFollowUps,
    ...decideCorrections,
  },

  evolve: {
    VisitAnnounced: visitEntries.told,
    VisitStarted: visitEntries.told,
    VisitObservationRecorded: visitEntries.told,
    FollowUpRaised: visitEntries.told,
    FollowUpCompleted: visitEntries.told,
    FollowUpExtended: visitEntries.told,
    FollowUpVerified: visitEntries.told,
    VisitConcluded: visitEntries.told,
    VisitEntryCorrected: visitEntries.corrected,
    VisitEntryAnnulled: visitEntries.annulled,
  },
};

/** The Rutan and the agency that visits it act on a visit. */
export const visit: Aggregate<VisitRecord, VisitCommand, VisitEvent> = {
  name: 'visit',
  decider,
  unitsOf: ({ now }) => (now.status === 'absent' ? [] : [now.unitId, now.visitingUnitId]),
};

function mustBeNew(visit: Visit): void {
  if (visit.status === 'annulled') refuseAnnulled();
  if (visit.status !== 'absent') refuseStarted();
}

function expected(visit: Visit): Extract<Visit, { status: 'announced' }> {
  if (visit.status === 'announced') return visit;
  if (visit.status === 'annulled') return refuseAnnulled();
  if (visit.status !== 'absent' && visit.announced) return refuseStarted();
  return refuse('visit-not-announced', 'Nobody announced this visit: record it as unannounced.', 'R-6.1');
}

const refuseStarted = (): never => refuse('visit-already-started', 'The visitors arrived already.', 'R-6.1');

const refuseConcluded = (): never => refuse('visit-concluded', 'This visit has ended.', 'R-6.2');
