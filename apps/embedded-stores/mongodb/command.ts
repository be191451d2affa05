import type { Catalog, Collection } from './collections.js';
import type { Cursors } from './cursors.js';
import type { documentWriter } from './documents.js';
import { refuse } from './mongo-error.js';
import { elementsOf, isArray, isDocument, numberOf, textOf, truthOf, type Element, type Value } from './raw-bson.js';
import type { Storage } from './storage.js';

/** One request: the body's fields by name, and the document sequences that came beside it. */
export type Command = {
  readonly name: string;
  readonly database: string;
  readonly fields: ReadonlyMap<string, Element>;
  readonly sequences: ReadonlyMap<string, readonly Value[]>;
};

/** The fields of a reply, of which some may be raw values. */
export type Reply = Record<string, unknown>;

export type Engine = {
  readonly storage: Storage;
  readonly catalog: Catalog;
  readonly writer: ReturnType<typeof documentWriter>;
  readonly cursors: Cursors;
  readonly address: string;
};

/** The login of a connection: two steps that it asks for, and what it may ask before they are done. */
export type Login = {
  assertAllowed(command: Command): void;
  start(command: Command): Reply;
  proceed(command: Command): Reply;
};

export type Handler = (command: Command, engine: Engine, login: Login) => Reply | Promise<Reply>;

export function commandOf(body: Value, sequences: ReadonlyMap<string, readonly Value[]> = new Map()): Command {
  const elements = elementsOf(body);
  const fields = new Map(elements.map((element) => [element.name, element]));
  const [first] = elements;
  if (!first) return refuse('CommandNotFound', 'no such command: an empty document');
  return { name: first.name, database: textOf(fields.get('$db')) ?? 'admin', fields, sequences };
}

export function namespaceOf({ name, database, fields }: Command, field = name): string {
  const collection = textOf(fields.get(field));
  if (!collection) return refuse('InvalidNamespace', `${name} needs the name of a collection`);
  return `${database}.${collection}`;
}

export function collectionOf(command: Command, { catalog }: Engine): Collection {
  const namespace = namespaceOf(command);
  return catalog.find(namespace) ?? refuse('NamespaceNotFound', `ns does not exist: ${namespace}`);
}

export function listOf({ name, fields, sequences }: Command, field: string): readonly Value[] {
  const sequence = sequences.get(field);
  if (sequence) return sequence;
  const value = fields.get(field);
  if (!value || !isArray(value)) return refuse('TypeMismatch', `${name} needs the array '${field}'`);
  return elementsOf(value);
}

export function documentIn({ name, fields }: Pick<Command, 'name' | 'fields'>, field: string): Value | undefined {
  const value = fields.get(field);
  if (value && !isDocument(value)) refuse('TypeMismatch', `${name}: '${field}' has to be a document`);
  return value;
}

export function wholeNumber({ name, fields }: Command, field: string): number | undefined {
  const value = fields.get(field);
  if (!value) return undefined;
  const number = numberOf(value);
  if (number === undefined || !Number.isSafeInteger(number))
    refuse('TypeMismatch', `${name}: '${field}' has to be a whole number`);
  if (number < 0) refuse('BadValue', `${name}: '${field}' must not be negative`);
  return number;
}

export const isTrue = ({ fields }: Pick<Command, 'fields'>, field: string): boolean => truthOf(fields.get(field));
