import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Ask, Engine, type Told } from '#kernel';
import type { Service } from '#contracts/cooperation/codes';
import type { ConsentPurpose } from '#contracts/rehabilitation/codes';
import { isOpen } from '../case/course.js';
import { currentCase } from '../case/open-case.js';
import { type CoverFact, coverFact, inmateFact, type Provider } from '../facts.js';
import { tellRecord } from '../reactions.js';
import { consent, type ConsentCommand } from './consent.decider.js';
import type { ConsentFacts } from './consent.giving.js';
import type { ConsentRecord } from './consent.record.js';

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
  { now }: ConsentRecord,
): Promise<ConsentCommand> {
  const unitId = now.status === 'absent' ? (named ?? by.unitId) : now.unitId;
  switch (command.type) {
    case 'GiveConsent':
      return { ...command, facts: await factsOf(engine, unitId, command.data, command.data.givenOn) };
    case 'OverrideConsent':
      return { ...command, facts: await factsOf(engine, unitId, command.data, command.data.overriddenOn) };
    case 'CorrectConsentEntry': {
      if (now.status === 'absent') return command;
      const { given, override } = command.data;
      const { purposes = [] } = given ?? override ?? {};
      const asked = { inmateId: now.inmateId, purposes, ...(given && now.provider && { provider: now.provider }) };
      return { ...command, facts: await factsOf(engine, unitId, asked, given?.givenOn ?? '') };
    }
    case 'AnnulConsentEntry':
    case 'WithdrawConsent': {
      if (now.status === 'absent') return command;
      const openCase = await openCaseOf(engine, now.inmateId);
      return { ...command, facts: { ...openCase }, ...(target && { consentId: target.id }) };
    }
  }
}

interface AskedFor {
  readonly inmateId: string;
  readonly purposes: readonly ConsentPurpose[];
  readonly provider?: Provider;
}

const SERVICES: Readonly<Record<ConsentPurpose, Service>> = {
  SCREENING: 'SCREENING',
  ASSESSMENT: 'ASSESSMENT',
  REHABILITATION: 'SOCIAL_REHABILITATION',
  AFTERCARE: 'AFTERCARE',
  DATA_EXCHANGE: 'DATA_EXCHANGE',
};

async function factsOf(
  engine: Engine,
  unitId: string,
  { inmateId, purposes, provider }: AskedFor,
  on: string,
): Promise<ConsentFacts> {
  const inmate = await inmateFact(engine, inmateId);
  const covers: CoverFact[] =
    provider === undefined
      ? []
      : await Promise.all(purposes.map((purpose) => coverFact(engine, provider, SERVICES[purpose], unitId, on)));
  return { inmate, unitId, covers, ...(await openCaseOf(engine, inmateId)) };
}

/** The case of an inmate that takes entries, and the consent that it was last told of. */
async function openCaseOf(engine: Engine, inmateId: string): Promise<Pick<ConsentFacts, 'openCase'>> {
  const { caseId, case: current } = await currentCase(engine, inmateId);
  if (current === undefined || !isOpen(current.status)) return {};
  return { openCase: { caseId, ...(current.consent && { consent: current.consent }) } };
}
