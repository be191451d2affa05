import { type Cited, cite, type Engine, factAt, type Ground, load, NotFound } from '#kernel';
import { coverage, type CoverageEvent, coverageEvents, coversAt, lastDayOf } from '#contracts/cooperation/coverage';
import type { AgreementEvent } from '#contracts/cooperation/agreement.events';
import type { Service } from '#contracts/cooperation/codes';
import { presenceIn } from '#contracts/custody/presence';
import type { ProgrammeTemplateEvent } from '#contracts/rehabilitation/programme-template.events';
import { consentStanding, groundOf } from './consent/consent.standing.js';
import { rehabCase } from './case/case.decider.js';
import type { CaseFact, ConsentFact, CoverFact, InmateFact, Provider, TemplateFact } from './facts.rules.js';

export * from './facts.rules.js';

type Reading = Pick<Engine, 'store' | 'registry' | 'patience'>;

export async function inmateFact(engine: Reading, inmateId: string): Promise<InmateFact> {
  const { events, basis } = await found(engine, `inmate-${inmateId}`, 'inmate');
  const presence = presenceIn(events);
  if (presence === undefined) throw new NotFound('inmate with that id');
  return { inmateId, presence, basis };
}

const AGREEMENT: Ground = { kind: 'AGREEMENT', legalBasis: 'AGREEMENT' };

/** What the gate knows of a provider on the service date. Throws what `cite` throws. */
export async function coverFact(
  engine: Reading,
  provider: Provider,
  service: Service,
  unitId: string,
  on: string,
): Promise<CoverFact> {
  const asked = { provider, service, unitId, on };
  if (provider.unitId === unitId) return { ...asked, coverage: 'own-staff' };
  if (provider.agreementId === undefined) return { ...asked, coverage: { covered: false, why: 'not-named' } };
  const cited = await cite(engine, `agreement-${provider.agreementId}`);
  if (cited === undefined) return { ...asked, coverage: { covered: false, why: 'unknown' } };
  const { events, basis } = cited as Cited & { events: readonly AgreementEvent[] };
  if (!partiesIn(events).includes(provider.unitId)) {
    return { ...asked, coverage: { covered: false, why: 'not-a-party' }, basis };
  }
  const version = events.filter(({ type }) => coverageEvents.some((one) => one.type === type)) as CoverageEvent[];
  const covered = (day: string) => coverage(version, service, unitId, day);
  const lastDay = lastDayOf(version);
  const isCoveredToTheEnd = lastDay !== undefined && covered(lastDay).covered;
  const covers = coversAt(version, unitId, on);
  const known = { ...(isCoveredToTheEnd && { lastDay }), ...(covers && { covers }) };
  return { ...asked, coverage: covered(on), ...known, basis, ground: AGREEMENT };
}

export async function consentFact(engine: Reading, consentId: string): Promise<ConsentFact> {
  const { events, basis } = await found(engine, `consent-${consentId}`, 'consent');
  const standing = consentStanding(events);
  const ground = groundOf(standing);
  return { consentId, standing, basis, ...(ground && { ground }) };
}

export async function caseFact(engine: Reading, caseId: string): Promise<CaseFact> {
  const { history, state } = await load(engine, rehabCase, `rehabcase-${caseId}`);
  const head = history.at(-1);
  if (head === undefined || state.status === 'none') throw new NotFound('case with that id');
  return { caseId, case: state, basis: factAt(head) };
}

export async function templateFact(engine: Reading, templateId: string): Promise<TemplateFact> {
  const { events, basis } = await found(engine, `programmetemplate-${templateId}`, 'programme template');
  const entries = events as unknown as readonly (ProgrammeTemplateEvent & { metadata: { unitId: string } })[];
  const published = entries.find((event) => event.type === 'ProgrammeTemplatePublished');
  const retired = entries.find((event) => event.type === 'ProgrammeTemplateRetired');
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
  const entries = events.flatMap(({ type, data }) =>
    type === 'AgreementProposed' || type === 'AgreementDraftRevised' ? [data.parties ?? []] : [],
  );
  const parties = entries.findLast(({ length }) => length > 0) ?? [];
  return parties.flatMap(({ unitId }) => (unitId === undefined ? [] : [unitId]));
}
