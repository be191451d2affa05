type ErrorOptions = { cause?: unknown };

/** Nothing has that id. HTTP 404. */
export class NotFound extends Error {
  constructor(what: string) {
    super(`There is no ${what}.`);
  }
}

/** Somebody else wrote first. HTTP 409, or 412 when the client pinned a revision; `revision` is the current one. */
export class Conflict extends Error {
  constructor(
    readonly code: 'revision-changed' | 'revision-mismatch' | 'revision-unmatchable',
    message: string,
    readonly revision?: number,
  ) {
    super(message);
  }
}

/**
 * A rule said no: `code` in kebab-case says what went wrong, `rule` is its id in the domain (`R-5.3`), `problems` name items and what
 * is wrong with them, never their values. HTTP 422.
 */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly rule?: string,
    readonly problems: readonly string[] = [],
  ) {
    super(message);
  }
}

/** Throws the refusal `code` with one full sentence a case worker can act on. */
export function refuse(code: string, message: string, rule?: string, problems?: readonly string[]): never {
  throw new Refusal(code, message, rule, problems);
}

/** The actor may not do this, here; `problems` say who may. HTTP 403. */
export class Forbidden extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly problems: readonly string[] = [],
  ) {
    super(message);
  }
}

/** The request is malformed; `problems` name fields and what is wrong with them, never their values. HTTP 400. */
export class Malformed extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly problems: readonly string[] = [],
  ) {
    super(message);
  }
}

/** A store is down or behind, or the outcome is unknown. HTTP 503 or 504 with Retry-After in seconds. */
export class Unavailable extends Error {
  readonly status: 503 | 504;
  readonly retryAfterSeconds: number;
  constructor(
    readonly code: string,
    message: string,
    options: ErrorOptions & { status?: 503 | 504; retryAfterSeconds?: number } = {},
  ) {
    super(message, options);
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
