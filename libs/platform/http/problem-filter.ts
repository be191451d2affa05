import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { inWords, repeated, sentenceOf, type Values } from '#kernel';
import type { HttpRequest } from '../auth/index.js';
import { describeError, refusals } from '../telemetry/index.js';
import type { Problem } from './documents.js';
import { contentTypeSaid } from './headers.js';
import { type Meaning, meaningOf } from './problems.js';
import { largest } from './uploads.js';
import { languageOf, titleOf } from './words.js';

/** A request, or what was read of one. */
type Asked = Pick<HttpRequest, 'id' | 'headers'> & Partial<HttpRequest>;

/** What problems are sent through. */
export interface ProblemReply {
  status(code: number): ProblemReply;
  header(name: string, value: string): ProblemReply;
  send(body: unknown): unknown;
}

/** The one filter: turns whatever was thrown into `application/problem+json` (RFC 9457), or into a GraphQL error with its code. */
export const problemFilter = (logger: Logger): ExceptionFilter => ({
  catch: (error: unknown, host: ArgumentsHost) => {
    if (host.getType<string>() === 'graphql') return graphQLError(error, logger, host);
    const http = host.switchToHttp();
    return sendProblem(error, http.getRequest<HttpRequest>(), http.getResponse<ProblemReply>(), logger);
  },
});

/** Answers a request with the problem that an error means. */
export function sendProblem(error: unknown, request: HttpRequest, reply: ProblemReply, logger: Logger): unknown {
  const meaning = meaningOf(error);
  note(error, meaning, request.id, logger);
  const language = languageOf(request.headers['accept-language']);
  if (meaning.status === 401) reply.header('WWW-Authenticate', challengeOf(meaning.code));
  if (meaning.retryAfterSeconds !== undefined) reply.header('Retry-After', String(meaning.retryAfterSeconds));
  return reply
    .status(meaning.status)
    .header('Content-Type', 'application/problem+json; charset=utf-8')
    .header('Content-Language', language)
    .header('Vary', 'Accept-Language')
    .send(problemOf(meaning, request));
}

/** The problem in the request's language, where its sentence has words in it. */
export function problemOf(meaning: Meaning, request: Asked): Problem {
  const { id, headers } = request;
  const { status, code, detail, sentence = sentenceOf(code), values, rule, problems, checks } = meaning;
  const language = languageOf(headers['accept-language']);
  const title = titleOf(status, code, language);
  return {
    type: `urn:bersinar:problem:${code}`,
    title,
    status,
    detail:
      detail !== undefined && language === 'en'
        ? detail
        : inWords(sentence, { ...askedBy(request), ...values }, language),
    instance: `urn:uuid:${id}`,
    code,
    ...(rule !== undefined && { rule }),
    ...(problems !== undefined && { problems }),
    ...(checks !== undefined && { checks }),
  };
}

/** What sentences may name of any request. */
const askedBy = ({ method, headers }: Asked): Values => ({
  method: repeated(method),
  contentType: contentTypeSaid(headers['content-type']),
  mostKiB: largest(headers['content-type']) / 1024,
  expect: repeated(headers.expect),
});

/** The GraphQL error that an error means: its detail, with code and status in the extensions. */
export function asGraphQLError(meaning: Meaning, request: Asked): GraphQLError {
  const { detail, ...extensions } = problemOf(meaning, request);
  return new GraphQLError(detail, { extensions: { ...extensions } });
}

function graphQLError(error: unknown, logger: Logger, host: ArgumentsHost): GraphQLError {
  const [, , { req }] = host.getArgs<[unknown, unknown, { req: HttpRequest }]>();
  const meaning = meaningOf(error);
  note(error, meaning, req.id, logger);
  return asGraphQLError(meaning, req);
}

/** Counts a problem, and logs a fault of ours, which the answer does not tell. */
export function note(error: unknown, { status, code }: Meaning, correlationId: string, logger: Logger): void {
  refusals.inc({ code });
  if (status === 500) logger.error({ correlationId, code, error: describeError(error) }, 'A request failed.');
}

/** The challenge of a 401 (RFC 6750, 3). */
export const challengeOf = (code: string): string =>
  code === 'token-missing' ? 'Bearer realm="bersinar"' : 'Bearer realm="bersinar", error="invalid_token"';
