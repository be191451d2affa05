import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Ask, Conflict, Engine, id, NotFound, type Receipt, send } from '#kernel';
import { ReadModelBuildings } from '../projections/index.js';
import { readModel, type ReadModelCommand } from './read-model.js';

export class SendToReadModel extends Command<Receipt> {
  constructor(readonly ask: Omit<Ask<ReadModelCommand>, 'target' | 'createdId'>) {
    super();
  }
}

/** Records what is asked, and then does it: a repeat does what was recorded and not done. */
@CommandHandler(SendToReadModel)
export class SendToReadModelHandler implements ICommandHandler<SendToReadModel> {
  constructor(
    private readonly engine: Engine,
    private readonly buildings: ReadModelBuildings,
  ) {}

  async execute({ ask }: SendToReadModel): Promise<Receipt> {
    const { name } = ask.command.data;
    const createdId = id('readmodel', name);
    const receipt = await send(this.engine, readModel, { ...ask, createdId }, async (command) => {
      const facts = await this.buildings.of(name);
      if (facts === undefined) throw new NotFound('read model with that name');
      return { ...command, facts };
    });
    const last = (await this.engine.store.read(`readmodel-${createdId}`)).at(-1);
    if (last !== undefined && !(await this.buildings.take(last))) throw new Conflict('revision-changed');
    return receipt;
  }
}
