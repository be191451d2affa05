import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Ask, Conflict, Engine, handle, id, load, NotFound, type Receipt } from '#kernel';
import { type Buildings, ReadModelBuildings } from '../projections/index.js';
import { type AskedOfReadModel, readModel } from './read-model.js';

export class SendToReadModel extends Command<Receipt> {
  constructor(readonly ask: Omit<Ask<AskedOfReadModel>, 'target' | 'createdId'>) {
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
    const standing = async (): Promise<Buildings> => {
      const facts = await this.buildings.of(name);
      if (facts === undefined) throw new NotFound('read model with that name');
      return facts;
    };
    const receipt = await handle(
      this.engine,
      readModel,
      { ...ask, createdId },
      {
        RebuildReadModel: standing,
        SwitchReadModel: standing,
        CancelBuild: standing,
        RefoldDocument: standing,
      },
    );
    const { last } = (await load(this.engine, readModel, `readmodel-${createdId}`)).state;
    if (last !== undefined && !(await this.buildings.take(last))) throw new Conflict('read-model-changed');
    return receipt;
  }
}
