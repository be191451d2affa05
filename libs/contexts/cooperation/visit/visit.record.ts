import * as kernel from '#kernel';
import type { FindingRating } from '#contracts/cooperation/codes';
import type { VisitEntry, VisitEvent } from '#contracts/cooperation/visit.events';
import type { CommandsOf } from '#platform/commands';
import type * as commands from './visit.commands.js';
import { refuse } from './visit.refusals.js';

interface Task {
  readonly followUpId: string;
  readonly observationId?: string;
  readonly dueOn: string;
}

export type FollowUp =
  | (Task & { readonly status: 'open' })
  | (Task & { readonly status: 'completed'; readonly completedBy: string; readonly completedOn: string })
  | (Task & {
      readonly status: 'verified';
      readonly completedBy: string;
      readonly completedOn: string;
      readonly verifiedOn: string;
    });

export interface Observation {
  readonly observationId: string;
  readonly rating?: FindingRating;
}

/** Fixed when the visit is first recorded: the Rutan, the agency that visits it, and the zone of the Rutan. */
export interface Parties {
  readonly unitId: string;
  readonly visitingUnitId: string;
  readonly zone: string;
}

export interface UnderWay extends Parties {
  readonly announced: boolean;
  readonly arrivedAt: string;
  readonly observations: readonly Observation[];
  readonly followUps: readonly FollowUp[];
}

export type Visit =
  | { readonly status: 'absent' }
  | (Parties & { readonly status: 'announced'; readonly purpose: PurposeOfVisit; readonly plannedOn: string })
  | (UnderWay & { readonly status: 'started' })
  | (UnderWay & { readonly status: 'concluded'; readonly departedAt: string })
  | (Parties & kernel.Annulled);

export type BegunVisit = Extract<Visit, UnderWay>;

type PurposeOfVisit = Extract<VisitEntry, { type: 'VisitAnnounced' }>['data']['purpose'];

export type VisitRecord = kernel.Entries<Visit, VisitEntry>;

interface Facts {
  readonly CorrectVisitEntry: kernel.AgainFacts;
  readonly AnnulVisitEntry: kernel.AgainFacts;
}

export type VisitCommand = kernel.WithFacts<CommandsOf<typeof commands>, Facts>;
export type CommandOf<Type extends VisitCommand['type']> = Extract<VisitCommand, { type: Type }>;
export type Rules = kernel.Decider<VisitRecord, VisitCommand, VisitEvent>['decide'];

const folds: kernel.Folds<Visit, VisitEntry> = {
  VisitAnnounced: (_, { data: { visitingUnitId, purpose, plannedOn }, metadata: { unitId, zone } }) => ({
    status: 'announced',
    unitId,
    visitingUnitId,
    zone,
    purpose,
    plannedOn,
  }),
  VisitStarted: (_, { data: { visitingUnitId, announced, arrivedAt }, metadata: { unitId, zone } }) => ({
    status: 'started',
    unitId,
    visitingUnitId,
    zone,
    announced,
    arrivedAt,
    observations: [],
    followUps: [],
  }),
  VisitObservationRecorded: (visit, { data: { observationId, rating } }) =>
    hasBegun(visit)
      ? { ...visit, observations: [...visit.observations, { observationId, ...(rating && { rating }) }] }
      : visit,
  FollowUpRaised: (visit, { data: { followUpId, observationId, dueOn } }) =>
    hasBegun(visit)
      ? {
          ...visit,
          followUps: [
            ...visit.followUps,
            { status: 'open', followUpId, ...(observationId && { observationId }), dueOn },
          ],
        }
      : visit,
  FollowUpCompleted: (visit, { data: { followUpId, completedBy, completedOn } }) =>
    withFollowUp(visit, followUpId, (task) => ({ ...task, status: 'completed', completedBy, completedOn })),
  FollowUpExtended: (visit, { data: { followUpId, dueOn } }) =>
    withFollowUp(visit, followUpId, (task) => ({ ...task, dueOn })),
  FollowUpVerified: (visit, { data: { followUpId, verifiedOn } }) =>
    withFollowUp(visit, followUpId, (task) =>
      task.status === 'completed' ? { ...task, status: 'verified', verifiedOn } : task,
    ),
  VisitConcluded: (visit, { data: { departedAt } }) =>
    hasBegun(visit) ? { ...visit, status: 'concluded', departedAt } : visit,
};

export const visitEntries = kernel.entriesOf<Visit, VisitEntry>({ status: 'absent' }, folds, (visit, annulledOn) =>
  visit.status === 'absent'
    ? visit
    : { status: 'annulled', annulledOn, unitId: visit.unitId, visitingUnitId: visit.visitingUnitId, zone: visit.zone },
);

const hasBegun = (visit: Visit): visit is BegunVisit => visit.status === 'started' || visit.status === 'concluded';

const withFollowUp = (visit: Visit, id: string, change: (followUp: FollowUp) => FollowUp): Visit =>
  hasBegun(visit)
    ? { ...visit, followUps: visit.followUps.map((task) => (task.followUpId === id ? change(task) : task)) }
    : visit;

export function begun(visit: Visit): BegunVisit {
  if (visit.status === 'annulled') return refuseAnnulled(visit);
  return hasBegun(visit) ? visit : refuse('visit-not-started');
}

export const refuseAnnulled = ({ annulledOn }: kernel.Annulled): never => refuse('visit-annulled', { annulledOn });

const arrivalDay = ({ zone, arrivedAt }: UnderWay): string => kernel.dayIn(zone, arrivedAt);

/** The rated observations and the follow-ups raised on each. */
export const findingsOf = ({ observations, followUps }: UnderWay) =>
  observations.flatMap(({ observationId, rating }) =>
    rating === undefined
      ? []
      : [
          {
            observationId,
            rating,
            followUpIds: followUps
              .filter((task) => task.observationId === observationId)
              .map((task) => task.followUpId),
          },
        ],
  );

/** Refuses a visit that says what cannot be: what one entry may not say next to the others. */
export function mustHold(visit: Visit): void {
  if (!hasBegun(visit)) return;
  for (const { observationId, dueOn, ...task } of visit.followUps) {
    if (observationId !== undefined && !visit.observations.some((known) => known.observationId === observationId)) {
      const observationIds: readonly string[] = visit.observations.map((known) => known.observationId);
      refuse('unknown-observation', { observationId, observationIds });
    }
    mustBeSinceArrival(visit, dueOn);
    if (task.status !== 'open') mustBeSinceArrival(visit, task.completedOn);
    if (task.status === 'verified' && task.verifiedOn < task.completedOn) {
      refuse('verified-before-completion', { verifiedOn: task.verifiedOn, completedOn: task.completedOn });
    }
  }
  if (visit.status !== 'concluded') return;
  if (visit.departedAt < visit.arrivedAt) {
    refuse('departs-before-arrival', { departedAt: visit.departedAt, arrivedAt: visit.arrivedAt });
  }
  const open = findingsOf(visit).filter(({ rating, followUpIds }) => rating !== 'MINOR' && followUpIds.length === 0);
  if (open.length > 0) {
    refuse('finding-without-follow-up', { observationIds: open.map(({ observationId }) => observationId) });
  }
}

function mustBeSinceArrival(visit: UnderWay, day: string): void {
  const arrivedOn = arrivalDay(visit);
  if (day < arrivedOn) refuse('day-before-arrival', { day, arrivedOn });
}
