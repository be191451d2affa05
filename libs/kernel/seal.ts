import { isId } from './ids.js';
import { isObject, type JsonObject, type JsonValue } from './json.js';
import type { Keyring, SealClass } from './keyring.js';
import {
  type SealedEvent,
  sealObject,
  sealsIn,
  type SealsOf,
  unsealObject,
  type UpcastSecrets,
} from './seal.object.js';
import type { SealableSchema } from './seal.schema.js';

export {
  copySeals,
  CorruptSeal,
  type Seal,
  type SealedEvent,
  sealObject,
  type SealOrigin,
  sealsIn,
  type SealsOf,
  unsealObject,
  type UpcastSecrets,
} from './seal.object.js';
export { type SealableSchema, storedSchemaOf } from './seal.schema.js';

type Classes = Readonly<Record<string, SealClass>>;
type Visit = (object: JsonObject, classOf: Classes) => JsonObject;

/**
 * An event's data as stored: wherever the schema declares sealed properties they are sealed under the object's own `subject`,
 * or, narrative only, under the stream's uuid when it has none. Throws what the keyring throws.
 */
export async function sealData(
  schema: SealableSchema,
  data: JsonObject,
  context: SealedEvent & { readonly streamUuid: string; readonly keyring: Pick<Keyring, 'keyFor'> },
): Promise<JsonObject> {
  const wanted = new Map<string, Set<SealClass>>();
  walk([schema], data, (object, classOf) => {
    const classes = Object.values(classOf);
    const subject = subjectOf(object, classes, context.streamUuid);
    wanted.set(subject, new Set([...(wanted.get(subject) ?? []), ...classes]));
    return object;
  });
  const keysOf = async (subject: string, classes: ReadonlySet<SealClass>) =>
    new Map(await Promise.all([...classes].map(async (c) => [c, await context.keyring.keyFor(subject, c)] as const)));
  const keys = new Map(
    await Promise.all(
      [...wanted].map(async ([subject, classes]) => [subject, await keysOf(subject, classes)] as const),
    ),
  );
  return walk([schema], data, (object, classOf) => {
    const subject = subjectOf(object, Object.values(classOf), context.streamUuid);
    return sealObject(object, classOf, { ...context, subject, keys: keys.get(subject) ?? new Map() });
  }) as JsonObject;
}

/**
 * Stored data with every seal opened whose key is there, at any depth; where one is gone the object says so in `gone`. An
 * event's data needs the event, documents of a read model do not. Throws `CorruptSeal`, and what the keyring throws.
 */
export async function unsealData<T extends JsonObject | readonly JsonObject[]>(
  data: T,
  context: SealsOf & { readonly keyring: Pick<Keyring, 'find'>; readonly upcast?: UpcastSecrets },
): Promise<T> {
  const names = new Map(sealsIn(data).map(({ k, s, c }) => [k, { k, s, c }]));
  if (names.size === 0) return data;
  const keys = await context.keyring.find([...names.values()]);
  const open = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return value.map(open);
    if (!isObject(value)) return value;
    const members = Object.entries(value).map(([name, member]) => [name, open(member)] as const);
    return unsealObject(Object.fromEntries(members), { ...context, keys });
  };
  return open(data) as T;
}

function subjectOf({ subject }: JsonObject, classes: readonly SealClass[], streamUuid: string): string {
  if (subject === undefined && classes.every((c) => c === 'narrative')) return streamUuid;
  if (!isId(subject)) throw new Error('identity|health|security needs a subject, a uuid in clear.');
  return subject;
}

/** The data with each object that has sealed properties replaced by what `visit` makes of it, innermost first. */
function walk(schemas: readonly SealableSchema[], data: JsonValue, visit: Visit): JsonValue {
  const members = schemas.flatMap(alternatives);
  if (Array.isArray(data)) {
    const items = members.flatMap(({ items: schema }) => (schema === undefined ? [] : [schema]));
    return data.map((item: JsonValue) => walk(items, item, visit));
  }
  if (!isObject(data)) return data;
  const fitting = members.filter((schema) => fits(schema, data));
  if (members.length > 0 && fitting.length === 0) throw new Error('No member of the schema fits the data.');
  const classOf: Record<string, SealClass> = {};
  const walked = Object.entries(data).map(([name, value]) => {
    const schemasOfIt = fitting.flatMap((schema) => propertyOf(schema, name));
    const [c, ...others] = new Set(schemasOfIt.map(({ seal }) => seal));
    if (others.length > 0) throw new Error(`The schema both seals and does not seal ${name}.`);
    if (c !== undefined) classOf[name] = c;
    return [name, c === undefined ? walk(schemasOfIt, value, visit) : value] as const;
  });
  const object = Object.fromEntries(walked);
  return Object.keys(classOf).length === 0 ? object : visit(object, classOf);
}

function propertyOf({ properties = {} }: SealableSchema, name: string): readonly SealableSchema[] {
  const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
  return schema === undefined ? [] : [schema];
}

const alternatives = (schema: SealableSchema): readonly SealableSchema[] => {
  const { anyOf = [], oneOf = [] } = schema;
  const inner = [...anyOf, ...oneOf].flatMap(alternatives);
  return inner.length === 0 || schema.properties !== undefined ? [schema, ...inner] : inner;
};

/** Whether every property that the schema fixes to one value has it. */
const fits = ({ properties = {} }: SealableSchema, data: JsonObject): boolean =>
  Object.entries(properties).every(([name, schema]) => schema.const === undefined || data[name] === schema.const);
