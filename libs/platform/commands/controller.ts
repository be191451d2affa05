import { Body, Controller, type Type } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { Receipt } from '#kernel';
import { ActsAt, Asked, type Asking, CreatesAt } from '../http/index.js';
import { asking, type Command, type CommandClass, type CommandDeclaration, declarationOf } from './command.js';

/** The controller whose routes, under `route`, are these commands; one method for each, of its name. */
export function controllerOf(route: string, commands: readonly CommandClass[]): Type {
  @Controller(route)
  @ApiTags(route)
  class CommandController {
    constructor(readonly bus: CommandBus) {}
  }
  Object.defineProperty(CommandController, 'name', { value: `${route}-commands` });
  for (const command of commands) {
    const declaration = declarationOf(command);
    if (declaration === undefined) throw new Error(`${command.name} says neither @Creates nor @Acts.`);
    addRoute(CommandController, command, declaration);
  }
  return CommandController;
}

function addRoute(controller: Type<{ readonly bus: CommandBus }>, command: CommandClass, declared: CommandDeclaration) {
  const { name } = command;
  const { creates, path, summary, roles } = declared;
  const target = controller.prototype as object;
  const method = function (this: { readonly bus: CommandBus }, body: Command, asked: Asking): Promise<Receipt> {
    return this.bus.execute(asking(body, asked.to(name, body)));
  };
  Object.defineProperty(method, 'name', { value: name });
  Object.defineProperty(target, name, { value: method });
  Reflect.defineMetadata('design:paramtypes', [command, Object], target, name);
  Body()(target, name, 0);
  Asked()(target, name, 1);
  const access = { name, roles };
  const routes = creates ? CreatesAt(path, access, summary) : ActsAt(`:id/${path}`, access, summary);
  routes(target, name, { value: method });
}
