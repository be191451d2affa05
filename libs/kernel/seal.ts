import { Refusal } from './errors.js';
import { isId } from './ids.js';
import { isObject, type JsonObject, type JsonValue } from './json.js';
import { type DataKey, type Keyring, SEAL_CLASSES, type SealClass } from './keyring.js';
import { type Sealing, sealObject, type SealOrigin, sealsIn, unsealObject, type UpcastSecrets } from './seal.object.js';
import { alternatives, fits, propertyOf } from './schema.walk.js';
import { blocksOf, type SealableSchema } from './seal.schema.js';

export {
  copySeals,
  CorruptSeal,
  type Plaintext,
  type Seal,
  sealObject,
  type SealOrigin,
  sealsIn,
  stampSeals,
  unsealObject,
  type UpcastSecrets,
} from './seal.object.js';
export { type SealableSchema, storedSchemaOf } from './seal.schema.js';

/** An object with sealed properties: where it stands, and whether it is a line of a list. */
interface Place extends Sealing {
  readonly path: string;
  readonly inList: boolean;
}
type Visit = (object: JsonObject, place: Place) => JsonObject;

/**
 * An event's data as stored: wherever the schema declares sealed properties they are sealed under the object's own `subject`, or
 * under the stream's uuid when it has none. `root` is the JSON Pointer of the data in the event. A line of a list whose subject's
 * key is destroyed keeps its clear part and says what is `gone`, unless the whole is about that subject; anything else about one is
 * refused `subject-erased`.
 * Throws what the keyring throws.
 */
export async function sealData(
  schema: SealableSchema,
  data: JsonObject,
  context: Omit<SealOrigin, 'path'> & {
    readonly streamUuid: string;
    readonly keyring: Pick<Keyring, 'keysFor'>;
    readonly root?: string;
  },
): Promise<JsonObject> {
  const { streamUuid, keyring, root = '', ...event } = context;
  const wanted = new Map<string, { s: string; c: SealClass }>();
  walk([schema], data, root, (object, place) => {
    for (const c of classesIn(object, place)) {
      const s = subjectOf(object, streamUuid);
      wanted.set(`${s}:${c}`, { s, c });
    }
    return object;
  });
  if (wanted.size === 0) return data;
  const keys = await keyring.keysFor([...wanted.values()]);
  return walk([schema], data, root, (object, place) => {
    const subject = subjectOf(object, streamUuid);
    const classes = classesIn(object, place);
    const known = new Map<SealClass, DataKey>();
    for (const c of classes) {
      const key = keys.get(`${subject}:${c}`);
      if (key !== undefined) known.set(c, key);
    }
    const destroyed = classes.filter((c) => !known.has(c));
    const mayBeGone = place.inList && object.subject !== undefined && object.subject !== data.subject;
    if (destroyed.length > 0 && !mayBeGone) {
      throw new Refusal('subject-erased');
    }
    const { gone = [], ...plain } = object;
    const missing = new Set([...(gone as SealClass[]), ...destroyed]);
    return sealObject(plain, place, { of: { ...event, path: place.path }, subject, keys: known, gone: [...missing] });
  }) as JsonObject;
}

/** The classes that an object is sealed under: narrative only when something is written, none that it says is gone. */
function classesIn(object: JsonObject, { blocks, classOf }: Place): readonly SealClass[] {
  const gone = (object.gone ?? []) as readonly string[];
  const isWritten = Object.keys(object).some((name) => classOf[name] === 'narrative');
  return SEAL_CLASSES.filter((c) => blocks[c] !== undefined && !gone.includes(c) && (c !== 'narrative' || isWritten));
}

/**
 * Data of events as they are read, or documents, with every seal opened whose key is there, at any depth; where one is gone the
 * object says so in `gone`. Each seal says itself what it is of. Throws `CorruptSeal`, and what the keyring throws.
 */
export async function unsealData<T extends JsonObject | readonly JsonObject[]>(
  data: T,
  { keyring, ...context }: { readonly keyring: Pick<Keyring, 'find'>; readonly upcast?: UpcastSecrets },
): Promise<T> {
  const names = new Map(sealsIn(data).map(({ k, s, c }) => [k, { k, s, c }]));
  if (names.size === 0) return data;
  const keys = await keyring.find([...names.values()]);
  const open = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return value.map(open);
    if (!isObject(value)) return value;
    const members = Object.entries(value).map(([name, member]) =>
      name === 'sealed' ? ([name, member] as const) : ([name, open(member)] as const),
    );
    return unsealObject(Object.fromEntries(members), { ...context, keys });
  };
  return open(data) as T;
}

function subjectOf({ subject }: JsonObject, streamUuid: string): string {
  if (subject === undefined) return streamUuid;
  if (!isId(subject)) throw new Error('A subject is a uuid in clear.');
  return subject;
}

/** The data with each object that has sealed properties replaced by what `visit` makes of it, innermost first. */
function walk(
  schemas: readonly SealableSchema[],
  data: JsonValue,
  path: string,
  visit: Visit,
  inList = false,
): JsonValue {
  const members = schemas.flatMap(alternatives);
  if (Array.isArray(data)) {
    const items = members.flatMap(({ items: schema }) => (schema === undefined ? [] : [schema]));
    return data.map((item: JsonValue, index) => walk(items, item, `${path}/${index}`, visit, true));
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
    return [name, c === undefined ? walk(schemasOfIt, value, `${path}/${name}`, visit) : value] as const;
  });
  const object = Object.fromEntries(walked);
  const [shape] = fitting;
  const blocks = blocksOf(shape?.properties ?? {});
  return Object.keys(blocks).length === 0 ? object : visit(object, { classOf, blocks, path, inList });
}
