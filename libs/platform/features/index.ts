import { Module, type Type } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { CqrsModule } from '@nestjs/cqrs';
import type { AnyProjection, AnyPublication } from '#kernel';
import { commandsIn, controllerOf, type Handle, handlersOf } from '../commands/index.js';
import { type Meanings, means } from '../http/index.js';
import { type AskedQuestion, type Question, questionsEdge } from '../questions/index.js';

/**
 * What an aggregate exports to its context: `commands`, the module of its command classes, `handle`, and whatever else its files export.
 * Of that its questions, projections, publications and controllers are known by what they are.
 */
export type Feature = Readonly<Record<string, unknown>> & {
  readonly commands?: Readonly<Record<string, unknown>>;
  readonly handle?: Handle;
};

const ASKED = Symbol('asked');

/** The questions of the context whose module it is. */
export const questionsIn = (module: Type): readonly AskedQuestion[] =>
  (Reflect.getMetadata(ASKED, module) ?? []) as readonly AskedQuestion[];

/**
 * A context made of its features, each by the route where it is in the API: the module that serves them, what they keep, what they publish.
 * `meanings` say what its fields are, where their rows do not.
 */
export function contextOf(features: Readonly<Record<string, Feature>>, meanings: Meanings = {}) {
  means(meanings);
  const edges = Object.entries(features).flatMap(([route, feature]) => [
    ...commandsEdge(route, feature),
    ...questionEdges(route, feature),
  ]);
  const parts = Object.values(features).flatMap((feature) => Object.values(feature));
  @Module({
    imports: [CqrsModule],
    controllers: [...edges.flatMap(({ controllers }) => controllers), ...parts.filter(isController)],
    providers: edges.flatMap(({ providers }) => providers),
  })
  class Context {}
  Reflect.defineMetadata(
    ASKED,
    edges.flatMap(({ asked }) => asked),
    Context,
  );
  return {
    module: Context,
    projections: [...new Set(parts.filter(isProjection))],
    publications: parts.filter(isPublication),
  };
}

interface Edge {
  readonly controllers: readonly Type[];
  readonly providers: readonly Type[];
  readonly asked: readonly AskedQuestion[];
}

function commandsEdge(route: string, { commands = {}, handle }: Feature): readonly Edge[] {
  const classes = commandsIn(commands);
  if (classes.length === 0) return [];
  if (handle === undefined) throw new Error(`${route} has commands that nobody handles.`);
  return [{ controllers: [controllerOf(route, classes)], providers: handlersOf(classes, handle), asked: [] }];
}

function questionEdges(route: string, feature: Feature): readonly Edge[] {
  const questions = Object.values(feature).filter(isQuestion);
  const routeOf = (question: Question): string => question.route ?? route;
  const at = (one: string) => questions.filter((question) => routeOf(question) === one);
  return [...new Set(questions.map(routeOf))].map((one) => questionsEdge(one, at(one)));
}

const isController = (part: unknown): part is Type =>
  typeof part === 'function' && Reflect.hasMetadata(PATH_METADATA, part);
const isObjectWith = (part: unknown, ...names: readonly string[]): boolean =>
  typeof part === 'object' && part !== null && names.every((name) => name in part);
const isQuestion = (part: unknown): part is Question => isObjectWith(part, 'answer', 'shows', 'may');
const isProjection = (part: unknown): part is AnyProjection => isObjectWith(part, 'fold', 'events', 'version');
const isPublication = (part: unknown): part is AnyPublication => isObjectWith(part, 'publish', 'events');
