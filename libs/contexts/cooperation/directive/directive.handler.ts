import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Ask, Engine, factAt, load, tell, type Told } from '#kernel';
import { directive, type DirectiveCommand } from './directive.decider.js';
import type { Successor } from './directive.end.js';

export class TellDirective {
  constructor(readonly ask: Ask<DirectiveCommand>) {}
}

@CommandHandler(TellDirective)
export class TellDirectiveHandler implements ICommandHandler<TellDirective> {
  constructor(private readonly engine: Engine) {}

  execute({ ask }: TellDirective): Promise<Told> {
    return tell(this.engine, directive, ask, async (command) => {
      if (command.type !== 'SupersedeDirective') return command;
      const successor = await this.successor(command.data.successorId, ask.target?.id);
      return { ...command, ...(successor && { successor }) };
    });
  }

  /** Another directive as the store's leader knows it, its history verified; undefined when there is none. */
  private async successor(successorId: string, directiveId: string | undefined): Promise<Successor | undefined> {
    const { history, state } = await load(this.engine, directive, `directive-${successorId}`);
    const head = history.at(-1);
    if (head === undefined) return undefined;
    return { isItself: successorId === directiveId, directive: state.now, basis: [factAt(head)] };
  }
}
