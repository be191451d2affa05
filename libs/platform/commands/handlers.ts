import type { Type } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Ask, Engine, type Receipt } from '#kernel';
import { askIn, type Command, type CommandClass } from './command.js';

/** How a command reaches its aggregate: where its facts are read, and what it reserves. */
export type Handle = (engine: Engine, ask: Ask) => Promise<Receipt>;

/** A handler on the bus for each of the commands. */
export const handlersOf = (commands: readonly CommandClass[], handle: Handle): readonly Type[] =>
  commands.map((command) => {
    @CommandHandler(command)
    class Handler implements ICommandHandler<Command> {
      constructor(private readonly engine: Engine) {}

      execute(given: Command): Promise<Receipt> {
        return handle(this.engine, askIn(given));
      }
    }
    return Handler;
  });
