import { applyDecorators, Controller, Param, Query as QueryOf, type Type } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { Args, Query as GraphQuery, Resolver } from '@nestjs/graphql';
import { ApiTags } from '@nestjs/swagger';
import { Engine } from '#kernel';
import { OpenedRecords } from '../audit/index.js';
import { type Reader, todayOf } from '../auth/index.js';
import { Asks, AsksGraph, pageOf, ReaderOf } from '../http/index.js';
import { ReadModels } from '../projections/index.js';
import { argumentsClass } from './parameters.js';
import type { Answering, Question } from './question.js';
import { viewOf } from './views.js';

interface Asking {
  readonly queries: QueryBus;
}
type QueryClass = new (
  reader: Reader,
  asked: object,
) => Query<unknown> & { readonly reader: Reader; readonly asked: object };

/** A question as a class of the bus. */
function queryOf({ name }: Question): QueryClass {
  class Asked extends Query<unknown> {
    constructor(
      readonly reader: Reader,
      readonly asked: object,
    ) {
      super();
    }
  }
  Object.defineProperty(Asked, 'name', { value: name });
  return Asked;
}

function handlerOf(question: Question, query: QueryClass): Type {
  @QueryHandler(query)
  class Handler implements IQueryHandler<Query<unknown>> {
    constructor(
      private readonly engine: Engine,
      private readonly models: ReadModels,
      private readonly records: OpenedRecords,
    ) {}

    execute(given: Query<unknown>): Promise<unknown> {
      const { reader, asked } = given as InstanceType<QueryClass>;
      const { models, records } = this;
      const answering: Answering = { reader, models, records, today: todayOf(this.engine, reader) };
      return question.answer(asked as never, answering);
    }
  }
  return Handler;
}

/** What answers these questions in REST, under `route`, and in GraphQL. */
export function questionsEdge(route: string, questions: readonly Question[]) {
  @Controller(route)
  @ApiTags(route)
  class QuestionController implements Asking {
    constructor(readonly queries: QueryBus) {}
  }
  @Resolver()
  class QuestionResolver implements Asking {
    constructor(readonly queries: QueryBus) {}
  }
  Object.defineProperty(QuestionController, 'name', { value: `${route}-questions` });
  const handlers = questions.map((question) => {
    const query = queryOf(question);
    const view = viewOf(question.shows);
    const shows = question.kind === 'MANY' ? pageOf(view) : view;
    const access = { name: question.name, roles: question.may };
    const asked = argumentsClass(`${question.name}Arguments`, question.by);
    const ofRecord = question.path.includes(':id');
    add(QuestionController, question.name, query, asked, ofRecord, {
      argument: ofRecord ? Param('id') : QueryOf(),
      handles: Asks(question.path, access, question.summary, shows),
    });
    add(QuestionResolver, question.name, query, asked, ofRecord, {
      argument: ofRecord ? Args('id', { type: () => String }) : Args(),
      handles: applyDecorators(
        GraphQuery(() => shows, { name: question.name, description: question.summary }),
        AsksGraph(access),
      ),
    });
    return handlerOf(question, query);
  });
  return { controllers: [QuestionController], providers: [QuestionResolver, ...handlers] };
}

function add(
  edge: Type<Asking>,
  name: string,
  query: QueryClass,
  asked: Type,
  ofRecord: boolean,
  { argument, handles }: { readonly argument: ParameterDecorator; readonly handles: MethodDecorator },
): void {
  const target = edge.prototype as object;
  const value = function (this: Asking, given: string | object, reader: Reader): Promise<unknown> {
    return this.queries.execute(new query(reader, ofRecord ? { id: given } : { ...(given as object) }));
  };
  Object.defineProperty(value, 'name', { value: name });
  Object.defineProperty(target, name, { value });
  Reflect.defineMetadata('design:paramtypes', [ofRecord ? String : asked, Object], target, name);
  argument(target, name, 0);
  ReaderOf()(target, name, 1);
  handles(target, name, { value });
}
