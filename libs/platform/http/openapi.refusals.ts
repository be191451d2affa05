import { readFileSync } from 'node:fs';
import type { OpenAPIObject } from '@nestjs/swagger';
import { everySentence, sentenceOf } from '#kernel';
import { EXAMPLE_ID } from './examples.js';
import type { Refuses } from '../auth/index.js';
import { CSV } from './uploads.js';
import { titleOf } from './words.js';

/**
 * By command and question, the codes with which it may be refused, after their status where that is not 422, and before what is said where
 * records say it in several ways: `npm run refusals` reads them from the sources.
 */
const byOperation = JSON.parse(
  readFileSync(new URL('../../contracts/refusals.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, readonly string[]>>;

interface Refused {
  readonly status: number;
  readonly code: string;
  readonly sentence: string;
  readonly rule?: string;
}
interface Operation {
  readonly operationId?: string;
  readonly description?: string;
  readonly parameters?: readonly { readonly name: string; readonly required?: boolean }[];
  readonly requestBody?: { readonly content?: object };
  readonly 'x-refuses'?: Refuses;
  readonly 'x-refusals'?: readonly Refused[];
  readonly responses: Readonly<Record<string, { readonly content?: object }>>;
}

/** The document with the codes that each operation can be refused with, each with its sentence, its rule and an example. */
export function withRefusals(document: OpenAPIObject): OpenAPIObject {
  const paths = Object.entries(document.paths).map(([path, methods]) => {
    const operations = Object.entries(methods as Readonly<Record<string, Operation>>);
    return [path, Object.fromEntries(operations.map(([method, operation]) => [method, refusing(operation)]))];
  });
  return { ...document, paths: Object.fromEntries(paths) as OpenAPIObject['paths'] };
}

function refusing({ 'x-refuses': refuses = {}, ...operation }: Operation): Operation {
  const refused = refusalsOf(operation, refuses);
  if (refused.length === 0) return operation;
  const rows = refused.map(
    ({ status, code, sentence, rule = '' }) => `| ${status} | \`${code}\` | ${sentence} | ${rule} |`,
  );
  const table = ['| status | code | what it says | rule |', '| --- | --- | --- | --- |', ...rows].join('\n');
  const responses = Object.entries(operation.responses).map(([status, response]) => {
    const [first] = refused.filter((one) => String(one.status) === status);
    return [status, first === undefined ? response : { ...response, content: exampleOf(first, response.content) }];
  });
  return {
    ...operation,
    description: `${operation.description ?? ''}\n\nIt can be refused with:\n\n${table}`,
    responses: Object.fromEntries(responses) as Operation['responses'],
    'x-refusals': refused,
  };
}

function exampleOf({ status, code, sentence, rule }: Refused, content: object = {}): object {
  const example = {
    type: `urn:bersinar:problem:${code}`,
    title: titleOf(status, code, 'en'),
    status,
    detail: sentence,
    instance: `urn:uuid:${EXAMPLE_ID}`,
    code,
    ...(rule && { rule }),
  };
  return Object.fromEntries(Object.entries(content).map(([type, one]) => [type, { ...(one as object), example }]));
}

/** What an operation can be refused with, first by the edge, then by rules, in the order of its statuses. */
function refusalsOf(
  { operationId = '', parameters = [], requestBody, responses }: Operation,
  own: Refuses,
): readonly Refused[] {
  const takes = (name: string) => parameters.some((one) => one.name === name);
  const takesFile = Object.keys(requestBody?.content ?? {}).includes(CSV);
  const found = byOperation[operationId.replace(/Batch$/, '')] ?? [];
  const byRules = found.filter((one) => !/^\d/.test(one));
  const ofStatusIn = (status: string) =>
    found.flatMap((one) => (one.startsWith(`${status} `) ? [one.slice(status.length + 1)] : []));
  const codes: Readonly<Record<number, readonly string[]>> = {
    400: [
      ...((requestBody && !takesFile) || parameters.length > 0 ? ['invalid-request'] : []),
      ...(requestBody && !takesFile ? ['malformed-json', 'duplicate-member', 'not-an-object', 'not-in-profile'] : []),
      ...(parameters.some(({ name, required }) => name === 'Idempotency-Key' && required)
        ? ['idempotency-key-required']
        : []),
      ...(takes('Idempotency-Key') ? ['bad-idempotency-key'] : []),
      ...(takes('If-Match') ? ['bad-if-match'] : []),
      ...(takes('Wait-For-Position') ? ['bad-position', 'foreign-position', 'position-ahead'] : []),
      ...(takes('after') ? ['bad-cursor', 'cursor-of-another-version'] : []),
      ...(takes('Wait-For-Position') ? ['too-broad'] : []),
    ],
    401: ['token-missing', 'token-invalid'],
    403: [
      ...['role-not-allowed', 'outside-your-unit', 'no-grant', 'which-grant', 'unknown-role', 'unknown-unit'],
      ...(byRules.length > 0 ? ['source-not-allowed'] : []),
    ],
    404: ['not-found'],
    409: ['revision-changed'],
    410: ['cursor-gone'],
    412: ['revision-mismatch'],
    413: ['body-too-large'],
    415: [takesFile ? 'not-csv' : 'not-json', 'body-encoded'],
    422: [...new Set([...byRules, ...(takes('Idempotency-Key') ? ['idempotency-key-reused'] : [])])],
    429: [
      'too-many-requests',
      ...(requestBody ? ['too-many-bytes'] : []),
      ...(takes('Wait-For-Position') ? ['too-many-waiting'] : []),
    ],
    500: ['internal-error', 'history-corrupt'],
    503: [
      ...(operationId === 'ready' ? ['not-ready'] : []),
      ...unavailable(takes('Idempotency-Key')),
      'issuer-unavailable',
    ],
    504: ['projection-behind'],
  };
  return Object.entries(codes).flatMap(([status, ofStatus]) =>
    responses[status] === undefined
      ? []
      : [...new Set([...ofStatus, ...ofStatusIn(status), ...(own[Number(status)] ?? [])])].flatMap((code) =>
          refusedWith(Number(status), code),
        ),
  );
}

/** Which part is not to be had, of those that a command or a question needs. */
const unavailable = (isCommand: boolean): readonly string[] =>
  isCommand
    ? ['event-store-unavailable', 'outcome-unknown', 'keyring-unavailable', 'build-too-old', 'clock-wrong']
    : [
        'read-models-unavailable',
        'read-model-not-built',
        'read-model-of-another-build',
        'keyring-unavailable',
        'event-store-unavailable',
      ];

function refusedWith(status: number, listed: string): readonly Refused[] {
  const [, code = '', said] = /^([a-z-]+)(?:: (.*))?$/.exec(listed) ?? [];
  if (!everySentence().has(code)) return [];
  const { en: sentence, rule } = sentenceOf(code, said);
  return [{ status, code, sentence, ...(rule && { rule }) }];
}
