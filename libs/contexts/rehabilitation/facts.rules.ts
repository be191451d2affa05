import type { Fact, Ground } from '#kernel';
import type { Service } from '#contracts/cooperation/codes';
import type { Coverage, Covers } from '#contracts/cooperation/coverage';
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
  readonly service: Service;
  readonly unitId: string;
  readonly on: string;
  readonly coverage: 'own-staff' | Coverage | { readonly covered: false; readonly why: NoAgreement };
  /** The last day on which the agreement was or will be in force, when it covers the service until then. */
  readonly lastDay?: string;
  /** What the agreement covers at that unit, when it was signed and the provider is a party of it. */
  readonly covers?: Covers;
  readonly basis?: Fact;
  /** What a service rests on that cites the agreement. */
  readonly ground?: Ground;
}
type NoAgreement = 'not-named' | 'unknown' | 'not-a-party';

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

export interface OfCase {
  readonly case: CaseFact;
}

/** A programme template, with the day from which it is no longer offered. */
export interface TemplateFact {
  readonly templateId: string;
  readonly template: ProgrammeTemplateEventData<'ProgrammeTemplatePublished'>;
  readonly unitId: string;
  readonly retiredOn?: string;
  readonly basis: Fact;
}

/** Between which days a template is offered, in words. */
export const offeredIn = (from: string, retiredOn: string | undefined): string =>
  retiredOn === undefined ? `from ${from} on` : `from ${from} until before ${retiredOn}`;

/** Objects to what would be done on a day to somebody who is not there: not yet registered, left, or registered twice. */
export function mustBePresent(
  { inmateId, presence: { registeredOn, left, survivorId } }: InmateFact,
  on: string,
): void {
  const judged = { inmateId, on };
  if (survivorId !== undefined) object('record-is-duplicate', { inmateId }, { otherId: survivorId });
  if (on < registeredOn) object('before-registration', judged, { on, registeredOn });
  if (left !== undefined && on > left.on) object('inmate-left', judged, { on, leftOn: left.on });
}

/**
 * The gate: objects to an external provider whom no agreement in force covers on the service date. Where the agreement says so,
 * those who were admitted while it was in force may finish after it ended.
 */
export function mustBeCovered(fact: CoverFact, admittedOn: readonly string[] = []): void {
  const { coverage: cover, lastDay } = fact;
  if (cover === 'own-staff' || cover.covered) return;
  const mayFinish = 'runningCasesMayFinish' in cover && cover.runningCasesMayFinish;
  const isOver = cover.why === 'ENDED' || cover.why === 'TERMINATED';
  const allRunning = admittedOn.length > 0 && admittedOn.every((day) => lastDay !== undefined && day <= lastDay);
  if (mayFinish && isOver && allRunning) return;
  refuseUncovered(fact, cover.why);
}

function refuseUncovered({ provider, service, unitId, on, covers }: CoverFact, why: string): void {
  const judged = { provider, on };
  const { unitId: providerUnitId, agreementId } = provider;
  if (agreementId === undefined) {
    object('agreement-not-named', judged, { providerUnitId, unitId });
    return;
  }
  const asked = { agreementId, service, providerUnitId, unitId, on };
  if (why === 'unknown') object('unknown-agreement', judged, asked);
  else object('no-agreement-in-force', judged, { ...asked, covers: coveredInWords(covers, why) }, [why]);
}

function coveredInWords(covers: Covers | undefined, why: string): string {
  if (covers === undefined)
    return why === 'not-a-party' ? 'none of its services' : 'nothing before every party has signed';
  const { services, from, to } = covers;
  const what = services.length === 0 ? 'no service there' : `${services.join(', ')} there`;
  return `${what} from ${from} to ${to}${why === 'SUSPENDED' ? ', but is suspended on that day' : ''}`;
}

/** Objects to what consent is needed for: none for the purpose, withdrawn, of somebody else, or given after the day. */
export function mustBeConsented(
  { consentId, standing }: ConsentFact,
  { subject, purpose, on }: { subject: string; purpose: ConsentPurpose; on: string },
): void {
  const judged = { consentId, subject, purpose, on };
  if (standing.status === 'annulled') {
    object('consent-annulled', judged, { consentId, annulledOn: standing.annulledOn });
    return;
  }
  if (standing.subject !== subject) object('consent-of-another', judged, { consentId });
  if (standing.status === 'withdrawn') object('consent-withdrawn', judged, { consentId });
  if (!standing.purposes.includes(purpose)) object('consent-for-other-purpose', judged, { consentId, purpose });
  if (standing.since > on) object('consent-after-service', judged, { consentId, since: standing.since, on });
}

/** Objects to adding to a case that is not open, or whose consent was withdrawn. */
export function mustTakeEntries({ caseId, case: { status, consent } }: CaseFact): void {
  if (!isOpen(status)) object('case-not-open', { caseId }, { status });
  if (consent?.status === 'WITHDRAWN') object('consent-withdrawn', { caseId }, { consentId: consent.consentId });
}

/** The heads of all facts that were used, each stream once. */
export const basisOf = (...facts: readonly ({ readonly basis?: Fact } | undefined)[]): Fact[] => {
  const cited = facts.flatMap((fact) => (fact?.basis === undefined ? [] : [fact.basis]));
  return cited.filter(({ stream }, index) => cited.findIndex((other) => other.stream === stream) === index);
};
