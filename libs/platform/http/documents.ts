import { applyDecorators, type Type } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiExtraModels,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiExtension,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiProperty,
  ApiResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import { POSITION_FORM } from '#kernel';
import { type Access, ROLES } from '../auth/index.js';
import { EXAMPLE_ID, EXAMPLE_POSITION } from './examples.js';
import { KEY_FORM, REVISION_FORM } from './headers.js';
import { CheckView } from './health.views.js';

/** RFC 9457, as the OpenAPI document shows it. */
export class Problem {
  @ApiProperty({ description: 'What kind of problem, a URN.', example: 'urn:bersinar:problem:invalid-request' })
  readonly type!: string;
  @ApiProperty({ description: 'What a problem of its kind is called.', example: 'The request is malformed' })
  readonly title!: string;
  @ApiProperty({ type: 'integer', description: 'The status of the answer.', example: 400 }) readonly status!: number;
  @ApiProperty({
    description: 'What is wrong and what would do, for people.',
    example: 'Some fields are not what they should be: mend what problems names.',
  })
  readonly detail!: string;
  @ApiProperty({ description: 'The correlation id, `urn:uuid:…`.', example: `urn:uuid:${EXAMPLE_ID}` })
  readonly instance!: string;
  @ApiProperty({ description: 'Stable kebab-case word for what went wrong.', example: 'invalid-request' })
  readonly code!: string;
  @ApiProperty({ required: false, description: 'The id of the rule that said no.' }) readonly rule?: string;
  @ApiProperty({
    required: false,
    type: String,
    isArray: true,
    description: 'Fields and what is wrong with them.',
    example: ['name is required'],
  })
  readonly problems?: readonly string[];
  @ApiProperty({ required: false, type: CheckView, isArray: true, description: 'What is ready and what is not.' })
  readonly checks?: readonly CheckView[];
}

/** What every command answers. */
export class ReceiptView {
  @ApiProperty({ format: 'uuid', description: 'The record that it was recorded in.' }) readonly id!: string;
  @ApiProperty({
    type: 'integer',
    description: 'How many times it has been written since the first: what If-Match pins.',
  })
  readonly revision!: number;
}

/** What became of one row of a batch; a problem has the members of RFC 9457. */
class ReceiptRowView {
  @ApiProperty({ type: 'integer', description: 'Its place among the rows, from 0.' }) readonly row!: number;
  @ApiProperty({ type: 'integer', description: '201, or what the row alone would have been refused with.' })
  readonly status!: number;
  @ApiProperty({ required: false, format: 'uuid', description: 'Of the record that was created.' })
  readonly id?: string;
  @ApiProperty({ required: false, type: 'integer', description: 'Its revision, 0 when it is new.' })
  readonly revision?: number;
  @ApiProperty({ required: false, description: 'Whether this repeats an earlier answer.' }) readonly replayed?: boolean;
  @ApiProperty({ required: false, description: 'What went wrong, as a problem says it.' }) readonly code?: string;
  @ApiProperty({ required: false, description: 'The same for people.' }) readonly detail?: string;
  @ApiProperty({ required: false, description: 'The rule that said no.' }) readonly rule?: string;
  @ApiProperty({ required: false, type: String, isArray: true, description: 'Fields and what is wrong with them.' })
  readonly problems?: readonly string[];
}

/** What a batch answers. */
class InputRowsView {
  @ApiProperty({ type: ReceiptRowView, isArray: true, description: 'What became of each row, in their order.' })
  readonly rows!: ReceiptRowView[];
}

const formed = ({ source: pattern }: RegExp, example: string) => ({ type: 'string' as const, pattern, example });
export const AS_POSITION = formed(POSITION_FORM, EXAMPLE_POSITION);
const AS_REVISION = formed(REVISION_FORM, '"3"');
const AS_KEY = formed(KEY_FORM, '2025-01-20-1');

const POSITION = {
  description: 'Where the log is after it, `<log>.<20 digits>.<8 hex>`: send it back as Wait-For-Position.',
  schema: AS_POSITION,
};
const REPLAYED = { description: '`true` when this repeats an earlier answer.', schema: { type: 'string' } };
const ETAG = { description: 'The revision as a strong entity tag.', schema: AS_REVISION };
const LOCATION = { description: 'Where the created record is.', schema: { type: 'string' } };
const INPUT = { Position: POSITION, ETag: ETAG, 'Idempotency-Replayed': REPLAYED };

const INCOMPLETE = {
  description: '`true` when something of the answer rests on a record that is not believed at present.',
  schema: { type: 'string' },
};
const WAIT = 'A Position the answer must include; one of another log, or beyond its end, is 400 at once.';

const ID = ApiParam({ name: 'id', format: 'uuid', description: 'Of the record.' });
const REVISION = ApiHeader({
  name: 'If-Match',
  required: false,
  description: 'The revision that was read, `"3"`.',
  schema: AS_REVISION,
});
const KEY = 'Repeats with one key are recorded once; 1 to 255 visible ASCII characters.';

/** Documents a creating route. */
export const DocumentsCreation = (access: Access, summary: string): MethodDecorator =>
  applyDecorators(
    Described(access, summary),
    ApiHeader({ name: 'Idempotency-Key', required: true, description: KEY, schema: AS_KEY }),
    ApiCreatedResponse({
      description: 'It is recorded under a new id.',
      type: ReceiptView,
      headers: { ...INPUT, Location: LOCATION },
    }),
    refusedWith(400, 401, 403, 409, 413, 415, 422, 429, 500, 503),
  );

/** Documents a route that creates many. */
export const DocumentsBatch = (access: Access, summary: string): MethodDecorator =>
  applyDecorators(
    Described(access, summary),
    ApiHeader({ name: 'Idempotency-Key', required: true, description: KEY, schema: AS_KEY }),
    ApiOkResponse({ description: 'What became of each row.', type: InputRowsView, headers: { Position: POSITION } }),
    refusedWith(400, 401, 403, 413, 415, 429, 500, 503),
  );

/** Documents an acting route. */
export const DocumentsAct = (path: string, access: Access, summary: string): MethodDecorator =>
  applyDecorators(
    Described(access, summary),
    ApiHeader({ name: 'Idempotency-Key', required: false, description: KEY, schema: AS_KEY }),
    ...(path.includes(':id') ? [ID, REVISION] : []),
    ApiOkResponse({ description: 'It is recorded, or was so already.', type: ReceiptView, headers: INPUT }),
    refusedWith(400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 500, 503),
  );

/** Documents a route that takes a file such as the example. */
export const DocumentsUpload = (access: Access, summary: string, shows: Type, example: string): MethodDecorator =>
  applyDecorators(
    Described(access, summary),
    ApiHeader({ name: 'Idempotency-Key', required: true, description: KEY, schema: AS_KEY }),
    ApiConsumes('text/csv'),
    ApiBody({ schema: { type: 'string', example } }),
    ApiOkResponse({ description: 'What became of each row of the file.', type: shows }),
    refusedWith(400, 401, 403, 409, 413, 415, 422, 429, 500, 503),
  );

/** Documents an asking route. */
export const DocumentsQuestion = (path: string, access: Access, summary: string, shows?: Type): MethodDecorator =>
  applyDecorators(
    Described(access, summary),
    ApiHeader({ name: 'Wait-For-Position', required: false, description: WAIT, schema: AS_POSITION }),
    ...(path.includes(':id') ? [ID] : []),
    ...(shows === undefined
      ? []
      : [ApiOkResponse({ description: `${summary}.`, type: shows, headers: { Incomplete: INCOMPLETE } })]),
    refusedWith(...[400, 401, 403, 404, 429, 500, 503, 504], ...Object.keys(access.refuses ?? {}).map(Number)),
  );

/** Documents an asking route whose question is in its body. */
export const DocumentsPostedQuestion = (access: Access, summary: string, shows?: Type): MethodDecorator =>
  applyDecorators(
    Described(access, summary),
    ApiHeader({ name: 'Wait-For-Position', required: false, description: WAIT, schema: AS_POSITION }),
    ApiOkResponse({
      description: `${summary}.`,
      ...(shows && { type: shows }),
      headers: { Incomplete: INCOMPLETE },
    }),
    refusedWith(400, 401, 403, 404, 413, 415, 422, 429, 500, 503, 504),
  );

/** What an operation does and who may. */
const Described = ({ name, roles, scope, refuses = {} }: Access, summary: string): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      operationId: name,
      summary,
      description: `${roles.length === ROLES.length ? 'For every role' : `For ${roles.join(', ')}`}${scope === undefined ? '' : `; a service's token needs the scope ${scope}`}.`,
    }),
    ApiExtension('x-roles', [...roles]),
    ApiExtension('x-refuses', scope === undefined ? refuses : { 403: ['scope-missing'], ...refuses }),
  );

/** Documents an answer that is text of another kind than JSON, by an example. */
export const AnswersText = (description: string, example: string, mediaType: string) =>
  ApiOkResponse({ description, content: { [mediaType]: { schema: { type: 'string' }, example } } });

function refusedWith(...statuses: readonly number[]): MethodDecorator {
  return applyDecorators(ApiBearerAuth(), IsRefusedWith(...statuses));
}

/** Documents that a route can answer a problem with these statuses. */
export function IsRefusedWith(...statuses: readonly number[]): MethodDecorator {
  const content = { 'application/problem+json': { schema: { $ref: getSchemaPath(Problem) } } };
  const described = statuses.map((status) => ApiResponse({ status, description: WORDS[status] ?? '', content }));
  return applyDecorators(ApiExtraModels(Problem), ...described);
}

const WORDS: Readonly<Record<number, string>> = {
  400: 'The request is malformed.',
  401: 'The token is missing or invalid.',
  403: 'Not for this role or unit.',
  404: 'Nothing has that id.',
  409: 'Somebody else wrote first.',
  410: 'What was asked for is there no more.',
  412: 'The record has changed since it was read.',
  413: 'The body is larger than 256 KiB, or a file than 8 MiB.',
  415: 'The body is of another type, or not plain UTF-8.',
  422: 'A rule said no.',
  429: 'Too many requests wait for a position.',
  500: 'Our fault.',
  503: 'A store is down, the outcome is unknown, or a newer build is needed.',
  504: 'The read model has not got there yet.',
};
