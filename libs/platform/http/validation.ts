import { type ArgumentMetadata, type ExecutionContext, ValidationPipe, type ValidationError } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { inProfile, isObject, type JsonObject, Malformed } from '#kernel';
import { rememberRules } from './remembered-rules.js';
import type { Form } from './validators.js';

rememberRules();

export const MOST_PROBLEMS = 50;
const LONGEST_NAME = 100;

/**
 * Checks bodies and query strings: a body must be an object in the JSON profile (D5), which also puts its strings in NFC, and
 * nothing may be in either that its class does not name. Throws `Malformed` that names fields and says what stands there, but for what is
 * called as something is that is `sealed`, or stands in it.
 */
export class RequestPipe extends ValidationPipe {
  constructor(sealed: ReadonlySet<string> = new Set()) {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      validationError: { target: true },
      exceptionFactory: (errors) => invalid(errors, sealed),
    });
  }

  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const isWhole = metadata.type === 'body' && metadata.data === undefined; // an argument of GraphQL has a name
    return super.transform(isWhole ? bodyOf(value) : value, metadata) as Promise<unknown>;
  }
}

const bodies = new WeakMap<object, JsonObject>();

/** The body of a command in the JSON profile, of one request the same object each time; no body is an empty object. Throws `Malformed`. */
export function bodyOf(value: unknown): JsonObject {
  const sent = value ?? {};
  const known = typeof sent === 'object' ? bodies.get(sent) : undefined;
  const body = known ?? inProfile(sent);
  if (!isObject(body)) throw new Malformed('not-an-object', { type: Array.isArray(body) ? 'array' : typeof body });
  bodies.set(sent, body);
  return body;
}

/** Whether every JavaScript object has something of that name: no field is called so, and libraries pass it by unseen. */
export const isOfEveryObject = (name: string): boolean => name in Object.prototype || name === 'prototype';

export const notAField = (path: string): string => `${path} ${OTHERS.whitelistValidation}`;

/** Refuses what a query string asks that the pipe does not see: names of every object, and anything where the route takes nothing. */
export function mustBeTaken(asked: unknown, context: ExecutionContext): void {
  mustNotAsk(asked, takesQuestions(context) ? isOfEveryObject : undefined);
}

/** Refuses all that a query string asks for which it is so; everything by default. */
export function mustNotAsk(asked: unknown, isStray: (name: string) => boolean = () => true): void {
  const stray = Object.keys(asked ?? {}).filter(isStray);
  if (stray.length === 0) return;
  const problems = stray.slice(0, MOST_PROBLEMS).map((name) => notAField(name.slice(0, LONGEST_NAME)));
  throw new Malformed('invalid-request', {}, problems);
}

function takesQuestions(context: ExecutionContext): boolean {
  const given = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) as
    object | undefined;
  return Object.keys(given ?? {}).some((key) => key.startsWith(`${RouteParamtypes.QUERY}:`));
}

const invalid = (errors: readonly ValidationError[], sealed: ReadonlySet<string>): Malformed =>
  new Malformed('invalid-request', {}, errors.flatMap((error) => problemsIn(error, sealed)).slice(0, MOST_PROBLEMS));

function problemsIn(error: ValidationError, sealed: ReadonlySet<string>, within = '', isSealed = false): string[] {
  const { property, target = {}, constraints = {}, contexts = {}, children = [] } = error;
  const value = (target as Readonly<Record<string, unknown>>)[property]; // of a list its own `value` may lack
  const at = pathTo(property.slice(0, LONGEST_NAME), within);
  const isSecret = isSealed || sealed.has(property);
  const forms = contexts as Readonly<Record<string, Form | undefined>>;
  const own = Object.entries(constraints).map(([name, words]) => {
    const isRepeated = !isSecret && forms[name]?.mayBeRepeated === true;
    const said = OTHERS[name] ?? words;
    return `${at} ${said}${said.startsWith('must be ') ? instead(value, isRepeated) : ''}`;
  });
  return [...own, ...children.flatMap((child) => problemsIn(child, sealed, at, isSecret))];
}

const LONGEST_VALUE = 40;
const MOST_REPEATED = 5;

/** What stands there instead: the value itself, cut, where it may be repeated, else only of what kind it is. */
function instead(value: unknown, isRepeated: boolean): string {
  if (value === undefined) return ', and is absent';
  if (value === null) return ', not null';
  if (isRepeated && isPlain(value)) return `, not ${cut(JSON.stringify(value))}`;
  if (Array.isArray(value)) return `, not a list of ${value.length}`;
  if (typeof value !== 'string') return `, not ${KINDS[typeof value] ?? 'this'}`;
  return /(?![\t\n\r])\p{Cc}/u.test(value)
    ? ', without control characters'
    : `, not text of ${Array.from(value).length}`;
}

const isPlain = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length <= MOST_REPEATED && value.every((one) => !Array.isArray(one) && isPlain(one))
    : typeof value !== 'object';

const cut = (text: string): string => {
  const characters = Array.from(text);
  return characters.length > LONGEST_VALUE ? `${characters.slice(0, LONGEST_VALUE).join('')}…` : text;
};

const KINDS: Readonly<Record<string, string>> = { number: 'a number', boolean: 'true or false', object: 'an object' };

/** Where a member is: `lines[0].line`. */
export const pathTo = (property: string, within: string): string => {
  if (within === '') return property;
  return /^\d+$/.test(property) ? `${within}[${property}]` : `${within}.${property}`;
};

/** class-validator's own words repeat the name of the field. */
const OTHERS: Readonly<Record<string, string>> & { readonly whitelistValidation: string } = {
  whitelistValidation: 'is not a field here',
  nestedValidation: 'must hold objects',
  unknownValue: 'is not what it should be',
};
