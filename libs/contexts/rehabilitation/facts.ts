import { type Cited, cite, type Engine, type Fact, load, NotFound, refuse } from '#kernel';
import {
  coverage,
  type Coverage,
  type CoverageEvent,
  coverageEvents,
  lastDayOf,
} from '#contracts/cooperation/coverage';
import type { AgreementEvent } from '#contracts/cooperation/agreement.events';
import type { Service } from '#contracts/cooperation/codes';
import { presenceIn, type Presence } from '#contracts/custody/presence';
import type { ConsentPurpose } from '#contracts/rehabilitation/codes';
import type {
  ProgrammeTemplateEvent,
  ProgrammeTemplateEventData,
} from '#contracts/rehabilitation/programme-template.events';
import { consentStanding, type ConsentStanding } from './consent/consent.standing.js';
import { isOpen } from './case/course.js';
import type { OpenedCase } from './case/case.state.js';
import { rehabCase } from './case/case.decider.js';

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
  /** The last day on which the agreement was or will be in force. */
  readonly lastDay?: string;
  readonly basis?: Fact;
}
type NoAgreement = 'no-agreement' | 'not-a-party';

export interface ConsentFact {
  readonly consentId: string;
  readonly standing: ConsentStanding;
  readonly basis: Fact;
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

type Reading = Pick<Engine, 'store' | 'registry' | 'patience'>;

/** Throws `NotFound` when there is no such inmate, and what `cite` throws. */
export async function inmateFact(engine: Reading, inmateId: string): Promise<InmateFact> {
  const { events, basis } = await found(engine, `inmate-${inmateId}`, 'inmate');
  const presence = presenceIn(events);
  if (presence === undefined) throw new NotFound('inmate with that id');
  return { inmateId, presence, basis };
}

/** What the gate knows of a provider on the service date. Throws what `cite` throws. */
export async function coverFact(
  engine: Reading,
  provider: Provider,
  service: Service,
  unitId: string,
  on: string,
): Promise<CoverFact> {
  if (provider.unitId === unitId) return { provider, coverage: 'own-staff' };
  const cited =
    provider.agreementId === undefined ? undefined : await cite(engine, `agreement-${provider.agreementId}`);
  if (cited === undefined) return { provider, coverage: { covered: false, why: 'no-agreement' } };
  const { events, basis } = cited as Cited & { events: readonly AgreementEvent[] };
  if (!partiesIn(events).includes(provider.unitId)) {
    return { provider, coverage: { covered: false, why: 'not-a-party' }, basis };
  }
  const telling = events.filter(({ type }) => coverageEvents.some((one) => one.type === type)) as CoverageEvent[];
  const lastDay = lastDayOf(telling);
  return { provider, coverage: coverage(telling, service, unitId, on), ...(lastDay && { lastDay }), basis };
}

/** Throws `NotFound` when there is no such consent, and what `cite` throws. */
export async function consentFact(engine: Reading, consentId: string): Promise<ConsentFact> {
  const { events, basis } = await found(engine, `consent-${consentId}`, 'consent');
  return { consentId, standing: consentStanding(events), basis };
}

/** Throws `NotFound` when there is no such case, and what `load` throws. */
export async function caseFact(engine: Reading, caseId: string): Promise<CaseFact> {
  const stream = `rehabcase-${caseId}`;
  const { history, state } = await load(engine, rehabCase, stream);
  const head = history.at(-1);
  if (head === undefined || state.status === 'none') throw new NotFound('case with that id');
  return { caseId, case: state, basis: { stream, revision: head.revision, hash: head.metadata.hash } };
}

/** Throws `NotFound` when there is no such template, and what `cite` throws. */
export async function templateFact(engine: Reading, templateId: string): Promise<TemplateFact> {
  const { events, basis } = await found(engine, `programmetemplate-${templateId}`, 'programme template');
  const told = events as unknown as readonly (ProgrammeTemplateEvent & { metadata: { unitId: string } })[];
  const published = told.find((event) => event.type === 'ProgrammeTemplatePublished');
  const retired = told.find((event) => event.type === 'ProgrammeTemplateRetired');
  if (published === undefined) throw new NotFound('programme template with that id');
  return {
    templateId,
    template: published.data,
    unitId: published.metadata.unitId,
    ...(retired && { retiredOn: retired.data.retiredOn }),
    basis,
  };
}

async function found(engine: Reading, stream: string, what: string): Promise<Cited> {
  const cited = await cite(engine, stream);
  if (cited === undefined) throw new NotFound(`${what} with that id`);
  return cited;
}

function partiesIn(events: readonly AgreementEvent[]): readonly string[] {
  const told = events.flatMap(({ type, data }) =>
    type === 'AgreementProposed' || type === 'AgreementDraftRevised' ? [data.parties ?? []] : [],
  );
  const parties = told.findLast(({ length }) => length > 0) ?? [];
  return parties.flatMap(({ unitId }) => (unitId === undefined ? [] : [unitId]));
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
