import { correctionsOf, type Aggregate } from '#kernel';
import { type VisitEntry, type VisitEvent, visitEvents } from '#contracts/cooperation/visit.events';
import { type Visit, type VisitCommand, visitEntries, type VisitRecord } from './visit.record.js';
import { rules } from './visit.rules.js';

/** How each entry is recorded, and what of it may be corrected. An annulment says which follow-up it was about. */
export const corrections = correctionsOf<Visit, VisitCommand, VisitEntry, 'Visit'>(
  'Visit',
  visitEntries,
  rules,
  {
    VisitAnnounced: { by: 'AnnounceVisit', kept: ['visitingUnitId', 'purpose', 'plannedOn'] },
    VisitStarted: {
      by: ({ status }) => (status === 'announced' ? 'RecordAnnouncedArrival' : 'RecordArrival'),
      // nobody decides again by the number of a letter, which is sealed
      input: ({ assignmentLetter, ...input }) => ({
        ...input,
        assignmentLetter: { ...assignmentLetter, number: 'sealed' },
      }),
      kept: ['visitingUnitId'],
      corrected: {
        as: 'arrival',
        fields: ['purpose', 'arrivedAt', 'programme', 'followUpOf', 'agreementId', 'team', 'assignmentLetter'],
      },
    },
    VisitObservationRecorded: {
      by: 'RecordObservation',
      kept: ['observationId'],
      corrected: { as: 'observation', fields: ['topic', 'rating', 'text'] },
    },
    FollowUpRaised: {
      by: 'AddFollowUp',
      kept: ['followUpId'],
      corrected: { as: 'followUp', fields: ['observationId', 'owner', 'dueOn', 'text'] },
    },
    FollowUpCompleted: {
      by: 'CompleteFollowUp',
      kept: ['followUpId'],
      corrected: { as: 'completion', fields: ['completedOn', 'evidence'] },
    },
    FollowUpExtended: { by: 'ExtendFollowUp', kept: ['followUpId', 'dueOn', 'reasonCode'] },
    FollowUpVerified: { by: 'VerifyFollowUp', kept: ['followUpId', 'verifiedOn'] },
    VisitConcluded: {
      by: 'ConcludeVisit',
      kept: [],
      corrected: { as: 'conclusion', fields: ['departedAt'] },
      repeats: ['findings', 'followUpIds'],
    },
  },
  { annulled: (_, { data }) => ('followUpId' in data ? { followUpId: data.followUpId } : {}) },
);

/** The Rutan and the agency that visits it act on a visit. */
export const visit: Aggregate<VisitRecord, VisitCommand, VisitEvent> = {
  name: 'visit',
  decider: visitEntries.decider(visitEvents, { ...rules, ...corrections.rules }),
  unitsOf: ({ now }) => (now.status === 'absent' ? [] : [now.unitId, now.visitingUnitId]),
};
