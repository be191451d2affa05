import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Ask, dayIn, Engine, tell, type Told, unitOfActor } from '#kernel';
import { coverFact } from '../facts.js';
import { programmeTemplate, type ProgrammeTemplateCommand } from './programme-template.decider.js';

export class TellProgrammeTemplate {
  constructor(readonly ask: Ask<ProgrammeTemplateCommand>) {}
}

/** Tells a template one command, knowing the agreement under which a provider serves. */
export const tellProgrammeTemplate = (engine: Engine, ask: Ask<ProgrammeTemplateCommand>): Promise<Told> =>
  tell(engine, programmeTemplate, ask, async (command) => {
    if (command.type !== 'PublishProgrammeTemplate' || command.data.provider === undefined) return command;
    const { unitId = unitOfActor(ask.by) } = ask;
    const today = dayIn(engine.zoneOf(unitId) ?? 'UTC', engine.now().toISOString());
    const cover = await coverFact(engine, command.data.provider, 'SOCIAL_REHABILITATION', unitId, today);
    return { ...command, cover };
  });

@CommandHandler(TellProgrammeTemplate)
export class TellProgrammeTemplateHandler implements ICommandHandler<TellProgrammeTemplate> {
  constructor(private readonly engine: Engine) {}

  execute({ ask }: TellProgrammeTemplate): Promise<Told> {
    return tellProgrammeTemplate(this.engine, ask);
  }
}
