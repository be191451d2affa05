import { randomUUID } from 'node:crypto';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type AnyEvent, type Ask, cite, Engine, evolve, type Projected, type Told } from '#kernel';
import { type InmateEvent, inmateEvents } from '#contracts/custody/inmate.events';
import { RehabCaseOpened } from '#contracts/rehabilitation/case.events';
import { freeWhenOver, tellReserving } from '#platform/reservations';
import { type CaseOf, casesNamedBy } from './inmate.cases.js';
import { inmate, type InmateCommand } from './inmate.decider.js';
import { mergeFacts, openCaseOf, wishesOfMerge } from './inmate.merges.js';
import type { OtherRecord } from './inmate.merging.js';
import { wishesOf } from './inmate.numbers.js';

export class TellInmate {
  constructor(readonly ask: Ask<InmateCommand>) {}
}

/**
 * Tells an inmate one command, after it has taken the numbers that nobody else may have, and for a merge the duplicate's open case. Throws
 * what `tellReserving` throws.
 */
export async function tellInmate(engine: Engine, ask: Ask<InmateCommand>): Promise<Told> {
  const wishes = [...(await wishesOf(engine, ask)), ...(await wishesOfMerge(engine, ask))];
  const cases = await casesNamedBy(engine, ask);
  const about = [...(ask.about ?? []), ...cases];
  const told = await tellReserving(engine, inmate, { ...ask, about }, wishes, async (asked, { now }) => {
    const command = await withFacts(engine, asked, cases, ask.target?.id);
    return command.type === 'MergeDuplicate'
      ? mergeFacts(engine, ask, { command, survivor: now, hasTaken: wishes.length > 0 })
      : command;
  });
  const { command } = ask;
  if (command.type === 'UnmergeDuplicate') {
    await freeWhenOver(engine, ask, openCaseOf(engine, command.data.duplicateId));
  }
  return told;
}

@CommandHandler(TellInmate)
export class TellInmateHandler implements ICommandHandler<TellInmate> {
  constructor(private readonly engine: Engine) {}

  execute({ ask }: TellInmate): Promise<Told> {
    return tellInmate(this.engine, ask);
  }
}

async function withFacts(
  engine: Engine,
  command: InmateCommand,
  cases: readonly CaseOf[],
  inmateId?: string,
): Promise<InmateCommand> {
  switch (command.type) {
    case 'RegisterInmate':
      return { ...command, subject: randomUUID() };
    case 'TransferInmate':
      return { ...command, isKnownUnit: isKnown(engine, command.data.toUnitId) };
    case 'AcceptTransfer':
      return { ...command, caseIds: cases.map(({ caseId }) => caseId) };
    case 'CorrectInmateEntry':
      return { ...command, isKnownUnit: isKnown(engine, command.data.transfer?.toUnitId) };
    case 'AcknowledgeCustodyChange':
      return { ...command, isTheirs: await isCaseOf(engine, command.data.caseId, inmateId) };
    case 'MergeDuplicate': {
      const duplicate = await otherRecord(engine, command.data.duplicateId, inmateId);
      return { ...command, ...(duplicate && { duplicate }) };
    }
    case 'ChangeCustodyStatus':
    case 'MoveRoom':
    case 'ImportCustodyFact':
    case 'ReleaseInmate':
    case 'UnmergeDuplicate':
    case 'MarkDuplicate':
    case 'UnmarkDuplicate':
    case 'AnnulInmateEntry':
      return command;
  }
}

const isKnown = ({ zoneOf }: Engine, unitId: string | undefined): boolean =>
  unitId !== undefined && zoneOf(unitId) !== undefined;

async function isCaseOf(engine: Engine, caseId: string, inmateId: string | undefined): Promise<boolean> {
  const cited = await cite(engine, `rehabcase-${caseId}`);
  return cited?.events.some((event) => isOpening(event) && event.data.inmateId === inmateId) ?? false;
}

async function otherRecord(
  engine: Engine,
  duplicateId: string,
  inmateId: string | undefined,
): Promise<OtherRecord | undefined> {
  const cited = await cite(engine, `inmate-${duplicateId}`);
  if (cited === undefined) return undefined;
  const { decider } = inmate;
  const record = cited.events
    .filter(isOfInmate)
    .reduce((state, event) => evolve(decider, state, event), decider.initial);
  return { isItself: duplicateId === inmateId, record, basis: [cited.basis] };
}

type Opening = Projected<{ type: 'RehabCaseOpened'; data: { inmateId: string } }>;

const isOpening = (event: Projected<AnyEvent>): event is Opening => event.type === RehabCaseOpened.type;

const isOfInmate = (event: Projected<AnyEvent>): event is Projected<InmateEvent> =>
  inmateEvents.some(({ type }) => type === event.type);
