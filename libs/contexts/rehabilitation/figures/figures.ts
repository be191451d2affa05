import { daysBetween, without } from '#kernel';
import * as codes from '#contracts/rehabilitation/codes';
import { type Milestone, type MilestonesOfCase, ownerOn, type Seat } from './milestones-of-case.js';

/** Business days, both of them in it; open where a side is absent. */
export interface Period {
  readonly from?: string;
  readonly to?: string;
}

/** How many cases reached what on a day of the period; who is in a programme, or suspended, is counted at its end. */
export interface PersonCounts {
  readonly screened: number;
  readonly low: number;
  readonly moderate: number;
  readonly high: number;
  readonly educated: number;
  readonly assessed: number;
  readonly recommended: number;
  readonly eligible: number;
  readonly admitted: number;
  readonly inProgramme: number;
  readonly suspended: number;
  readonly completed: number;
  readonly discontinued: number;
  readonly exited: number;
  readonly certificates: number;
}

/** Days that passed for each case that got from one milestone to another, which it reached in the period. */
export interface Passed {
  readonly screenedToAssessed: readonly number[];
  readonly assessedToAdmitted: readonly number[];
  readonly admittedToCompleted: readonly number[];
}

export interface Counted extends PersonCounts {
  readonly discontinuedBy: readonly { readonly category: codes.DiscontinuationCategory; readonly count: number }[];
  readonly exitedBy: readonly { readonly exit: codes.CaseExit; readonly count: number }[];
  readonly expectedAttendances: number;
  readonly attendances: number;
  /** How many persons were expected. */
  readonly expectedPersons: number;
  readonly passed: Passed;
}

/** Whether what happened to a case while it was that unit's is counted. */
export type Counting = (one: MilestonesOfCase, unitId: string) => boolean;

/** Counts what happened in a period, where it is counted; a case counts once in each figure, by its latest entry of the period. */
export function countedOf(
  cases: readonly MilestonesOfCase[],
  period: Period,
  isCounted: Counting = () => true,
): Counted {
  const isIn = inPeriod(period, isCounted);
  const latest = <D extends Milestone>(of: (one: MilestonesOfCase) => readonly D[]): readonly D[] =>
    cases.flatMap((one) => lastOf(of(one), isIn(one)) ?? []);
  const reached = (of: (one: MilestonesOfCase) => Milestone | undefined): number =>
    cases.filter((one) => isIn(one)(of(one))).length;
  const screenings = latest(({ screenings: all }) => all);
  const recommendations = latest(({ recommendations: all }) => all);
  const discontinued = cases.filter((one) => isDiscontinued(one, period, isCounted));
  const exited = cases.flatMap((one) => (isIn(one)(one.exited) ? (one.exited ?? []) : []));
  const running = cases.filter((one) => isRunning(one, period.to) && isCounted(one, ownerOn(one, period.to) ?? ''));
  const suspended = running.filter((one) => isSuspended(one, period.to)).length;
  const seats = cases.map((one) => one.seats.filter((seat) => isSeated(seat) && isIn(one)(seat) && isExpected(seat)));
  const banded = (band: string): number => screenings.filter(({ riskBand }) => riskBand === band).length;
  return {
    screened: screenings.length,
    low: banded('LOW'),
    moderate: banded('MODERATE'),
    high: banded('HIGH'),
    educated: latest(({ educations }) => educations).length,
    assessed: latest(({ assessments }) => assessments).length,
    recommended: recommendations.length,
    eligible: recommendations.filter(({ recommendation }) => recommendation === 'ELIGIBLE').length,
    admitted: reached(({ admitted }) => admitted),
    inProgramme: running.length - suspended,
    suspended,
    completed: reached(({ completed }) => completed),
    discontinued: discontinued.length,
    discontinuedBy: codes.DISCONTINUATION_CATEGORIES.map((category) => ({
      category,
      count: discontinued.filter((one) => one.discontinued?.category === category).length,
    })).filter(({ count }) => count > 0),
    exited: exited.length,
    exitedBy: codes.CASE_EXITS.map((exit) => ({
      exit,
      count: exited.filter((one) => one.exit === exit).length,
    })).filter(({ count }) => count > 0),
    certificates: reached(({ certificate }) => certificate),
    expectedAttendances: seats.flat().length,
    attendances: seats.flat().filter(isAttended).length,
    expectedPersons: seats.filter(({ length }) => length > 0).length,
    passed: passedOf(cases, isIn),
  };
}

/** Whether a programme ended before its completion in the period, where it is counted: why is then to be opened. */
export const isDiscontinued = (one: MilestonesOfCase, period: Period, isCounted: Counting): boolean =>
  inPeriod(period, isCounted)(one)(one.discontinued);

type IsIn = (one: MilestonesOfCase) => (milestone?: Milestone) => boolean;

const inPeriod =
  (period: Period, isCounted: Counting): IsIn =>
  (one) =>
  (milestone) =>
    milestone !== undefined && isWithin(milestone.on, period) && isCounted(one, milestone.unitId);

/** By the later of two milestones it is decided whether the days between them are counted. */
function passedOf(cases: readonly MilestonesOfCase[], isIn: IsIn): Passed {
  const since = (one: MilestonesOfCase, all: readonly Milestone[], then?: Milestone): readonly number[] => {
    if (then === undefined || !isIn(one)(then)) return [];
    const before = lastOf(all, (earlier) => earlier.on <= then.on);
    return before === undefined ? [] : [daysBetween(before.on, then.on)];
  };
  return {
    screenedToAssessed: cases.flatMap((one) => since(one, one.screenings, lastOf(one.assessments, isIn(one)))),
    assessedToAdmitted: cases.flatMap((one) => since(one, one.assessments, one.admitted)),
    admittedToCompleted: cases.flatMap((one) => since(one, one.admitted ? [one.admitted] : [], one.completed)),
  };
}

const isWithin = (on: string | undefined, { from, to }: Period): boolean =>
  on !== undefined && (from === undefined || from <= on) && (to === undefined || on <= to);

/** The latest by its day, among those of one day the last recorded. */
const lastOf = <D extends Milestone>(all: readonly D[], isIt: (one: D) => boolean): D | undefined =>
  all.reduce<D | undefined>(
    (last, one) => (isIt(one) && (last === undefined || last.on <= one.on) ? one : last),
    undefined,
  );

/** Whether a programme had begun and not ended at the end of a day. */
const isRunning = ({ admitted, completed, discontinued, exited }: MilestonesOfCase, to?: string): boolean =>
  isWithin(admitted?.on, until(to)) && ![completed, discontinued, exited].some((end) => isWithin(end?.on, until(to)));

const isSuspended = ({ suspensions }: MilestonesOfCase, to?: string): boolean =>
  suspensions.some((one) => isWithin(one.on, until(to)) && !isWithin(one.to, until(to)));

const until = (to?: string): Period => (to === undefined ? {} : { to });

const isSeated = (seat: Seat): seat is Seat & Milestone => seat.on !== undefined;

/** Whether somebody was to come: to a session that was held, and not suspended then. */
const isExpected = ({ status, outcome }: Seat): boolean =>
  status === 'HELD' && outcome !== undefined && outcome !== 'SUSPENDED';

/** The outcomes that count towards the dosage. */
const isAttended = ({ outcome }: Seat): boolean => outcome === 'ATTENDED' || outcome === 'ATTENDED_LATE';

/** How a programme did; the members named in `suppressed` are absent because they tell of too few people. */
export interface ProgrammeFigures
  extends
    Partial<PersonCounts>,
    Pick<Counted, 'discontinuedBy' | 'exitedBy'>,
    Partial<Pick<Counted, 'expectedAttendances' | 'attendances'>> {
  readonly from?: string;
  readonly to?: string;
  readonly conversionPercent?: number;
  readonly completionPercent?: number;
  readonly dosagePercent?: number;
  readonly medianDaysScreenedToAssessed?: number;
  readonly medianDaysAssessedToAdmitted?: number;
  readonly medianDaysAdmittedToCompleted?: number;
  readonly suppressed: readonly string[];
}

/** The figures with their quotients. */
export function figuresOf(counted: Counted, period: Period): ProgrammeFigures {
  const { admitted, moderate, high, completed, discontinued, attendances, expectedAttendances, passed } = counted;
  const quotients = {
    conversionPercent: percentOf(admitted, moderate + high),
    completionPercent: percentOf(completed, completed + discontinued),
    dosagePercent: percentOf(attendances, expectedAttendances),
    medianDaysScreenedToAssessed: medianOf(passed.screenedToAssessed),
    medianDaysAssessedToAdmitted: medianOf(passed.assessedToAdmitted),
    medianDaysAdmittedToCompleted: medianOf(passed.admittedToCompleted),
  };
  const known = Object.entries(quotients).filter(([, quotient]) => quotient !== undefined);
  return { ...period, ...without(counted, 'expectedPersons', 'passed'), ...Object.fromEntries(known), suppressed: [] };
}

const percentOf = (part: number, whole: number): number | undefined =>
  whole === 0 ? undefined : Math.floor((part * 100) / whole);

function medianOf(numbers: readonly number[]): number | undefined {
  const sorted = [...numbers].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}
