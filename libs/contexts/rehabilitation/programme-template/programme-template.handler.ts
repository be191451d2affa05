import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Ask, dayIn, Engine, type Told, unitOfActor } from '#kernel';
import { templateReserved } from '#contracts/reservations/sets';
import { tellReserving, type Wish } from '#platform/reservations';
import { coverFact } from '../facts.js';
import { ALREADY_PUBLISHED, programmeTemplate, type ProgrammeTemplateCommand } from './programme-template.decider.js';

export class TellProgrammeTemplate {
  constructor(readonly ask: Ask<ProgrammeTemplateCommand>) {}
}

/**
 * Tells a template one command, knowing the agreement under which a provider serves; a unit publishes each version of a code once (D3).
 * Throws what `tellReserving` throws.
 */
export const tellProgrammeTemplate = (engine: Engine, ask: Ask<ProgrammeTemplateCommand>): Promise<Told> =>
  tellReserving(engine, programmeTemplate, ask, wishesOf(ask), async (command) => {
    if (command.type !== 'PublishProgrammeTemplate' || command.data.provider === undefined) return command;
    const { unitId = unitOfActor(ask.by) } = ask;
    const today = dayIn(engine.zoneOf(unitId) ?? 'UTC', engine.now().toISOString());
    const cover = await coverFact(engine, command.data.provider, 'SOCIAL_REHABILITATION', unitId, today);
    return { ...command, cover };
  });

function wishesOf({ command, by, unitId = unitOfActor(by) }: Ask<ProgrammeTemplateCommand>): readonly Wish[] {
  if (command.type !== 'PublishProgrammeTemplate') return [];
  const { code, validFrom, provider } = command.data;
  const mayPublish = by.kind === 'SYSTEM' || [unitId, provider?.unitId].includes(by.unitId);
  const reserved = templateReserved(unitId, code, validFrom);
  return mayPublish && reserved !== undefined ? [{ ...reserved, taken: ALREADY_PUBLISHED }] : [];
}

@CommandHandler(TellProgrammeTemplate)
export class TellProgrammeTemplateHandler implements ICommandHandler<TellProgrammeTemplate> {
  constructor(private readonly engine: Engine) {}

  execute({ ask }: TellProgrammeTemplate): Promise<Told> {
    return tellProgrammeTemplate(this.engine, ask);
  }
}
