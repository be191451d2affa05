import { daysBetween, without } from '#kernel';
import {
  CASE_EXITS,
  type CaseExit,
  DISCONTINUATION_CATEGORIES,
  type DiscontinuationCategory,
} from '#contracts/rehabilitation/codes';
import type { MilestonesOfCase, Seat } from './milestones-of-case.js';

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
  readonly discontinuedBy: readonly { readonly category: DiscontinuationCategory; readonly count: number }[];
  readonly exitedBy: readonly { readonly exit: CaseExit; readonly count: number }[];
  readonly expectedAttendances: number;
  readonly attendances: number;
  /** How many persons were expected. */
  readonly expectedPersons: number;
  readonly passed: Passed;
}

/** Counts what happened in a period; a case counts once in each figure, by its latest entry of the period. */
export function countedOf(cases: readonly MilestonesOfCase[], period: Period): Counted {
  const isIn = (on: string | undefined): boolean => isWithin(on, period);
  const latest = <D extends { readonly on: string }>(all: readonly D[]): D | undefined => lastOf(all, isIn);
  const screenings = cases.flatMap(({ screenings: all }) => latest(all) ?? []);
  const recommendations = cases.flatMap(({ recommendations: all }) => latest(all) ?? []);
  const discontinued = cases.flatMap((one) => (one.discontinued && isIn(one.discontinued.on) ? one.discontinued : []));
  const exited = cases.flatMap((one) => (one.exited && isIn(one.exited.on) ? one.exited : []));
  const running = cases.filter((one) => isRunning(one, period.to));
  const suspended = running.filter((one) => isSuspended(one, period.to)).length;
  const seats = cases.map((one) => one.seats.filter((seat) => isIn(seat.on) && isExpected(seat)));
  const banded = (band: string): number => screenings.filter(({ riskBand }) => riskBand === band).length;
  return {
    screened: screenings.length,
    low: banded('LOW'),
    moderate: banded('MODERATE'),
    high: banded('HIGH'),
    educated: cases.filter(({ educations }) => latest(educations)).length,
    assessed: cases.filter(({ assessments }) => latest(assessments)).length,
    recommended: recommendations.length,
    eligible: recommendations.filter(({ recommendation }) => recommendation === 'ELIGIBLE').length,
    admitted: cases.filter(({ admittedOn }) => isIn(admittedOn)).length,
    inProgramme: running.length - suspended,
    suspended,
    completed: cases.filter(({ completedOn }) => isIn(completedOn)).length,
    discontinued: discontinued.length,
    discontinuedBy: DISCONTINUATION_CATEGORIES.map((category) => ({
      category,
      count: discontinued.filter((one) => one.category === category).length,
    })).filter(({ count }) => count > 0),
    exited: exited.length,
    exitedBy: CASE_EXITS.map((exit) => ({ exit, count: exited.filter((one) => one.exit === exit).length })).filter(
      ({ count }) => count > 0,
    ),
    certificates: cases.filter(({ certificateOn }) => isIn(certificateOn)).length,
    expectedAttendances: seats.flat().length,
    attendances: seats.flat().filter(isAttended).length,
    expectedPersons: seats.filter(({ length }) => length > 0).length,
    passed: passedOf(cases, period),
  };
}

function passedOf(cases: readonly MilestonesOfCase[], period: Period): Passed {
  const isIn = (on: string | undefined): on is string => isWithin(on, period);
  const since = (all: readonly { readonly on: string }[], day: string | undefined): readonly number[] => {
    const before = isIn(day) ? lastOf(all, (on) => on <= day) : undefined;
    return before === undefined || day === undefined ? [] : [daysBetween(before.on, day)];
  };
  return {
    screenedToAssessed: cases.flatMap((one) => since(one.screenings, lastOf(one.assessments, isIn)?.on)),
    assessedToAdmitted: cases.flatMap((one) => since(one.assessments, one.admittedOn)),
    admittedToCompleted: cases.flatMap(({ admittedOn, completedOn }) =>
      since(admittedOn === undefined ? [] : [{ on: admittedOn }], completedOn),
    ),
  };
}

const isWithin = (on: string | undefined, { from, to }: Period): boolean =>
  on !== undefined && (from === undefined || from <= on) && (to === undefined || on <= to);

/** The latest by its day, among those of one day the last told. */
const lastOf = <D extends { readonly on: string }>(all: readonly D[], isIt: (on: string) => boolean): D | undefined =>
  all.reduce<D | undefined>(
    (last, one) => (isIt(one.on) && (last === undefined || last.on <= one.on) ? one : last),
    undefined,
  );

/** Whether a programme had begun and not ended at the end of a day. */
const isRunning = ({ admittedOn, completedOn, discontinued, exited }: MilestonesOfCase, to?: string): boolean =>
  isWithin(admittedOn, until(to)) && ![completedOn, discontinued?.on, exited?.on].some((on) => isWithin(on, until(to)));

const isSuspended = ({ suspensions }: MilestonesOfCase, to?: string): boolean =>
  suspensions.some((one) => isWithin(one.on, until(to)) && !isWithin(one.to, until(to)));

const until = (to?: string): Period => (to === undefined ? {} : { to });

/** Whether somebody was to come: to a session that was held, and not suspended then. */
const isExpected = ({ standing, outcome }: Seat): boolean =>
  standing === 'HELD' && outcome !== undefined && outcome !== 'SUSPENDED';

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

/** A whole percentage, rounded down; absent of nothing. */
const percentOf = (part: number, whole: number): number | undefined =>
  whole === 0 ? undefined : Math.floor((part * 100) / whole);

/** The middle one, or halfway between the two in the middle; absent of nothing. */
function medianOf(numbers: readonly number[]): number | undefined {
  const sorted = [...numbers].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}
