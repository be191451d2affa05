import { HttpException } from '@nestjs/common';
import {
  AppendTooLarge,
  Coded,
  Conflict,
  Forbidden,
  HistoryCorrupt,
  MOST_BYTES,
  Malformed,
  Gone,
  NotFound,
  Refusal,
  Unauthenticated,
  Unavailable,
  UnknownEvent,
  remedyIn,
  sentenceOf,
  type Sentence,
  type Values,
} from '#kernel';
import { type Check, NotReady } from './health.js';

/** When to ask again whether a newer build runs. */
const UPGRADE_SECONDS = 60;

/** The body is not of the type, or not in the encoding, that is taken here. HTTP 415. */
export class Unsupported extends Coded {}

/** What a thrown error means to a client, before it is put in words. */
export interface Meaning {
  readonly status: number;
  readonly code: string;
  /** In English, where it is not the sentence of its code. */
  readonly detail?: string;
  readonly sentence?: Sentence;
  readonly values?: Values;
  readonly rule?: string;
  readonly problems?: readonly string[];
  readonly retryAfterSeconds?: number;
  readonly checks?: readonly Check[];
}

/** The meaning of whatever was thrown; what is not known is our fault and says nothing of itself. */
export function meaningOf(error: unknown): Meaning {
  if (error instanceof Malformed) return { status: 400, ...spoken(error) };
  if (error instanceof Unauthenticated) return { status: 401, ...spoken(error) };
  if (error instanceof Forbidden) return { status: 403, ...spoken(error) };
  if (error instanceof NotFound) return { status: 404, code: 'not-found', detail: withRemedy(error) };
  if (error instanceof Conflict) return { status: error.code === 'revision-mismatch' ? 412 : 409, ...spoken(error) };
  if (error instanceof Gone) return { status: 410, ...spoken(error) };
  if (error instanceof AppendTooLarge) return { status: 413, code: 'record-too-large', values: { most: MOST_BYTES } };
  if (error instanceof Unsupported) return { status: 415, ...spoken(error) };
  if (error instanceof Refusal) {
    const { rule } = error;
    return { status: 422, ...spoken(error), ...(rule !== undefined && { rule }) };
  }
  if (error instanceof Unavailable) {
    const { status, retryAfterSeconds } = error;
    const checks = error instanceof NotReady ? error.checks : undefined;
    return { status, ...spoken(error), retryAfterSeconds, ...(checks !== undefined && { checks }) };
  }
  if (error instanceof HistoryCorrupt) return { status: 500, code: 'history-corrupt' };
  if (error instanceof UnknownEvent) return { status: 503, code: 'build-too-old', retryAfterSeconds: UPGRADE_SECONDS };
  if (error instanceof HttpException) return ofStatus(error.getStatus());
  return ofStatus(500);
}

/** The meaning of a bare status, as the web server gives it. */
export function ofStatus(status: number): Meaning {
  const code = BY_STATUS[status];
  if (code !== undefined) return { status, code };
  return status >= 400 && status < 500 ? { status, code: 'bad-request' } : { status: 500, code: 'internal-error' };
}

/** What is not there is called by its name, which the sentence of its code does not know. */
const withRemedy = ({ message }: NotFound) => `${message.replace(/\.$/, '')}: ${remedyIn(sentenceOf('not-found').en)}`;

const BY_STATUS: Readonly<Record<number, string>> = {
  404: 'no-such-route',
  405: 'method-not-allowed',
  408: 'request-too-slow',
  413: 'body-too-large',
  415: 'not-json',
  417: 'expectation-unmet',
  431: 'headers-too-large',
  501: 'method-unknown',
};

const spoken = ({ code, sentence, values, problems }: Coded) => ({
  code,
  sentence,
  values,
  ...(problems.length > 0 && { problems }),
});
