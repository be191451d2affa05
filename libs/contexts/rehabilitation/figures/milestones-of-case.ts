import { copySeals, dayIn, happened, type JsonObject, type Projected, type Seal, without } from '#kernel';
import type { AssessmentEvent } from '#contracts/rehabilitation/assessment.events';
import type { CaseEvent } from '#contracts/rehabilitation/case.events';
import type * as codes from '#contracts/rehabilitation/codes';
import type { ScreeningEvent } from '#contracts/rehabilitation/screening.events';

/** What happened on a business day, while the case was that unit's. */
export interface Milestone {
  readonly on: string;
  readonly unitId: string;
}

/** A milestone by the entry that says so. */
interface Dated extends Milestone {
  readonly of: string;
}

export interface Seat {
  readonly sessionId: string;
  readonly status: codes.NotedSessionStatus;
  /** The unit that the case was of when the session was first noted on it. */
  readonly unitId: string;
  readonly on?: string;
  readonly outcome?: codes.AttendanceOutcome;
}

/** A time of the case in one unit, but for the first from a day on by the event `of`; `units` are those whose people read it then. */
export interface Stay {
  readonly unitId: string;
  readonly of?: string;
  readonly from?: string;
  readonly units: readonly string[];
}

/** What happened to one case on which day; entries that were annulled are not here. */
export interface MilestonesOfCase {
  readonly stays: readonly Stay[];
  readonly screenings: readonly (Dated & { readonly riskBand: codes.RiskBand })[];
  readonly educations: readonly Dated[];
  readonly assessments: readonly Dated[];
  readonly recommendations: readonly (Dated & { readonly recommendation: codes.Recommendation })[];
  readonly admitted?: Milestone;
  readonly suspensions: readonly (Dated & { readonly to?: string })[];
  readonly completed?: Milestone;
  /** The category is sealed: it is there once it is opened, unless it was erased. */
  readonly discontinued?: Milestone & {
    readonly subject: string;
    readonly sealed?: readonly Seal[];
    readonly category?: codes.DiscontinuationCategory;
  };
  readonly exited?: Milestone & { readonly exit: codes.CaseExit };
  /** The one that stands; a revoked one is as if it had not been issued. */
  readonly certificate?: Milestone;
  readonly seats: readonly Seat[];
}

export const MILESTONES_OF_NOBODY: MilestonesOfCase = {
  stays: [],
  screenings: [],
  educations: [],
  assessments: [],
  recommendations: [],
  suspensions: [],
  seats: [],
};

/** The unit that owned the case at the end of a day; the last one when no day is said. */
export const ownerOn = ({ stays }: MilestonesOfCase, day?: string): string | undefined =>
  (stays.findLast(({ from }) => from === undefined || day === undefined || from <= day) ?? stays[0])?.unitId;

type Noted = Extract<Projected<CaseEvent>, { type: 'CaseSessionNoted' }>;

export function noted(known: MilestonesOfCase, { data, metadata: { zone, unitId } }: Noted): MilestonesOfCase {
  const { sessionId, status, startsAt, outcome } = data;
  const before = known.seats.find((seat) => seat.sessionId === sessionId);
  const on = startsAt && { on: dayIn(zone, startsAt) };
  const now: Seat = { unitId, ...before, sessionId, status, ...on, ...(outcome && { outcome }) };
  return { ...known, seats: [...known.seats.filter((seat) => seat.sessionId !== sessionId), now] };
}

type Ending = Extract<
  Projected<CaseEvent>,
  {
    type:
      | 'InmateAdmittedToRehab'
      | 'RehabSuspended'
      | 'RehabResumed'
      | 'RehabCompleted'
      | 'RehabDiscontinued'
      | 'RehabCaseExited'
      | 'CertificateIssued'
      | 'CertificateRevoked';
  }
>;

/** What is recorded of the case itself. */
export function ended(known: MilestonesOfCase, event: Ending): MilestonesOfCase {
  const milestone = milestoneOf(event);
  const { on } = milestone;
  switch (event.type) {
    case 'InmateAdmittedToRehab':
      return { ...known, admitted: milestone };
    case 'RehabSuspended':
      return { ...known, suspensions: withEntry(known.suspensions, { of: event.id, ...milestone }) };
    case 'RehabResumed':
      return {
        ...known,
        suspensions: known.suspensions.map((one) => (one.to === undefined ? { ...one, to: on } : one)),
      };
    case 'RehabCompleted':
      return { ...known, completed: milestone };
    case 'RehabDiscontinued': {
      const { subject } = event.data;
      const sealed = copySeals(event.data as JsonObject).filter(({ c }) => c === 'health');
      return { ...known, discontinued: { ...milestone, subject, sealed } };
    }
    case 'RehabCaseExited':
      return { ...known, exited: { ...milestone, exit: event.data.exit } };
    case 'CertificateIssued':
      return { ...known, certificate: milestone };
    case 'CertificateRevoked':
      return without(known, 'certificate');
  }
}

const milestoneOf = (event: Ending | OfRecord): Milestone => ({
  on: happened(event).on,
  unitId: event.metadata.unitId,
});

const withEntry = <D extends Dated>(all: readonly D[], entry: D): readonly D[] => [
  ...all.filter(({ of }) => of !== entry.of),
  entry,
];

type OfRecord = Extract<
  Projected<ScreeningEvent | AssessmentEvent>,
  {
    type:
      | 'InmateScreened'
      | 'BriefEducationGiven'
      | 'ScreeningEntryCorrected'
      | 'ScreeningEntryAnnulled'
      | 'AssessmentCompleted'
      | 'PlacementRecommended'
      | 'AssessmentEntryCorrected'
      | 'AssessmentEntryAnnulled';
  }
>;

/** What another record of the case says, corrects or annuls. */
export function recorded(known: MilestonesOfCase, event: OfRecord): MilestonesOfCase {
  const entry: Dated = { of: event.id, ...milestoneOf(event) };
  switch (event.type) {
    case 'InmateScreened':
      return { ...known, screenings: withEntry(known.screenings, { ...entry, riskBand: event.data.riskBand }) };
    case 'BriefEducationGiven':
      return { ...known, educations: withEntry(known.educations, entry) };
    case 'AssessmentCompleted':
      return { ...known, assessments: withEntry(known.assessments, entry) };
    case 'PlacementRecommended': {
      const { recommendation } = event.data;
      return { ...known, recommendations: withEntry(known.recommendations, { ...entry, recommendation }) };
    }
    case 'ScreeningEntryCorrected':
    case 'AssessmentEntryCorrected':
      return corrected(known, event.data, entry.on);
    case 'ScreeningEntryAnnulled':
    case 'AssessmentEntryAnnulled': {
      const { of: annulled } = event.data;
      const rest = <D extends Dated>(all: readonly D[]): readonly D[] => all.filter(({ of }) => of !== annulled);
      return {
        ...known,
        screenings: rest(known.screenings),
        educations: rest(known.educations),
        assessments: rest(known.assessments),
        recommendations: rest(known.recommendations),
      };
    }
  }
}

type Correction = Extract<OfRecord, { type: 'ScreeningEntryCorrected' | 'AssessmentEntryCorrected' }>['data'];

/** The entry as the correction says it, on the day that it happened as is known now. */
function corrected(known: MilestonesOfCase, { of, entryType, entry }: Correction, on: string): MilestonesOfCase {
  const changed = <D extends Dated>(all: readonly D[], change: Omit<D, keyof Dated>): readonly D[] =>
    all.map((one) => (one.of === of ? { ...one, ...change, on } : one));
  switch (entryType) {
    case 'InmateScreened':
      return { ...known, screenings: changed(known.screenings, { riskBand: entry.riskBand }) };
    case 'BriefEducationGiven':
      return { ...known, educations: changed(known.educations, {}) };
    case 'PlacementRecommended':
      return { ...known, recommendations: changed(known.recommendations, { recommendation: entry.recommendation }) };
    case 'ScreeningRefused':
    case 'AssessmentStarted':
    case 'AssessmentDomainRated':
      return known;
  }
}
