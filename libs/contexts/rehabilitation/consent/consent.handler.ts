import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import { type Ask, dayIn, Engine, type Ground, type Told, unitOfActor } from '#kernel';
import type { Service } from '#contracts/cooperation/codes';
import type { ConsentPurpose } from '#contracts/rehabilitation/codes';
import { isOpen } from '../case/course.js';
import { currentCase } from '../case/open-case.js';
import { coverFact, inmateFact, type Provider } from '../facts.js';
import { tellRecord } from '../reactions.js';
import { consent, type ConsentCommand } from './consent.decider.js';
import type { ConsentFacts, Giving } from './consent.giving.js';
import type { ConsentRecord } from './consent.record.js';
import { purposesGiven } from './consent.standing.js';

export class TellConsent {
  constructor(readonly ask: Ask<ConsentCommand>) {}
}

/** Tells a consent one command, and the open case what it amounts to. */
export const tellConsent = (engine: Engine, ask: Ask<ConsentCommand>): Promise<Told> =>
  tellRecord(engine, consent, ask, (command, record) => withFacts(engine, ask, command, record));

@CommandHandler(TellConsent)
export class TellConsentHandler implements ICommandHandler<TellConsent> {
  constructor(private readonly engine: Engine) {}

  execute({ ask }: TellConsent): Promise<Told> {
    return tellConsent(this.engine, ask);
  }
}

async function withFacts(
  engine: Engine,
  { unitId: named, by, target }: Ask<ConsentCommand>,
  command: ConsentCommand,
  { now, valid }: ConsentRecord,
): Promise<ConsentCommand> {
  const unitId = now.status === 'absent' ? (named ?? unitOfActor(by)) : now.unitId;
  switch (command.type) {
    case 'GiveConsent': {
      const { inmateId, provider } = command.data;
      const facts = await givingFacts(engine, unitId, command.data, { inmateId, provider });
      return { ...command, facts: restingOnItself(facts, { kind: 'CONSENT', legalBasis: 'CONSENT' }) };
    }
    case 'OverrideConsent': {
      const { inmateId, overrideBasis: legalBasis } = command.data;
      const facts = await factsOf(engine, unitId, inmateId);
      return { ...command, facts: restingOnItself(facts, { kind: 'OVERRIDE', legalBasis }) };
    }
    case 'CorrectConsentEntry': {
      if (now.status === 'absent') return command;
      const { of, given } = command.data;
      if (given === undefined) return { ...command, facts: await factsOf(engine, unitId, now.inmateId) };
      const facts = await givingFacts(engine, unitId, given, now);
      const { authors = [] } = valid.find(({ id }) => id === of) ?? {};
      const persons = await Promise.all(authors.map(async (author) => engine.staff.idsOf(author)));
      const isWitnessAuthor = persons.some((ids) => ids.has(given.witnessId ?? ''));
      return { ...command, facts: { ...facts, isWitnessAuthor } };
    }
    case 'AnnulConsentEntry':
    case 'WithdrawConsent': {
      if (now.status === 'absent') return command;
      const openCase = await openCaseOf(engine, now.inmateId);
      return { ...command, facts: { ...openCase }, ...(target && { consentId: target.id }) };
    }
  }
}

const SERVICES: Readonly<Record<ConsentPurpose, Service>> = {
  SCREENING: 'SCREENING',
  ASSESSMENT: 'ASSESSMENT',
  REHABILITATION: 'SOCIAL_REHABILITATION',
  AFTERCARE: 'AFTERCARE',
  DATA_EXCHANGE: 'DATA_EXCHANGE',
};

/** What a consent rests on that is given on a day; with a provider also the cover of each service that is consented to. */
async function givingFacts(
  engine: Engine,
  unitId: string,
  { purposes, givenAt }: Giving,
  { inmateId, provider }: { readonly inmateId: string; readonly provider?: Provider | undefined },
): Promise<ConsentFacts> {
  const facts = await factsOf(engine, unitId, inmateId);
  if (provider === undefined) return facts;
  const on = dayIn(facts.zone, givenAt);
  const covers = purposesGiven(purposes).map((purpose) => coverFact(engine, provider, SERVICES[purpose], unitId, on));
  return { ...facts, covers: await Promise.all(covers) };
}

async function factsOf(engine: Engine, unitId: string, inmateId: string): Promise<ConsentFacts> {
  const zone = engine.zoneOf(unitId) ?? 'UTC';
  const inmate = await inmateFact(engine, inmateId);
  return { inmate, unitId, zone, covers: [], representative: randomUUID(), ...(await openCaseOf(engine, inmateId)) };
}

function restingOnItself(facts: ConsentFacts, ground: Omit<Ground, 'subject'>): ConsentFacts {
  const { presence, basis } = facts.inmate;
  return { ...facts, itself: { basis, ground: { ...ground, subject: presence.subject } } };
}

/** The case of an inmate that takes entries, and the consent that it was last told of. */
async function openCaseOf(engine: Engine, inmateId: string): Promise<Pick<ConsentFacts, 'openCase'>> {
  const { caseId, case: current } = await currentCase(engine, inmateId);
  if (current === undefined || !isOpen(current.status)) return {};
  return { openCase: { caseId, ...(current.consent && { consent: current.consent }) } };
}
