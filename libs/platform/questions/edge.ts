import { applyDecorators, Body, Controller, Param, Query as QueryOf, type Type } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { Args, ID, Query as GraphQuery, Resolver } from '@nestjs/graphql';
import { ApiTags } from '@nestjs/swagger';
import { Engine } from '#kernel';
import { OpenedRecords, openedTogether } from '../audit/index.js';
import { type Reader, todayOf } from '../auth/index.js';
import { Asks, AsksByPost, AsksGraph, pageOf, ReaderOf } from '../http/index.js';
import { askedTogether, DEFAULT_LIMIT, ReadModels } from '../projections/index.js';
import { anId, argumentsClass, needed } from './parameters.js';
import type { Answering, Question } from './question.js';
import { viewOf } from './views.js';

interface Asking {
  readonly queries: QueryBus;
}
type QueryClass = new (
  reader: Reader,
  asked: object,
) => Query<unknown> & { readonly reader: Reader; readonly asked: object };

/** A question as the bus is asked it, and what it shows. */
export interface AskedQuestion {
  readonly question: Question;
  readonly query: (reader: Reader, asked: object) => Query<unknown>;
  readonly view: Type;
}

const OF_WHICH = 'Of which record';

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

/** What the questions of one request are answered from: those asked at the same time are looked up at once. */
const AT_ONCE = new WeakMap<Reader, Pick<Answering, 'models' | 'records'>>();

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
      const { engine } = this;
      const known = AT_ONCE.get(reader) ?? {
        models: askedTogether(this.models),
        records: openedTogether(this.records),
      };
      AT_ONCE.set(reader, known);
      const answering: Answering = { reader, engine, ...known, today: todayOf(engine, reader) };
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
  const asked: AskedQuestion[] = [];
  const handlers = questions.map((question) => {
    const query = queryOf(question);
    const view = viewOf(question.shows, `${question.summary}${question.kind === 'MANY' ? ': one of them.' : '.'}`);
    const shows = question.kind === 'MANY' ? pageOf(view) : view;
    const access = { name: question.name, roles: question.may };
    const ofRecord = question.path.includes(':id');
    const isPlain = Object.keys(question.by).length === 0;
    const given = argumentsClass(`${question.name}Arguments`, question.by);
    const ofOne = argumentsClass(`${question.name}OfOne`, { id: needed(anId(OF_WHICH)), ...question.by });
    const asks = question.isPosted ? AsksByPost : Asks;
    add(QuestionController, question.name, query, asks(question.path, access, question.summary, shows), [
      ...(ofRecord ? [{ from: Param('id'), type: String }] : []),
      ...(isPlain ? [] : [{ from: question.isPosted ? Body() : QueryOf(), type: given }]),
    ]);
    const graph = GraphQuery(() => shows, {
      name: question.name,
      description: question.summary,
      nullable: true,
      complexity: question.kind === 'MANY' ? DEFAULT_LIMIT : 1,
    });
    add(QuestionResolver, question.name, query, applyDecorators(graph, AsksGraph(access)), [
      ...(ofRecord && isPlain ? [{ from: Args('id', { type: () => ID, description: OF_WHICH }), type: String }] : []),
      ...(isPlain ? [] : [{ from: Args(), type: ofRecord ? ofOne : given }]),
    ]);
    asked.push({ question, query: (reader, given) => new query(reader, given), view });
    return handlerOf(question, query);
  });
  return { controllers: [QuestionController], providers: [QuestionResolver, ...handlers], asked };
}

interface Given {
  readonly from: ParameterDecorator;
  readonly type: Type | StringConstructor;
}

/** A method of that name: whatever is given besides the reader is what was asked, a word alone the id. */
function add(
  edge: Type<Asking>,
  name: string,
  query: QueryClass,
  handles: MethodDecorator,
  from: readonly Given[],
): void {
  const target = edge.prototype as object;
  const value = function (this: Asking, reader: Reader, ...given: readonly (string | object)[]): Promise<unknown> {
    const asked = given.map((one) => (typeof one === 'string' ? { id: one } : one));
    return this.queries.execute(new query(reader, Object.assign({}, ...asked) as object));
  };
  Object.defineProperty(value, 'name', { value: name });
  Object.defineProperty(target, name, { value });
  Reflect.defineMetadata('design:paramtypes', [Object, ...from.map(({ type }) => type)], target, name);
  ReaderOf()(target, name, 0);
  from.forEach((one, index) => {
    one.from(target, name, index + 1);
  });
  handles(target, name, { value });
}
