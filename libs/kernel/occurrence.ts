import { type CorrectionData, isCorrection } from './corrections.js';
import type { LateCode, Metadata } from './envelope.js';
import { mustHaveHappened } from './moments.js';
import { refuse } from './refusals.js';
import type { JsonObject, JsonValue } from './json.js';
import { dayIn, daysBetween, toStoredInstant } from './time.js';

/** A fact may be recorded so many days after it happened before a reason must be given. */
export const LATE_AFTER_DAYS = 7;
const SKEW_MS = 5 * 60_000;
const FIRST_DAY = '1900-01-01';

/** Where a type's day and instant come from (D1): members of its data, by name, else the context of the command. */
export type Moment =
  | { readonly kind: 'DAY'; readonly day: string }
  | { readonly kind: 'DAY_INSTANT'; readonly day: string; readonly instant: string }
  | { readonly kind: 'INSTANT'; readonly instant: string }
  | { readonly kind: 'RECORDING' };

/** It happened on a day of its data; and at an instant of its data, where one is named. */
export const onDay = (day: string, instant?: string): Moment =>
  instant === undefined ? { kind: 'DAY', day } : { kind: 'DAY_INSTANT', day, instant };
/** It happened at an instant of its data. */
export const atInstant = (instant: string): Moment => ({ kind: 'INSTANT', instant });
/** It happened when it was recorded, unless the context says when. */
export const RECORDING: Moment = { kind: 'RECORDING' };

/** The business day, in `zone`, on which something happened; `occurredAt` only where an instant is known. */
export interface Occurrence {
  readonly on: string;
  readonly occurredAt?: string;
  readonly zone: string;
}

/** What a reaction takes over from what it follows from (D1). */
export type Cause = Occurrence & {
  readonly lateCode?: LateCode;
  readonly about?: Metadata['about'];
  readonly legalBasis?: NonNullable<Metadata['legalBasis']>;
};

/** How an event is recorded: what the context says, when and where, and whether it follows from another of the same command. */
export interface Version {
  readonly input?: string | undefined;
  /** The moment of recording. */
  readonly at: string;
  readonly zone: string;
  /** Then a context that speaks of the first one's day says nothing of this. */
  readonly follows?: boolean;
}

/**
 * When an event happened, by what its type declares, its data and the context say. Refuses a
 * context that contradicts the data and what has not happened yet.
 */
export function occurrenceOf(moment: Moment, data: JsonObject, { input, at, zone, follows }: Version): Occurrence {
  const context = input === undefined ? undefined : notAhead(toStoredInstant(input), at);
  if (moment.kind === 'RECORDING') {
    const occurredAt = context ?? at;
    return { on: notTooEarly(dayIn(zone, occurredAt)), occurredAt, zone };
  }
  const instant = 'instant' in moment ? toStoredInstant(textAt(data, moment.instant)) : undefined;
  const happenedAt = instant === undefined ? undefined : notAhead(instant, at);
  const on = 'day' in moment ? textAt(data, moment.day) : dayIn(zone, happenedAt ?? at);
  notTooEarly(on);
  mustHaveHappened(on, dayIn(zone, at));
  const contradicts =
    context !== undefined &&
    (dayIn(zone, context) !== on || (instant !== undefined && toStoredInstant(input ?? '') !== instant));
  if (contradicts && !follows) {
    refuse('context-contradicts-entry', { occurredAt: input ?? '', said: instant ?? on });
  }
  const instantOn = instant === undefined ? on : dayIn(zone, instant);
  if ('day' in moment && instant !== undefined && instantOn !== on) {
    refuse('instant-on-another-day', { instant, instantOn, on });
  }
  const occurredAt = happenedAt ?? (contradicts ? undefined : context);
  return { on, ...(occurredAt !== undefined && { occurredAt }), zone };
}

/** Refuses to record what happened long ago without saying why it is late; `unless` is a day for which it was recorded in time already. */
export function mustNotBeLate(
  on: string,
  { today, lateCode, unless }: { today: string; lateCode?: LateCode | undefined; unless?: string | undefined },
): void {
  if (lateCode !== undefined || on === unless || daysBetween(on, today) <= LATE_AFTER_DAYS) return;
  refuse('late-entry-needs-reason', { on, today, days: LATE_AFTER_DAYS });
}

function notTooEarly(day: string): string {
  if (day.length !== FIRST_DAY.length || day < FIRST_DAY) {
    refuse('day-too-early', { day, first: FIRST_DAY });
  }
  return day;
}

function notAhead(instant: string, at: string): string {
  if (Date.parse(instant) > Date.parse(at) + SKEW_MS) {
    refuse('occurred-in-future', { occurredAt: instant, at });
  }
  return instant > at ? at : instant;
}

function textAt(data: JsonObject, name: string): string {
  const value: JsonValue | undefined = data[name];
  if (typeof value !== 'string') throw new Error(`${name} is to say when it happened, and is not there.`);
  return value;
}

/** When what an event says happened: a correction speaks of when its entry did. */
export function happened({ type, data, metadata }: { type: string; data: object; metadata: Metadata }): Occurrence {
  const { on, occurredAt, zone } = metadata;
  if (!isCorrection({ type })) return { on, ...(occurredAt !== undefined && { occurredAt }), zone };
  const { entryOn = on, entryAt, entryZone = zone } = data as CorrectionData;
  return { on: entryOn, ...(entryAt !== undefined && { occurredAt: entryAt }), zone: entryZone };
}
