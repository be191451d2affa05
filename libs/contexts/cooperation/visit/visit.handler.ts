import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Ask, Engine, tell, type Told } from '#kernel';
import { visit, type VisitCommand } from './visit.decider.js';

export class TellVisit {
  constructor(readonly ask: Ask<VisitCommand>) {}
}

@CommandHandler(TellVisit)
export class TellVisitHandler implements ICommandHandler<TellVisit> {
  constructor(private readonly engine: Engine) {}

  execute({ ask }: TellVisit): Promise<Told> {
    return tell(this.engine, visit, ask);
  }
}
