import { dayIn, type Projected, without } from '#kernel';
import type { AssessmentEvent } from '#contracts/rehabilitation/assessment.events';
import type { CaseEvent } from '#contracts/rehabilitation/case.events';
import type {
  AttendanceOutcome,
  CaseExit,
  DiscontinuationCategory,
  Recommendation,
  RiskBand,
} from '#contracts/rehabilitation/codes';
import type { ScreeningEvent } from '#contracts/rehabilitation/screening.events';

/** What an entry says to have happened on a business day. */
interface Dated {
  readonly of: string;
  readonly on: string;
}

export interface Seat {
  readonly sessionId: string;
  readonly standing: 'SCHEDULED' | 'CANCELLED' | 'HELD';
  readonly on?: string;
  readonly outcome?: AttendanceOutcome;
}

/** What happened to one case on which day; entries that were annulled are not here. */
export interface MilestonesOfCase {
  readonly screenings: readonly (Dated & { readonly riskBand: RiskBand })[];
  readonly educations: readonly Dated[];
  readonly assessments: readonly Dated[];
  readonly recommendations: readonly (Dated & { readonly recommendation: Recommendation })[];
  readonly admittedOn?: string;
  readonly suspensions: readonly (Dated & { readonly to?: string })[];
  readonly completedOn?: string;
  readonly discontinued?: { readonly on: string; readonly category: DiscontinuationCategory };
  readonly exited?: { readonly on: string; readonly exit: CaseExit };
  /** The one that stands; a revoked one is as if it had not been issued. */
  readonly certificateOn?: string;
  readonly seats: readonly Seat[];
}

export const MILESTONES_OF_NOBODY: MilestonesOfCase = {
  screenings: [],
  educations: [],
  assessments: [],
  recommendations: [],
  suspensions: [],
  seats: [],
};

type Noted = Extract<Projected<CaseEvent>, { type: 'CaseSessionNoted' }>;

/** What a session says last, over what it said before. */
export function noted(known: MilestonesOfCase, { data, metadata: { zone } }: Noted): MilestonesOfCase {
  const { sessionId, standing, startsAt, outcome } = data;
  const before = known.seats.find((seat) => seat.sessionId === sessionId);
  const on = startsAt && { on: dayIn(zone, startsAt) };
  const now: Seat = { ...before, sessionId, standing, ...on, ...(outcome && { outcome }) };
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

/** What is told of the case itself. */
export function ended(known: MilestonesOfCase, { id, type, data }: Ending): MilestonesOfCase {
  switch (type) {
    case 'InmateAdmittedToRehab':
      return { ...known, admittedOn: data.admittedOn };
    case 'RehabSuspended':
      return { ...known, suspensions: told(known.suspensions, { of: id, on: data.suspendedOn }) };
    case 'RehabResumed':
      return {
        ...known,
        suspensions: known.suspensions.map((one) => (one.to === undefined ? { ...one, to: data.resumedOn } : one)),
      };
    case 'RehabCompleted':
      return { ...known, completedOn: data.completedOn };
    case 'RehabDiscontinued':
      return { ...known, discontinued: { on: data.discontinuedOn, category: data.category } };
    case 'RehabCaseExited':
      return { ...known, exited: { on: data.exitedOn, exit: data.exit } };
    case 'CertificateIssued':
      return { ...known, certificateOn: data.issuedOn };
    case 'CertificateRevoked':
      return without(known, 'certificateOn');
  }
}

const told = <D extends Dated>(all: readonly D[], entry: D): readonly D[] => [
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
  const of = event.id;
  switch (event.type) {
    case 'InmateScreened': {
      const { screenedOn: on, riskBand } = event.data;
      return { ...known, screenings: told(known.screenings, { of, on, riskBand }) };
    }
    case 'BriefEducationGiven':
      return { ...known, educations: told(known.educations, { of, on: event.data.givenOn }) };
    case 'AssessmentCompleted':
      return { ...known, assessments: told(known.assessments, { of, on: event.data.completedOn }) };
    case 'PlacementRecommended': {
      const { recommendedOn: on, recommendation } = event.data;
      return { ...known, recommendations: told(known.recommendations, { of, on, recommendation }) };
    }
    case 'ScreeningEntryCorrected':
    case 'AssessmentEntryCorrected':
      return corrected(known, event.data);
    case 'ScreeningEntryAnnulled':
    case 'AssessmentEntryAnnulled': {
      const { of: annulled } = event.data;
      const rest = <D extends Dated>(all: readonly D[]): readonly D[] => all.filter((one) => one.of !== annulled);
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

function corrected(known: MilestonesOfCase, { of, entry }: Correction): MilestonesOfCase {
  const changed = <D extends Dated>(all: readonly D[], change: Omit<D, 'of'>): readonly D[] =>
    all.map((one) => (one.of === of ? { ...one, ...change } : one));
  if ('riskBand' in entry) {
    const { screenedOn: on, riskBand } = entry;
    return { ...known, screenings: changed(known.screenings, { on, riskBand }) };
  }
  if ('givenOn' in entry) return { ...known, educations: changed(known.educations, { on: entry.givenOn }) };
  if ('recommendedOn' in entry) {
    const { recommendedOn: on, recommendation } = entry;
    return { ...known, recommendations: changed(known.recommendations, { on, recommendation }) };
  }
  return known;
}
