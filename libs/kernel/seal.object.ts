import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { canonical } from './canonical.js';
import { isId } from './ids.js';
import { isObject, type JsonObject, type JsonValue } from './json.js';
import { type DataKey, SEAL_CLASSES, type SealClass } from './keyring.js';
import { world } from './world.js';

/** What a plaintext is: data of that type in that version; inside a correction that of the entry. */
export type Plaintext = { readonly type: string; readonly v: number };

/** The object that a seal stands in: its event, with type and version as stored, and the JSON Pointer of the object in the data. */
export type SealOrigin = {
  readonly stream: string;
  readonly id: string;
  readonly type: string;
  readonly v: number;
  readonly path: string;
};

/**
 * Sealed properties of one class (D8): `s` subject, `c` class, `k` key, `iv` and `ct` base64url. `of` and `as` are never stored
 * in an event: whoever reads one stamps them, so that a seal can be moved and copied and still be opened.
 */
export type Seal = {
  readonly s: string;
  readonly c: SealClass;
  readonly k: string;
  readonly iv: string;
  readonly ct: string;
  readonly of?: SealOrigin;
  readonly as?: Plaintext;
};

/** Turns what a seal of an older version held into what the latest version holds. */
export type UpcastSecrets = (secrets: JsonObject, c: SealClass, as: Plaintext) => JsonObject;

/** A seal is not what was sealed, or not where it was sealed. */
export class CorruptSeal extends Error {
  constructor(reason: string) {
    super(`A seal cannot be trusted: ${reason}.`);
  }
}

/** Names that no property of an event may have. */
export const RESERVED = ['sealed', 'gone'] as const;

/** Plaintexts are padded to multiples of so many bytes: short where all that a class holds is a code, number, day or id. */
export const BLOCKS = { short: 64, long: 256 } as const;
export const TAG_BYTES = 16;
const IV_BYTES = 12;

const randomIv = (): Uint8Array => world.bytes(IV_BYTES);

/** The classes of an object's sealed properties by name, and the block size in bytes that each class is padded to. */
export interface Sealing {
  readonly classOf: Readonly<Record<string, SealClass>>;
  readonly blocks: Readonly<Partial<Record<SealClass, number>>>;
}

/**
 * The object with its sealed properties replaced by `sealed`, one seal per class (D8): AES-256-GCM (NIST SP 800-38D) under a key
 * by HKDF-SHA256 (RFC 5869) from the subject's data key. Each class that is known is there, of `{}` if need be, narrative only
 * when something is written; a class in `gone` is left out and named.
 */
export function sealObject(
  plain: JsonObject,
  { classOf, blocks }: Sealing,
  context: {
    readonly of: SealOrigin;
    readonly subject: string;
    readonly keys: ReadonlyMap<SealClass, DataKey>;
    readonly gone?: readonly SealClass[];
    readonly iv?: () => Uint8Array;
  },
): JsonObject {
  const { gone = [] } = context;
  if (Object.hasOwn(plain, 'sealed')) throw new Error(`${RESERVED.join(' and ')} are words of the seals.`);
  const classes = new Map(Object.entries(classOf));
  const membersOf = (c?: SealClass): JsonObject =>
    Object.fromEntries(Object.entries(plain).filter(([name]) => classes.get(name) === c));
  const sealed = SEAL_CLASSES.flatMap((c) => {
    const block = blocks[c];
    if (block === undefined || gone.includes(c)) return [];
    const secrets = membersOf(c);
    return c === 'narrative' && Object.keys(secrets).length === 0 ? [] : [sealClass(c, secrets, block, context)];
  });
  return { ...membersOf(), ...(sealed.length > 0 && { sealed }), ...(gone.length > 0 && { gone: [...gone].sort() }) };
}

function sealClass(c: SealClass, secrets: JsonObject, block: number, context: Parameters<typeof sealObject>[2]): Seal {
  const key = context.keys.get(c);
  if (key === undefined) throw new Error(`There is no ${c} key to seal with.`);
  const seal = { s: context.subject, c, k: key.k };
  const iv = (context.iv ?? randomIv)();
  const cipher = createCipheriv('aes-256-gcm', sealKey(key, context.of.id, c), iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(boundTo(context.of, seal));
  const ct = Buffer.concat([cipher.update(padded(canonical(secrets), block)), cipher.final(), cipher.getAuthTag()]);
  return { ...seal, iv: Buffer.from(iv).toString('base64url'), ct: ct.toString('base64url') };
}

/**
 * The object with its sealed properties back and without `sealed`; where a key is gone they are absent and `gone` lists the
 * classes. Where two seals hold one property the later wins. Throws `CorruptSeal` when one does not authenticate.
 */
export function unsealObject(
  stored: JsonObject,
  { keys, upcast = (secrets) => secrets }: { keys: ReadonlyMap<string, DataKey>; upcast?: UpcastSecrets },
): JsonObject {
  const { sealed, gone: goneBefore = [], ...clear } = stored;
  if (sealed === undefined) return stored;
  const seals = sealsOf(sealed);
  const opened = seals.flatMap((seal) => {
    const key = keys.get(seal.k);
    if (seal.of === undefined || seal.as === undefined) throw new CorruptSeal('nobody says which event it is of');
    return key === undefined ? [] : Object.entries(upcast(unseal(seal, key, seal.of), seal.c, seal.as));
  });
  if (opened.some(([name]) => Object.hasOwn(clear, name))) throw new CorruptSeal('a sealed property is there in clear');
  const isGone = (c: SealClass): boolean =>
    (goneBefore as readonly string[]).includes(c) || seals.some((seal) => seal.c === c && !keys.has(seal.k));
  const gone = SEAL_CLASSES.filter(isGone);
  return { ...clear, ...Object.fromEntries(opened), ...(gone.length > 0 && { gone }) };
}

function unseal(seal: Seal, key: DataKey, of: SealOrigin): JsonObject {
  const ct = bytesOf(seal.ct);
  const iv = bytesOf(seal.iv);
  if (iv.length !== IV_BYTES || ct.length < TAG_BYTES) throw new CorruptSeal('it is too short');
  const decipher = createDecipheriv('aes-256-gcm', sealKey(key, of.id, seal.c), iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(boundTo(of, seal));
  decipher.setAuthTag(ct.subarray(-TAG_BYTES));
  try {
    const text = Buffer.concat([decipher.update(ct.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
    return JSON.parse(text) as JsonObject;
  } catch {
    throw new CorruptSeal('it does not authenticate'); // the cause is left out: it may quote what was sealed
  }
}

/**
 * Stored data with each seal saying in `of` and `as` which object of which event it is of and what it holds; `asAt` tells the
 * latter by the path of the object. Objects without seals inside stay the same objects.
 */
export function stampSeals<T extends JsonValue>(
  data: T,
  of: Omit<SealOrigin, 'path'>,
  asAt: (path: string) => Plaintext,
  path = '',
): T {
  if (Array.isArray(data)) {
    const items = data.map((item: JsonValue, index) => stampSeals(item, of, asAt, `${path}/${index}`));
    return (items.some((item, index) => item !== data[index]) ? items : data) as T;
  }
  if (!isObject(data)) return data;
  let stamped: JsonObject = data;
  for (const [name, value] of Object.entries(data)) {
    const now = name === 'sealed' ? stampedSeals(value, { ...of, path }, asAt(path)) : within(name, value);
    if (now !== value) stamped = { ...stamped, [name]: now };
  }
  return stamped as T;

  function within(name: string, value: JsonValue): JsonValue {
    if (typeof value !== 'object') return value;
    return stampSeals(value, of, asAt, `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  }
}

const stampedSeals = (sealed: JsonValue, of: SealOrigin, as: Plaintext): JsonValue =>
  sealsOf(sealed).map((seal) => ({ ...seal, of, as }));

/** The seals of one object of an event as it is read, for a projection to put under `sealed` of its document. */
export const copySeals = ({ sealed }: JsonObject): Seal[] => (sealed === undefined ? [] : sealsOf(sealed));

/** Every seal in stored data, at any depth. Throws `CorruptSeal` where `sealed` is something else. */
export function sealsIn(data: JsonValue): Seal[] {
  if (Array.isArray(data)) return data.flatMap((item: JsonValue) => sealsIn(item));
  if (!isObject(data)) return [];
  const { sealed, ...clear } = data;
  return [...(sealed === undefined ? [] : sealsOf(sealed)), ...Object.values(clear).flatMap(sealsIn)];
}

function sealsOf(sealed: JsonValue): Seal[] {
  if (!Array.isArray(sealed)) throw new CorruptSeal('it is no list');
  return sealed.map((seal: JsonValue) => {
    if (!isObject(seal)) throw new CorruptSeal('it is no object');
    const { s, c, k, iv, ct, of, as } = seal;
    const isWhole =
      isId(s) &&
      isId(k) &&
      SEAL_CLASSES.some((known) => known === c) &&
      typeof iv === 'string' &&
      typeof ct === 'string';
    if (!isWhole || !(of === undefined || isOrigin(of)) || !(as === undefined || isPlaintext(as))) {
      throw new CorruptSeal('it is not whole');
    }
    return seal as Seal;
  });
}

const isPlaintext = (as: JsonValue): boolean =>
  isObject(as) && typeof as.type === 'string' && Number.isSafeInteger(as.v);

const isOrigin = (of: JsonValue): boolean =>
  isPlaintext(of) && isObject(of) && typeof of.stream === 'string' && isId(of.id) && typeof of.path === 'string';

function sealKey({ bytes }: DataKey, eventId: string, c: SealClass): Uint8Array {
  if (!isId(eventId)) throw new Error('A seal needs the id of its event.');
  return new Uint8Array(hkdfSync('sha256', bytes, Buffer.from(eventId.replaceAll('-', ''), 'hex'), c, 32));
}

const boundTo = ({ stream, id, type, v, path }: SealOrigin, { s, c, k }: Pick<Seal, 's' | 'c' | 'k'>): Buffer =>
  Buffer.from(canonical([stream, id, type, v, path, s, c, k]));

function padded(text: string, block: number): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([bytes], Math.ceil(bytes.length / block) * block).fill(' ', bytes.length);
}

function bytesOf(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.toString('base64url') !== text) throw new CorruptSeal('it is not base64url'); // Node reads much that is not
  return bytes;
}
