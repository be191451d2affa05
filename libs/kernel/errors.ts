import './sentences.records.js';
import './sentences.requests.js';
import { inWords, type Sentence, sentenceOf, type Values } from './sentences.js';

type ErrorOptions = { cause?: unknown };

/** Nothing has that id. HTTP 404. */
export class NotFound extends Error {
  constructor(what: string) {
    super(`There is no ${what}.`);
  }
}

/** What has a code: its sentence is declared once, in both languages; `problems` name items and what is wrong with them. */
export abstract class Coded extends Error {
  readonly sentence: Sentence;
  constructor(
    readonly code: string,
    readonly values: Values = {},
    readonly problems: readonly string[] = [],
    { sentence = sentenceOf(code), ...options }: ErrorOptions & { sentence?: Sentence } = {},
  ) {
    super(inWords(sentence, values), options);
    this.sentence = sentence;
  }
}

/** Somebody else wrote first. HTTP 409, or 412 when the client pinned a revision; `revision` is the current one. */
export class Conflict extends Coded {
  constructor(
    code: 'revision-changed' | 'read-model-changed' | 'other-record-changed' | 'revision-mismatch',
    readonly revision?: number,
    values: Values = {},
  ) {
    super(code, code === 'revision-mismatch' ? { revision: revision ?? '-' } : values);
  }
}

/** A rule said no, for the values that its sentence names; `problems` never hold what is sealed. HTTP 422. */
export class Refusal extends Coded {
  /** The id of the rule in the domain (`R-5.3`). */
  get rule(): string | undefined {
    return this.sentence.rule;
  }
}

/** Who asks is nobody we know. HTTP 401. */
export class Unauthenticated extends Coded {}

/** The actor may not do this, here; `problems` say who may. HTTP 403. */
export class Forbidden extends Coded {}

/** The request is malformed; `problems` name fields and what is wrong with them, never what is sealed. HTTP 400. */
export class Malformed extends Coded {}

/** What was asked for was there once. HTTP 410. */
export class Gone extends Coded {}

/** A store is down or behind, or the outcome is unknown. HTTP 429, 503 or 504 with Retry-After in seconds. */
export class Unavailable extends Coded {
  readonly status: 429 | 503 | 504;
  readonly retryAfterSeconds: number;
  constructor(
    code: string,
    {
      problems = [],
      values = {},
      ...options
    }: ErrorOptions & {
      status?: 429 | 503 | 504;
      retryAfterSeconds?: number;
      problems?: readonly string[];
      values?: Values;
    } = {},
  ) {
    super(code, values, problems, options);
    this.status = options.status ?? 503;
    this.retryAfterSeconds = options.retryAfterSeconds ?? 2;
  }
}

/** What was read back is not what was written: commands on that stream are refused. HTTP 500 `history-corrupt`. */
export class HistoryCorrupt extends Error {
  constructor(
    readonly stream: string,
    readonly revision: number,
    readonly reason: string,
  ) {
    super(`The history of ${stream} is broken at revision ${revision}: ${reason}.`);
  }
}

/** The log holds an envelope, a type or a version that this build does not know: wait for a newer one, never guess. HTTP 503 `build-too-old`. */
export class UnknownEvent extends Error {
  constructor(
    readonly type: string,
    readonly v: number,
  ) {
    super(`This build does not know ${type}@${v}.`);
  }
}
