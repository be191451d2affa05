import { type Engine, evolve, Forbidden, NotFound, type Projected, refuse, cite } from '#kernel';
import type { CaseEvent } from '#contracts/rehabilitation/case.events';
import { rehabCase } from '../case/case.decider.js';
import type { CaseState } from '../case/case.record.js';
import { type CaseFact, inmateFact, type InmateFact } from '../facts.js';

/** A case and its inmate, with the days on which its programme was interrupted and ended. */
export interface Attendee extends CaseFact {
  readonly days: ProgrammeDays;
  readonly inmate: InmateFact;
}

export interface ProgrammeDays {
  readonly suspensions: readonly { readonly from: string; readonly until?: string }[];
  readonly endedOn?: string;
}

/** How somebody stands to a programme on a day; all but the first keep them from attending. */
export type Standing = 'takes-part' | 'not-admitted-that-day' | 'inmate-left' | 'programme-over' | 'suspended-that-day';

const READ_AT_ONCE = 8;

/** The attendees of cases, each read on the leader, a few at a time. Throws `NotFound` for an unknown case, and what `cite` throws. */
export async function attendeesOf(engine: Engine, caseIds: readonly string[]): Promise<readonly Attendee[]> {
  const found: Attendee[] = [];
  const wanted = [...new Set(caseIds)];
  for (let next = 0; next < wanted.length; next += READ_AT_ONCE) {
    const some = wanted.slice(next, next + READ_AT_ONCE).map((caseId) => attendeeOf(engine, caseId));
    found.push(...(await Promise.all(some)));
  }
  return found;
}

async function attendeeOf(engine: Engine, caseId: string): Promise<Attendee> {
  const cited = await cite(engine, `rehabcase-${caseId}`);
  const events = (cited?.events ?? []) as readonly Projected<CaseEvent>[];
  const state = events.reduce<CaseState>(
    (folded, event) => evolve(rehabCase.decider, folded, event),
    rehabCase.decider.initial,
  );
  if (cited === undefined || state.status === 'none') throw new NotFound('case with that id');
  const inmate = await inmateFact(engine, state.inmateId);
  return { caseId, case: state, basis: cited.basis, days: daysIn(events), inmate };
}

const daysIn = (events: readonly Projected<CaseEvent>[]): ProgrammeDays =>
  events.reduce<ProgrammeDays>(
    (days, event) => {
      const { type, data } = event;
      if (type === 'RehabSuspended') {
        return { ...days, suspensions: [...days.suspensions, { from: data.suspendedOn }] };
      }
      if (type === 'RehabResumed') {
        const until = data.resumedOn;
        return { ...days, suspensions: days.suspensions.map((one) => ({ until, ...one })) };
      }
      const endedOn = days.endedOn ?? endIn(event);
      return { ...days, ...(endedOn && { endedOn }) };
    },
    { suspensions: [] },
  );

function endIn({ type, data }: CaseEvent): string | undefined {
  if (type === 'RehabCompleted') return data.completedOn;
  if (type === 'RehabDiscontinued') return data.discontinuedOn;
  if (type === 'RehabCaseExited') return data.exitedOn;
  return type === 'RehabCaseClosed' ? data.closedOn : undefined;
}

/** How somebody stands to the programme on a day. */
export function standingOn({ case: { admission }, days, inmate: { presence } }: Attendee, day: string): Standing {
  if (admission === undefined || day < admission.admittedOn) return 'not-admitted-that-day';
  if (presence.left !== undefined && day > presence.left.on) return 'inmate-left';
  if (days.endedOn !== undefined && day > days.endedOn) return 'programme-over';
  const isSuspended = days.suspensions.some(({ from, until }) => from <= day && (until === undefined || day < until));
  return isSuspended ? 'suspended-that-day' : 'takes-part';
}

const KEPT_OUT: Readonly<Record<Exclude<Standing, 'takes-part'>, readonly [string, string]>> = {
  'not-admitted-that-day': ['Some of them were not admitted to a programme on that day.', 'R-3.5'],
  'inmate-left': ['Some of them had left the unit by that day.', 'R-1.2'],
  'programme-over': ['The programme of some of them was over by that day.', 'R-3.5'],
  'suspended-that-day': ['The programme of some of them was suspended on that day: they are marked so.', 'R-3.6'],
};

/** Refuses the session of a day to those who are kept from it, naming their cases. */
export function mustTakePart(attendees: readonly Attendee[], day: string): void {
  for (const kept of Object.keys(KEPT_OUT) as (keyof typeof KEPT_OUT)[]) {
    const caseIds = attendees.filter((one) => standingOn(one, day) === kept).map(({ caseId }) => caseId);
    const [sentence, rule] = KEPT_OUT[kept];
    if (caseIds.length > 0) refuse(kept, sentence, rule, caseIds);
  }
  const withdrawn = attendees.filter((one) => one.case.consent?.standing === 'WITHDRAWN');
  if (withdrawn.length > 0) {
    const caseIds = withdrawn.map(({ caseId }) => caseId);
    refuse(
      'consent-withdrawn',
      'Some of them withdrew their consent: nothing is added to their cases.',
      'R-2.1',
      caseIds,
    );
  }
}

/** The days on which they were admitted. */
export const admissionsOf = (attendees: readonly Attendee[]): readonly string[] =>
  attendees.flatMap(({ case: { admission } }) => (admission === undefined ? [] : [admission.admittedOn]));

/** Throws `Forbidden` when a case is of another unit than the session. */
export function mustBeOfUnit(attendees: readonly Attendee[], unitId: string): void {
  if (attendees.some((one) => one.case.unitId !== unitId)) {
    throw new Forbidden('outside-your-unit', 'Somebody on the roster is of another unit.');
  }
}
