import { addDays, endOfDay } from '#kernel';
import { type Given, person, specify, staffNamed, idsOf, pastOf } from '#kernel/given-for-specs';
import type { FindingRating } from '#contracts/cooperation/codes';
import { type VisitEvent, type VisitEventData, visitEvents } from '#contracts/cooperation/visit.events';
import { visit } from './visit.decider.js';

export const given = specify(visit.decider);

export const nurse = person('nurse', 'perawat-klinik', 'RUTAN-BANJARNEGARA');
export const lead = person('lead', 'kepala-bnnk', 'BNNK-PURBALINGGA');
export const third = person('third', 'kepala-bnnk', 'BNNK-PURBALINGGA');

export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const entry = idsOf(
  'announced',
  'started',
  'observed',
  'raised',
  'extended',
  'completed',
  'verified',
  'concluded',
);
export const observationId = uuid(1);
export const followUpId = uuid(2);

export const arrival = {
  arrivedAt: '2024-12-13T02:00:00.000Z',
  programme: 'RUTAN_BERSINAR',
  team: [
    { staffId: lead.staffId, function: 'TEAM_LEADER' },
    { staffId: staffNamed('counsellor'), function: 'ANTI_DRUG_COUNSELLOR' },
  ],
  assignmentLetter: { number: 'ST/123/XII/2024', issuedOn: '2024-12-12' },
} satisfies Partial<VisitEventData<'VisitStarted'>>;
export const unannounced = { visitingUnitId: lead.unitId, purpose: 'COORDINATION', ...arrival } as const;

export const deadlineOn = (day: string) => ({ rule: 'R-6.2', ruleVersion: 1, dueAt: endOfDay('Asia/Jakarta', day) });

export type Past = Given<VisitEvent>;

const past = pastOf<VisitEvent>(visitEvents, { followUpId, visitingUnitId: lead.unitId });

export const announced = past({ id: entry.announced }, 'VisitAnnounced', {
  purpose: 'MONITORING',
  plannedOn: '2024-12-13',
});
export const started = past({ id: entry.started }, 'VisitStarted', { announced: false, ...unannounced });
export const arrivedAsAnnounced = past({ id: entry.started }, 'VisitStarted', {
  announced: true,
  ...unannounced,
  purpose: 'MONITORING',
});
export const observation = (rating?: FindingRating) =>
  ({ observationId, topic: 'FACILITIES', ...(rating && { rating }), text: 'The rooms are crowded.' }) as const;
export const observed = (rating?: FindingRating) =>
  past({ id: entry.observed }, 'VisitObservationRecorded', observation(rating));
export const task = {
  owner: { staffId: nurse.staffId, unitId: nurse.unitId },
  dueOn: '2024-12-15',
  text: 'Make a room for sessions.',
};
export const raised = (onObservation?: string) =>
  past({ id: entry.raised }, 'FollowUpRaised', {
    ...(onObservation && { observationId: onObservation }),
    ...task,
    deadline: deadlineOn(task.dueOn),
  });
export const extended = past({ id: entry.extended }, 'FollowUpExtended', {
  dueOn: addDays(task.dueOn, 7),
  deadline: deadlineOn(addDays(task.dueOn, 7)),
  reasonCode: 'BUDGET_NOT_RELEASED',
});
export const completed = past({ id: entry.completed, by: nurse }, 'FollowUpCompleted', { completedOn: '2024-12-15' });
export const verified = past({ id: entry.verified, by: lead }, 'FollowUpVerified', { verifiedOn: '2024-12-16' });
export const concluded = past({ id: entry.concluded }, 'VisitConcluded', {
  announced: false,
  departedAt: '2024-12-13T05:00:00.000Z',
  findings: [],
  followUpIds: [],
});
export const annulledRaising = past({}, 'VisitEntryAnnulled', {
  of: entry.raised,
  reasonCode: 'RECORDED_TWICE',
  approvedBy: lead.staffId,
  stands: { followUpId },
});
export const annulledStart = past({}, 'VisitEntryAnnulled', {
  of: entry.started,
  reasonCode: 'WRONG_RECORD',
  approvedBy: nurse.staffId,
  stands: {},
});
