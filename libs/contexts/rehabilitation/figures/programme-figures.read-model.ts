import { happened, Malformed, type Projected, type Projection, uuidOf } from '#kernel';
import * as assessments from '#contracts/rehabilitation/assessment.events';
import * as events from '#contracts/rehabilitation/case.events';
import * as screenings from '#contracts/rehabilitation/screening.events';
import { day } from '#contracts/schemas';
import { DISCONTINUATION_CATEGORIES, CASE_EXITS } from '#contracts/rehabilitation/codes';
import { type Reader, reachOf } from '#platform/auth';
import type { Scoped } from '#platform/projections';
import * as q from '#platform/questions';
import { countedOf, type Counting, figuresOf, isDiscontinued, type Period } from './figures.js';
import * as milestones from './milestones-of-case.js';
import { publishable } from './suppression.js';
import './figures.refusals.js';

/** One case: on which business day it reached what, as its entries are known now. */
export interface FiguresDocument extends Scoped, milestones.MilestonesOfCase {
  readonly caseId: string;
  /** Every unit that ever owned it. */
  readonly unitIds: readonly string[];
}

const ofCase = [
  events.RehabCaseOpened,
  events.RehabCaseAdvanced,
  events.CounsellorAssigned,
  events.InmateAdmittedToRehab,
  events.RehabSuspended,
  events.RehabResumed,
  events.RehabCompleted,
  events.RehabDiscontinued,
  events.RehabCaseExited,
  events.CertificateIssued,
  events.CertificateRevoked,
  events.CaseSessionNoted,
  events.RehabCaseTakenOver,
] as const;
const ofRecords = [
  screenings.InmateScreened,
  screenings.BriefEducationGiven,
  screenings.ScreeningEntryCorrected,
  screenings.ScreeningEntryAnnulled,
  assessments.AssessmentCompleted,
  assessments.PlacementRecommended,
  assessments.AssessmentEntryCorrected,
  assessments.AssessmentEntryAnnulled,
] as const;

type FiguresOfCase = Extract<events.CaseEvent, { type: (typeof ofCase)[number]['type'] }>;
type FiguresOfRecord = Extract<
  screenings.ScreeningEvent | assessments.AssessmentEvent,
  { type: (typeof ofRecords)[number]['type'] }
>;

/** Days come from the records that tell them, because the course of a case does not say on which day a milestone was reached. */
export const milestonesKept: Projection<FiguresDocument, FiguresOfCase | FiguresOfRecord> = {
  name: 'programme-figures',
  version: 1,
  events: [...ofCase, ...ofRecords],
  indexes: [['units'], ['unitIds']],
  documents: ({ stream, metadata: { about } }) =>
    stream.startsWith('rehabcase-')
      ? [uuidOf(stream)]
      : about.flatMap(({ caseId }) => (caseId === undefined ? [] : [caseId])),
  fold: (document, event, caseId) => {
    const stays = staysAfter(document?.stays ?? [], event);
    const known = after(document ?? milestones.MILESTONES_OF_NOBODY, event);
    const units = [...new Set(stays.flatMap((stay) => stay.units))];
    return { ...known, stays, caseId, units, unitIds: [...new Set(stays.map(({ unitId }) => unitId))] };
  },
};

/** The stays with one more for who takes the case over, and with the units that an event says to serve it in the last. */
function staysAfter(
  stays: readonly milestones.Stay[],
  event: Projected<FiguresOfCase | FiguresOfRecord>,
): readonly milestones.Stay[] {
  const { unitId } = event.metadata;
  const last = stays.at(-1) ?? { unitId, units: [unitId] };
  if (event.type === 'RehabCaseTakenOver') {
    if (last.of === event.id) return stays;
    const serving = last.units.filter((one) => one !== last.unitId && one !== unitId);
    return [...stays, { unitId, of: event.id, from: happened(event).on, units: [unitId, ...serving] }];
  }
  return [...stays.slice(0, -1), { ...last, units: [...new Set([...last.units, ...servingUnits(event)])] }];
}

function after(
  known: milestones.MilestonesOfCase,
  event: Projected<FiguresOfCase | FiguresOfRecord>,
): milestones.MilestonesOfCase {
  switch (event.type) {
    case 'RehabCaseOpened':
    case 'RehabCaseAdvanced':
    case 'CounsellorAssigned':
    case 'RehabCaseTakenOver':
      return known;
    case 'CaseSessionNoted':
      return milestones.noted(known, event);
    case 'InmateAdmittedToRehab':
    case 'RehabSuspended':
    case 'RehabResumed':
    case 'RehabCompleted':
    case 'RehabDiscontinued':
    case 'RehabCaseExited':
    case 'CertificateIssued':
    case 'CertificateRevoked':
      return milestones.ended(known, event);
    case 'InmateScreened':
    case 'BriefEducationGiven':
    case 'AssessmentCompleted':
    case 'PlacementRecommended':
    case 'ScreeningEntryCorrected':
    case 'ScreeningEntryAnnulled':
    case 'AssessmentEntryCorrected':
    case 'AssessmentEntryAnnulled':
      return milestones.recorded(known, event);
  }
}

/** The units besides the owner's that an event says to serve the case. */
function servingUnits({ data }: FiguresOfCase | FiguresOfRecord): readonly string[] {
  return [
    ...('provider' in data ? [data.provider.unitId] : []),
    ...('providerUnitIds' in data ? data.providerUnitIds : []),
    ...('counsellorUnitId' in data ? [data.counsellorUnitId] : []),
  ];
}

const percent = q.maybe(q.says(q.whole, 'A whole percentage, rounded down; absent of nothing.'));
const median = q.maybe(q.says(q.figure, 'A median in days, which may be a half; absent of nothing.'));
const count = q.maybe(q.whole);

/**
 * Counts the cases that the reader reaches, at most 10,000: beyond, the question must name a unit. A case counts at the unit that owned it
 * when it happened. Why programmes were ended is opened to be counted, after the viewing is recorded.
 */
export const programmeFigures = q.single(
  {
    name: 'programmeFigures',
    summary: 'How the programme did between two days, both in it; at most 10,000 cases are counted',
    may: ['karutan', 'kasubsi-pelayanan', 'kepala-bnnk', 'perawat-klinik', 'asesor-bnnk', 'kanwil', 'auditor'],
    by: { unitId: q.aUnit('Which unit owned the cases'), from: q.aDay('The first day'), to: q.aDay('The last day') },
    shows: q.row('ProgrammeFigures', {
      from: q.maybe(day),
      to: q.maybe(day),
      screened: q.maybe(q.says(q.whole, 'Cases, each by its latest screening of the period.')),
      low: count,
      moderate: count,
      high: count,
      educated: count,
      assessed: count,
      recommended: count,
      eligible: count,
      admitted: count,
      inProgramme: q.maybe(q.says(q.whole, 'At the end of the period, without those suspended then.')),
      suspended: q.maybe(q.says(q.whole, 'At the end of the period.')),
      completed: count,
      discontinued: count,
      discontinuedBy: q.listOf(
        q.row('DiscontinuedBy', { category: q.codeOf(DISCONTINUATION_CATEGORIES), count: q.whole }),
      ),
      exited: count,
      exitedBy: q.listOf(q.row('ExitedBy', { exit: q.codeOf(CASE_EXITS), count: q.whole })),
      certificates: q.maybe(q.says(q.whole, 'Issued in the period and not revoked.')),
      expectedAttendances: q.maybe(q.says(q.whole, 'Seats of sessions held, but of those suspended then.')),
      attendances: count,
      conversionPercent: percent,
      completionPercent: percent,
      dosagePercent: percent,
      medianDaysScreenedToAssessed: median,
      medianDaysAssessedToAdmitted: median,
      medianDaysAdmittedToCompleted: median,
      suppressed: q.says(q.listOf(q.word), 'What is absent: it tells of fewer than five persons, or would.'),
    }),
  },
  async ({ unitId: asked, from, to }, answering) => {
    if (from !== undefined && to !== undefined && to < from) throw new Malformed('period-reversed', { from, to });
    const { reader, models } = answering;
    const period = { ...(from && { from }), ...(to && { to }) };
    const isCounted = countingFor(reader, asked);
    const found = await models.all(milestonesKept, reader, { filter: { unitIds: asked } });
    const counted = countedOf(await opened(answering, found, { period, isCounted }), period, isCounted);
    const figures = figuresOf(counted, period);
    return PUBLISHED_TO.includes(reader.actor.role) ? publishable(figures, counted) : figures;
  },
);

async function opened(
  { reader, records }: q.Answering,
  cases: readonly FiguresDocument[],
  { period, isCounted }: { readonly period: Period; readonly isCounted: Counting },
): Promise<readonly milestones.MilestonesOfCase[]> {
  const wanted = cases.filter((one) => isDiscontinued(one, period, isCounted));
  const ends = wanted.flatMap(({ discontinued }) => discontinued ?? []);
  const read = await records.open(reader, 'programme-figures', ends);
  const whyOf = new Map(wanted.map(({ caseId }, index) => [caseId, read[index]]));
  return cases.map((one) => {
    const discontinued = whyOf.get(one.caseId);
    return discontinued === undefined ? one : { ...one, discontinued };
  });
}

/** What happened while the case was of a unit that was asked for, and was read by the reader's people then. */
function countingFor({ actor }: Reader, asked?: string): Counting {
  const reach = reachOf(actor);
  const reaches = ({ stays }: milestones.MilestonesOfCase, unitId: string): boolean =>
    reach === 'all' || stays.some((stay) => stay.unitId === unitId && stay.units.includes(reach));
  return (one, unitId) => (asked === undefined || asked === unitId) && reaches(one, unitId);
}

/** Who reads published statistics only: cells of few people are suppressed for them (domain 5.5). */
const PUBLISHED_TO: readonly string[] = ['kanwil'];
