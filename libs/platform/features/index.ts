import { Module, type Type } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { AnyProjection, AnyPublication } from '#kernel';
import { commandsIn, controllerOf, type Handle, handlersOf } from '../commands/index.js';
import { type AskedQuestion, type Question, questionsEdge } from '../questions/index.js';

/** What an aggregate exports to its context. */
export interface Feature {
  readonly controllers: readonly Type[];
  readonly providers: readonly Type[];
  readonly projections: readonly AnyProjection[];
  readonly publications: readonly AnyPublication[];
  readonly asked: readonly AskedQuestion[];
}

interface Parts {
  /** Where it is in the API; so is it called in the documentation. */
  readonly route: string;
  /** The module of its command classes. */
  readonly commands?: Readonly<Record<string, unknown>>;
  readonly handle?: Handle;
  readonly questions?: readonly Question[];
  readonly projections?: readonly AnyProjection[];
  readonly publications?: readonly AnyPublication[];
  /** Routes that are neither one command nor one question: a batch, a file. */
  readonly controllers?: readonly Type[];
  readonly providers?: readonly Type[];
}

/** One feature of a context: its commands and questions, made into routes, and what it keeps and publishes. */
export function feature({
  route,
  commands = {},
  handle,
  questions = [],
  projections = [],
  publications = [],
  controllers = [],
  providers = [],
}: Parts): Feature {
  const classes = commandsIn(commands);
  if (classes.length > 0 && handle === undefined) throw new Error(`${route} has commands that nobody handles.`);
  const asked = questionsEdge(route, questions);
  return {
    controllers: [...(handle ? [controllerOf(route, classes)] : []), ...asked.controllers, ...controllers],
    providers: [...(handle ? handlersOf(classes, handle) : []), ...asked.providers, ...providers],
    projections,
    publications,
    asked: asked.asked,
  };
}

const ASKED = Symbol('asked');

/** The questions of the context whose module it is. */
export const questionsIn = (module: Type): readonly AskedQuestion[] =>
  (Reflect.getMetadata(ASKED, module) ?? []) as readonly AskedQuestion[];

/** A context made of its features: the module that serves them, what they keep, what they publish. */
export function contextOf(...features: readonly Feature[]) {
  @Module({
    imports: [CqrsModule],
    controllers: features.flatMap(({ controllers }) => controllers),
    providers: features.flatMap(({ providers }) => providers),
  })
  class Context {}
  Reflect.defineMetadata(
    ASKED,
    features.flatMap(({ asked }) => asked),
    Context,
  );
  return {
    module: Context,
    projections: features.flatMap(({ projections }) => projections),
    publications: features.flatMap(({ publications }) => publications),
  };
}
