import type { Fact, Ground } from '#kernel';
import type { Coverage } from '#contracts/cooperation/coverage';
import type { Presence } from '#contracts/custody/presence';
import type { ConsentPurpose } from '#contracts/rehabilitation/codes';
import type { ProgrammeTemplateEventData } from '#contracts/rehabilitation/programme-template.events';
import { isOpen } from './case/case.course.js';
import type { OpenedCase } from './case/case.record.js';
import type { ConsentStanding } from './consent/consent.standing.js';
import type { Provider } from './provider.js';
import { object } from './refusals.js';

export type { Provider };

/** An inmate as custody knows them. */
export interface InmateFact {
  readonly inmateId: string;
  readonly presence: Presence;
  readonly basis: Fact;
}

/** Whether the provider may render the service at the unit on the day: by its own staff, or under an agreement. */
export interface CoverFact {
  readonly provider: Provider;
  /** The day of the service, where an agreement is needed for it. */
  readonly on?: string;
  readonly coverage: 'own-staff' | Coverage | { readonly covered: false; readonly why: NoAgreement };
  /** The last day on which the agreement was or will be in force, when it covers the service until then. */
  readonly lastDay?: string;
  readonly basis?: Fact;
  /** What a service rests on that cites the agreement. */
  readonly ground?: Ground;
}
type NoAgreement = 'no-agreement' | 'not-a-party';

export interface ConsentFact {
  readonly consentId: string;
  readonly standing: ConsentStanding;
  readonly basis: Fact;
  /** What a service rests on that cites it, as long as it stands. */
  readonly ground?: Ground;
}

export interface CaseFact {
  readonly caseId: string;
  readonly case: OpenedCase;
  readonly basis: Fact;
}

/** A programme template, with the day from which it is no longer offered. */
export interface TemplateFact {
  readonly templateId: string;
  readonly template: ProgrammeTemplateEventData<'ProgrammeTemplatePublished'>;
  readonly unitId: string;
  readonly retiredOn?: string;
  readonly basis: Fact;
}

/** Objects to what would be done on a day to somebody who is not there: not yet registered, left, or registered twice. */
export function mustBePresent(
  { inmateId, presence: { registeredOn, left, survivorId } }: InmateFact,
  on: string,
): void {
  const judged = { inmateId, on };
  if (survivorId !== undefined) {
    object('record-is-duplicate', { inmateId });
  }
  if (on < registeredOn) {
    object('before-registration', judged);
  }
  if (left !== undefined && on > left.on) {
    object('inmate-left', judged);
  }
}

/**
 * The gate: objects to an external provider whom no agreement in force covers on the service date. Where the agreement says so,
 * those who were admitted while it was in force may finish after it ended.
 */
export function mustBeCovered(
  { provider, on, coverage: cover, lastDay }: CoverFact,
  admittedOn: readonly string[] = [],
): void {
  if (cover === 'own-staff' || cover.covered) return;
  const mayFinish = 'runningCasesMayFinish' in cover && cover.runningCasesMayFinish;
  const isOver = cover.why === 'ended' || cover.why === 'terminated';
  const allRunning = admittedOn.length > 0 && admittedOn.every((day) => lastDay !== undefined && day <= lastDay);
  if (mayFinish && isOver && allRunning) return;
  object('no-agreement-in-force', { provider, on }, {}, [cover.why]);
}

/** Objects to what consent is needed for: none for the purpose, withdrawn, of somebody else, or given after the day. */
export function mustBeConsented(
  { consentId, standing }: ConsentFact,
  { subject, purpose, on }: { subject: string; purpose: ConsentPurpose; on: string },
): void {
  const judged = { consentId, subject, purpose, on };
  if (standing.status === 'annulled') {
    object('consent-annulled', judged);
    return;
  }
  if (standing.subject !== subject) object('consent-of-another', judged);
  if (standing.status === 'withdrawn') object('consent-withdrawn', judged);
  if (!standing.purposes.includes(purpose)) {
    object('consent-for-other-purpose', judged);
  }
  if (standing.since > on) object('consent-after-service', judged);
}

/** Objects to adding to a case that is not open, or whose consent was withdrawn. */
export function mustTakeEntries({ caseId, case: { status, consent } }: CaseFact): void {
  if (!isOpen(status)) {
    object('case-not-open', { caseId });
  }
  if (consent?.standing === 'WITHDRAWN') {
    object('consent-withdrawn', { caseId });
  }
}

/** The heads of all facts that were used, each stream once. */
export const basisOf = (...facts: readonly ({ readonly basis?: Fact } | undefined)[]): Fact[] => {
  const cited = facts.flatMap((fact) => (fact?.basis === undefined ? [] : [fact.basis]));
  return cited.filter(({ stream }, index) => cited.findIndex((other) => other.stream === stream) === index);
};
