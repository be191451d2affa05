import type { Type } from '@nestjs/common';
import { Command as BusCommand } from '@nestjs/cqrs';
import { OmitType } from '@nestjs/swagger';
import type { Ask, Receipt } from '#kernel';
import type { Role } from '../auth/index.js';
import { ContextBody, IsOneOfClass, IsUnitCode } from '../http/index.js';

/** What the class of a command declares besides its fields. */
export interface CommandDeclaration {
  /** What it does, as a line of the documentation. */
  readonly summary: string;
  /** Who may give it (domain 5.5). */
  readonly roles: readonly Role[];
  /** Where under its record it is sent, or under the route of its feature when it creates. */
  readonly path: string;
  readonly creates: boolean;
}

/** A command as a class: its fields are its input, each held to its validator; its decorator says the rest. */
export abstract class Command extends BusCommand<Receipt> {
  @IsOneOfClass(() => ContextBody, { optional: true, says: 'How and when it happened, where that differs from now' })
  readonly context?: ContextBody;
}

/** A command that creates a record, which `unitId` then owns. */
export abstract class CreatingCommand extends Command {
  @IsUnitCode('The unit that owns the record') readonly unitId!: string;
}

export type CommandClass = (abstract new () => Command) & { readonly name: string; readonly prototype: Command };

const DECLARATION = Symbol('command declaration');
const declared = (declaration: CommandDeclaration) => (type: CommandClass) => {
  Reflect.defineMetadata(DECLARATION, declaration, type);
};

/** A command that creates: `POST` on the feature's route, 201 with Location, Idempotency-Key required. */
export const Creates = (summary: string, roles: readonly Role[], path = '') =>
  declared({ summary, roles, path, creates: true });

/** A command on a record: `POST` on `<id>/<path>`, 200 with ETag, If-Match honoured. */
export const Acts = (path: string, summary: string, roles: readonly Role[]) =>
  declared({ summary, roles, path, creates: false });

/** What a class declares as a command, undefined when it is none. */
export const declarationOf = (type: object): CommandDeclaration | undefined =>
  Reflect.getOwnMetadata(DECLARATION, type) as CommandDeclaration | undefined;

/** The command classes among what a module exports. */
export const commandsIn = (exports: Readonly<Record<string, unknown>>): readonly CommandClass[] =>
  Object.values(exports).filter(
    (one): one is CommandClass => typeof one === 'function' && declarationOf(one) !== undefined,
  );

/** The input of a command of a class, as a decider has it: its fields, without what goes to the envelope. */
export type DataIn<C extends Command> = {
  [K in keyof C as K extends symbol | 'context' | (C extends CreatingCommand ? 'unitId' : never) ? never : K]: C[K];
};

/** The commands that a module of command classes exports, as its decider knows them. */
export type CommandsOf<Exports> = {
  [Name in keyof Exports & string]: Exports[Name] extends abstract new () => infer C
    ? C extends Command
      ? { readonly type: Name; readonly data: DataIn<C> }
      : never
    : never;
}[keyof Exports & string];

/** The class of a command's fields, without those that are fixed: what a correction says anew. */
export const fieldsOf = <C extends Command, Fixed extends keyof DataIn<C> & string = never>(
  command: abstract new () => C,
  ...fixed: readonly Fixed[]
) =>
  OmitType(command as unknown as Type<Command>, ['context', 'unitId', ...fixed] as never) as Type<
    Omit<DataIn<C>, Fixed>
  >;

const ASK = Symbol('ask');

/** The command on its way over the bus, with who asks and under which id. */
export function asking<C extends Command>(command: C, ask: Ask): C {
  return Object.defineProperty(command, ASK, { value: ask });
}

/** Who asks for a command and under which id. Throws when nobody said: it did not come from a route. */
export function askIn(command: Command): Ask {
  const ask = (command as { readonly [ASK]?: Ask })[ASK];
  if (ask === undefined) throw new Error(`Nobody asks for this ${command.constructor.name}.`);
  return ask;
}
