import { type Fact, type Ground, refuse } from '#kernel';
import type { Coverage } from '#contracts/cooperation/coverage';
import type { Presence } from '#contracts/custody/presence';
import type { ConsentPurpose } from '#contracts/rehabilitation/codes';
import type { ProgrammeTemplateEventData } from '#contracts/rehabilitation/programme-template.events';
import { isOpen } from './case/course.js';
import type { OpenedCase } from './case/case.state.js';
import type { ConsentStanding } from './consent/consent.standing.js';

/** Who serves: a unit, and the agreement under which it does when the record is another unit's. */
export interface Provider {
  readonly unitId: string;
  readonly agreementId?: string;
}

/** An inmate as custody knows them. */
export interface InmateFact {
  readonly inmateId: string;
  readonly presence: Presence;
  readonly basis: Fact;
}

/** Whether the provider may render the service at the unit on the day: by its own staff, or under an agreement. */
export interface CoverFact {
  readonly provider: Provider;
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

/** Refuses what would be done on a day to somebody who is not there: not yet registered, left, or registered twice. */
export function mustBePresent({ presence: { registeredOn, left, survivorId } }: InmateFact, on: string): void {
  if (survivorId !== undefined) {
    refuse('record-is-duplicate', 'This record was merged into another: use that one.', 'R-1.4');
  }
  if (on < registeredOn) refuse('before-registration', 'The inmate was not registered yet on that day.', 'R-1.2');
  if (left !== undefined && on > left.on) refuse('inmate-left', 'The inmate had left the unit by that day.', 'R-1.2');
}

/**
 * The gate: refuses an external provider whom no agreement in force covers on the service date. Where the agreement says so,
 * those who were admitted while it was in force may finish after it ended.
 */
export function mustBeCovered({ coverage: cover, lastDay }: CoverFact, admittedOn: readonly string[] = []): void {
  if (cover === 'own-staff' || cover.covered) return;
  const mayFinish = 'runningCasesMayFinish' in cover && cover.runningCasesMayFinish;
  const isOver = cover.why === 'ended' || cover.why === 'terminated';
  const allRunning = admittedOn.length > 0 && admittedOn.every((day) => lastDay !== undefined && day <= lastDay);
  if (mayFinish && isOver && allRunning) return;
  refuse('no-agreement-in-force', 'No agreement in force covers this service of that provider on that day.', 'R-3.2', [
    cover.why,
  ]);
}

/** Refuses what consent is needed for: none for the purpose, withdrawn, of somebody else, or given after the day. */
export function mustBeConsented(
  { standing }: ConsentFact,
  { subject, purpose, on }: { subject: string; purpose: ConsentPurpose; on: string },
): void {
  if (standing.status === 'annulled') refuse('consent-annulled', 'This consent was annulled.', 'R-2.1');
  if (standing.subject !== subject) refuse('consent-of-another', 'This consent is another person’s.', 'R-2.1');
  if (standing.status === 'withdrawn') refuse('consent-withdrawn', 'The consent was withdrawn.', 'R-2.1');
  if (!standing.purposes.includes(purpose)) refuse('consent-for-other-purpose', 'Ask for consent to this.', 'R-2.1');
  if (standing.since > on) refuse('consent-after-service', 'The consent was given after that day.', 'R-2.1');
}

/** Refuses to add to a case that is not open, is another person’s, or whose consent was withdrawn. */
export function mustTakeEntries({ case: { status, consent } }: CaseFact): void {
  if (!isOpen(status)) refuse('case-not-open', 'The case is closed or was left: nothing is added to it.', 'R-3.11');
  if (consent?.standing === 'WITHDRAWN') {
    refuse('consent-withdrawn', 'The consent was withdrawn: nothing is added to the case.', 'R-2.1');
  }
}

/** The heads of all facts that were used, each stream once. */
export const basisOf = (...facts: readonly ({ readonly basis?: Fact } | undefined)[]): Fact[] => {
  const cited = facts.flatMap((fact) => (fact?.basis === undefined ? [] : [fact.basis]));
  return cited.filter(({ stream }, index) => cited.findIndex((other) => other.stream === stream) === index);
};
