import { addDays, words } from '#kernel';
import {
  AgreementAmended,
  type AgreementEvent,
  type AgreementEventData,
  AgreementResumed,
  AgreementSuspended,
  AgreementTerminated,
  MoUSigned,
  PksSigned,
  type Scope,
} from './agreement.events.js';
import type { Service } from './codes.js';

/** The events of an agreement that decide what it covers, oldest first; all others are without effect on it. */
export const coverageEvents = [
  MoUSigned,
  PksSigned,
  AgreementAmended,
  AgreementSuspended,
  AgreementResumed,
  AgreementTerminated,
] as const;

type Input<E extends AgreementEvent> = E extends AgreementEvent ? E & { readonly revision: number } : never;
export type CoverageEvent = Input<Extract<AgreementEvent, { type: (typeof coverageEvents)[number]['type'] }>>;

/** The event as read models keep it: without what was written beside it. */
export function coverageEventOf(event: CoverageEvent): CoverageEvent {
  const { revision } = event;
  switch (event.type) {
    case 'AgreementSuspended': {
      const { suspendedOn, reasonCode, suspendedBy } = event.data;
      return { type: event.type, revision, data: { suspendedOn, reasonCode, suspendedBy } };
    }
    case 'AgreementResumed': {
      const { resumedOn, resumedBy } = event.data;
      return { type: event.type, revision, data: { resumedOn, resumedBy } };
    }
    case 'AgreementTerminated': {
      const { reasonCode, noticeOn, effectiveOn, terminatedBy, termsVersion } = event.data;
      const data = { reasonCode, noticeOn, effectiveOn, casesInProgress: [], terminatedBy, termsVersion };
      return { type: event.type, revision, data };
    }
    case 'MoUSigned':
      return { type: event.type, revision, data: event.data };
    case 'PksSigned':
      return { type: event.type, revision, data: event.data };
    case 'AgreementAmended':
      return { type: event.type, revision, data: event.data };
  }
}

/** What holds on a day: `revision` is that of the signing or amendment whose text applies. */
export interface Terms {
  readonly revision: number;
  readonly effectiveOn: string;
  readonly endsOn: string;
  /** Whether cases admitted before the end may finish after it. */
  readonly runningCasesMayFinish: boolean;
}

export const NOT_COVERED = words('NOT_COVERED', {
  NOT_SIGNED: 'Not every party has signed',
  NOT_YET_EFFECTIVE: 'Its first day is yet to come',
  ENDED: 'Its last day has passed',
  TERMINATED: 'It was ended before its term',
  SUSPENDED: 'It does not hold for the time being',
  SERVICE_NOT_IN_SCOPE: 'It is in force, but does not name the service and the unit',
});
export type NotCovered = (typeof NOT_COVERED)[number];
type NotInForce = Exclude<NotCovered, 'SERVICE_NOT_IN_SCOPE'>;
export type Standing =
  | { readonly inForce: true; readonly terms: Terms; readonly scope: Scope }
  | { readonly inForce: false; readonly why: NotInForce; readonly runningCasesMayFinish: boolean };
export type Coverage =
  | (Terms & { readonly covered: true })
  | {
      readonly covered: false;
      readonly why: NotCovered;
      readonly runningCasesMayFinish: boolean;
    };

/** Whether an agreement covers a service at a unit on a business day: the one definition, for queries and for the gate. */
export function coverage(events: readonly CoverageEvent[], service: Service, unitId: string, date: string): Coverage {
  const standing = standingOn(events, date);
  if (!standing.inForce)
    return { covered: false, why: standing.why, runningCasesMayFinish: standing.runningCasesMayFinish };
  const { terms, scope } = standing;
  if (scope.some((item) => item.service === service && item.unitIds.includes(unitId)))
    return { covered: true, ...terms };
  return { covered: false, why: 'SERVICE_NOT_IN_SCOPE', runningCasesMayFinish: terms.runningCasesMayFinish };
}

/** Whether an agreement is in force on a business day, and on which terms: derived from dates, never stored. */
export function standingOn(events: readonly CoverageEvent[], date: string): Standing {
  const signed = signingIn(events);
  if (signed === undefined) return { inForce: false, why: 'NOT_SIGNED', runningCasesMayFinish: false };
  const { effectiveOn, runningCasesMayFinish } = signed.data;
  const amendments = events.filter((event) => event.type === 'AgreementAmended' && event.data.effectiveOn <= date);
  const { endsOn, scope } = amended(signed.data, amendments);
  const revision = amendments.at(-1)?.revision ?? signed.revision;
  const why = reasonAgainst(events, { effectiveOn, endsOn, date });
  return why === undefined
    ? { inForce: true, terms: { revision, effectiveOn, endsOn, runningCasesMayFinish }, scope }
    : { inForce: false, why, runningCasesMayFinish };
}

/** The last business day on which an agreement can be in force, as far as it is known; undefined when it is not signed. */
export function lastDayOf(events: readonly CoverageEvent[]): string | undefined {
  const signed = signingIn(events);
  if (signed === undefined) return undefined;
  const { endsOn } = amended(signed.data, events);
  const terminatedOn = terminationIn(events)?.effectiveOn;
  return terminatedOn !== undefined && terminatedOn <= endsOn ? addDays(terminatedOn, -1) : endsOn;
}

/** What an agreement covers at a unit: the services that its text of a day names, and from the first to the last day it can be in force. */
export interface Covers {
  readonly services: readonly Service[];
  readonly from: string;
  readonly to: string;
}

/** What a signed agreement covers at a unit by its text of that day; undefined when it is not signed. */
export function coversAt(events: readonly CoverageEvent[], unitId: string, date: string): Covers | undefined {
  const signed = signingIn(events);
  const to = lastDayOf(events);
  if (signed === undefined || to === undefined) return undefined;
  const amendments = events.filter((event) => event.type === 'AgreementAmended' && event.data.effectiveOn <= date);
  const { scope } = amended(signed.data, amendments);
  const services = scope.flatMap(({ service, unitIds }) => (unitIds.includes(unitId) ? [service] : []));
  return { services, from: signed.data.effectiveOn, to };
}

function reasonAgainst(
  events: readonly CoverageEvent[],
  { effectiveOn, endsOn, date }: { effectiveOn: string; endsOn: string; date: string },
): NotInForce | undefined {
  const terminatedOn = terminationIn(events)?.effectiveOn;
  if (date < effectiveOn) return 'NOT_YET_EFFECTIVE';
  if (terminatedOn !== undefined && terminatedOn <= date) return 'TERMINATED';
  if (endsOn < date) return 'ENDED';
  return isSuspended(events, date) ? 'SUSPENDED' : undefined;
}

const amended = (
  { endsOn, scope }: AgreementEventData<'MoUSigned'>,
  events: readonly CoverageEvent[],
): { endsOn: string; scope: Scope } =>
  events.reduce((terms, event) => (event.type === 'AgreementAmended' ? { ...terms, ...event.data.changes } : terms), {
    endsOn,
    scope,
  });

function isSuspended(events: readonly CoverageEvent[], date: string): boolean {
  const resumptions = events.flatMap((event) => (event.type === 'AgreementResumed' ? [event.data.resumedOn] : []));
  const suspensions = events.flatMap((event) => (event.type === 'AgreementSuspended' ? [event.data.suspendedOn] : []));
  return suspensions.some((from, index) => {
    const until = resumptions[index];
    return from <= date && (until === undefined || date < until);
  });
}

const signingIn = (events: readonly CoverageEvent[]) =>
  events.find((event) => event.type === 'MoUSigned' || event.type === 'PksSigned');

const terminationIn = (events: readonly CoverageEvent[]) =>
  events.find((event) => event.type === 'AgreementTerminated')?.data;
