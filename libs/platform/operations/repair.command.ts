import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Ask, Engine, isStream, Malformed, type Told } from '#kernel';
import type { RepairEventData } from '#contracts/repair/repair.events';
import { type RepairCommand, standing, tellRepair } from '../repair/index.js';

type Range = Pick<RepairEventData<'EventsExcludedAsked'>, 'stream' | 'from' | 'to' | 'reasonCode'>;

/** What somebody asks to become of a stream; without `to` it is resumed up to its last event. */
export type AskedRepair =
  | { readonly type: 'AskExclusion' | 'ApproveExclusion'; readonly data: Range }
  | { readonly type: 'ResumeStream'; readonly data: { readonly stream: string; readonly to?: number } };

export class TellRepair extends Command<Told> {
  constructor(readonly ask: Omit<Ask<AskedRepair>, 'target' | 'createdId'>) {
    super();
  }
}

@CommandHandler(TellRepair)
export class TellRepairHandler implements ICommandHandler<TellRepair> {
  constructor(private readonly engine: Engine) {}

  async execute({ ask }: TellRepair): Promise<Told> {
    if (!isStream(ask.command.data.stream)) {
      throw new Malformed('bad-stream');
    }
    return tellRepair(this.engine, { ...ask, command: await this.whole(ask.command) });
  }

  private async whole(asked: AskedRepair): Promise<RepairCommand> {
    if (asked.type !== 'ResumeStream') return asked;
    const { stream, to } = asked.data;
    if (to !== undefined) return { type: 'ResumeStream', data: { stream, to } };
    const events = await standing(this.engine, stream);
    return { type: 'ResumeStream', data: { stream, to: Math.max(0, events.length - 1) } };
  }
}
