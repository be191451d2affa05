import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Ask, Engine, isStream, Malformed, type Receipt, repeated } from '#kernel';
import type { RepairEventData } from '#contracts/repair/repair.events';
import { type RepairCommand, standing, sendRepair } from '../repair/index.js';

type Range = Pick<RepairEventData<'EventsExcludedAsked'>, 'stream' | 'from' | 'to' | 'reasonCode'>;

/** What somebody asks to become of a stream; without `to` it is resumed up to its last event. */
export type AskedRepair =
  | { readonly type: 'AskExclusion' | 'ApproveExclusion'; readonly data: Range }
  | { readonly type: 'ResumeStream'; readonly data: { readonly stream: string; readonly to?: number } };

export class SendRepair extends Command<Receipt> {
  constructor(readonly ask: Omit<Ask<AskedRepair>, 'target' | 'createdId'>) {
    super();
  }
}

@CommandHandler(SendRepair)
export class SendRepairHandler implements ICommandHandler<SendRepair> {
  constructor(private readonly engine: Engine) {}

  async execute({ ask }: SendRepair): Promise<Receipt> {
    if (!isStream(ask.command.data.stream)) {
      throw new Malformed('bad-stream', { sent: repeated(ask.command.data.stream) });
    }
    return sendRepair(this.engine, { ...ask, command: await this.whole(ask.command) });
  }

  private async whole(asked: AskedRepair): Promise<RepairCommand> {
    if (asked.type !== 'ResumeStream') return asked;
    const { stream, to } = asked.data;
    if (to !== undefined) return { type: 'ResumeStream', data: { stream, to } };
    const events = await standing(this.engine, stream);
    return { type: 'ResumeStream', data: { stream, to: Math.max(0, events.length - 1) } };
  }
}
