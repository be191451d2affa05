import type { DynamicModule } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import { type ExecutionResult, GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { Coded, isObject, Malformed } from '#kernel';
import type { HttpRequest } from '../auth/index.js';
import { describeError } from '../telemetry/index.js';
import { isIncomplete } from './answers.js';
import { withinLimits } from './graphql.limits.js';
import { asGraphQLError, challengeOf } from './problem-filter.js';
import { type Meaning, meaningOf, ofStatus } from './problems.js';

const MOST_TOKENS = 2_000;

/** GraphQL at `/graphql`, code first, questions only. Every error carries its `code`. */
export const graphql = (logger: Logger): DynamicModule =>
  GraphQLModule.forRoot<MercuriusDriverConfig>({
    driver: MercuriusDriver,
    autoSchemaFile: true,
    graphiql: false,
    allowBatchedQueries: false,
    validationRules: [withinLimits],
    fieldResolverEnhancers: ['guards', 'filters'],
    graphql: { parseOptions: { maxLexicalTokens: MOST_TOKENS } },
    hooks: {
      onResolution: (execution, { reply }) => {
        if (!isIncomplete(reply.request)) return;
        void reply.header('Incomplete', 'true');
        Object.assign(execution, { extensions: { ...execution.extensions, incomplete: true } });
      },
    },
    errorFormatter: (execution, { reply }) => {
      const answer = formatted(execution, reply.request, logger);
      if (answer.statusCode === 401) void reply.header('WWW-Authenticate', challengeOf(answer.code));
      return answer;
    },
  });

/** Throws `Malformed` unless a body asks: with text for a query, an object for variables and a name for the operation, where it has these. */
export function mustBeAsked(body: unknown): void {
  const { query, variables, operationName } = isObject(body) ? body : {};
  const isQuestion = typeof query === 'string' && isObject(variables ?? {});
  if (!isQuestion || typeof (operationName ?? '') !== 'string') throw new Malformed('malformed-query');
}

function formatted(execution: ExecutionResult, request: HttpRequest, logger: Logger) {
  const { data, errors: thrown = [], extensions } = execution;
  const errors = thrown.flatMap((error) => spoken(error, data !== undefined, request, logger));
  const [first] = errors;
  const statusCode = data === undefined || data === null ? Number(first?.extensions.status ?? 500) : 200;
  return {
    statusCode,
    code: String(first?.extensions.code),
    response: {
      ...(data !== undefined && { data }),
      errors: errors.map((error) => error.toJSON()),
      ...(extensions && { extensions }),
    },
  };
}

function spoken(error: GraphQLError, executed: boolean, request: HttpRequest, logger: Logger): GraphQLError[] {
  if (typeof error.extensions.status === 'number') return [error];
  const faults = (error.originalError as { errors?: unknown } | undefined)?.errors;
  if (Array.isArray(faults)) return faults.map((fault) => placed(invalid(fault as Error), fault as Error, request));
  const meaning = executed && error.originalError ? ofStatus(500) : meaningOfRequest(error);
  if (meaning.status === 500) {
    logger.error({ correlationId: request.id, code: meaning.code, error: describeError(error) }, 'A query failed.');
  }
  return [placed(meaning, error, request)];
}

function invalid(fault: Error): Meaning {
  const code = fault instanceof GraphQLError ? fault.extensions.code : undefined;
  return { status: 400, code: typeof code === 'string' ? code : 'malformed-query', detail: fault.message };
}

function meaningOfRequest(error: GraphQLError): Meaning {
  const { originalError } = error;
  if (originalError === undefined) return invalid(error);
  if (originalError instanceof Coded) return meaningOf(originalError);
  const { statusCode, validation } = originalError as { statusCode?: number; validation?: unknown };
  return validation === undefined ? ofStatus(statusCode ?? 500) : { status: 400, code: 'malformed-query' };
}

function placed(meaning: Meaning, { locations, path }: Partial<GraphQLError>, request: HttpRequest): GraphQLError {
  const error = asGraphQLError(meaning, request);
  return Object.defineProperties(error, { locations: { value: locations }, path: { value: path } });
}
