import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { canonical } from './canonical.js';
import { isId } from './ids.js';
import { isObject, type JsonObject, type JsonValue } from './json.js';
import { type DataKey, SEAL_CLASSES, type SealClass } from './keyring.js';

/** The event a seal in a read model was copied from. */
export type SealOrigin = { readonly stream: string; readonly id: string; readonly type: string; readonly v: number };

/** Sealed properties of one class (D8): `s` subject, `c` class, `k` key, `iv` and `ct` base64url; `of` only in a read model. */
export type Seal = {
  readonly s: string;
  readonly c: SealClass;
  readonly k: string;
  readonly iv: string;
  readonly ct: string;
  readonly of?: SealOrigin;
};

/** The event that a seal belongs to and is bound to; `v` is the version as stored. */
export interface SealedEvent {
  readonly stream: string;
  readonly eventId: string;
  readonly type: string;
  readonly v: number;
}

/** Which event seals are opened for; without one each seal must say its own in `of`. */
export type SealsOf = SealedEvent | { readonly stream?: never };

/** Turns what a seal of an older version held into what the latest version holds. */
export type UpcastSecrets = (secrets: JsonObject, c: SealClass, event: SealedEvent) => JsonObject;

/** A seal is not what was sealed, or not where it was sealed. */
export class CorruptSeal extends Error {
  constructor(reason: string) {
    super(`A seal cannot be trusted: ${reason}.`);
  }
}

/** Names that no property of an event may have. */
export const RESERVED = ['sealed', 'gone'] as const;

const BLOCK = 256;
const TAG_BYTES = 16;
const IV_BYTES = 12;

const randomIv = (): Uint8Array => randomBytes(IV_BYTES);

/**
 * The object with its properties that `classOf` names replaced by `sealed`, one seal per class (D8): AES-256-GCM (NIST
 * SP 800-38D) under a key by HKDF-SHA256 (RFC 5869) from the subject's data key. An object with nothing to seal stays as it is.
 */
export function sealObject(
  plain: JsonObject,
  classOf: Readonly<Record<string, SealClass>>,
  context: SealedEvent & {
    readonly subject: string;
    readonly keys: ReadonlyMap<SealClass, DataKey>;
    readonly iv?: () => Uint8Array;
  },
): JsonObject {
  const classes = new Map(Object.entries(classOf));
  const membersOf = (c?: SealClass) =>
    Object.fromEntries(Object.entries(plain).filter(([name]) => classes.get(name) === c));
  if (RESERVED.some((name) => Object.hasOwn(plain, name)))
    throw new Error(`${RESERVED.join(' and ')} are words of the seals.`);
  const sealed = SEAL_CLASSES.flatMap((c) => {
    const secrets = membersOf(c);
    return Object.keys(secrets).length === 0 ? [] : [sealClass(c, secrets, context)];
  });
  return sealed.length === 0 ? plain : { ...membersOf(), sealed };
}

function sealClass(c: SealClass, secrets: JsonObject, context: Parameters<typeof sealObject>[2]): Seal {
  const key = context.keys.get(c);
  if (key === undefined) throw new Error(`There is no ${c} key to seal with.`);
  const seal = { s: context.subject, c, k: key.k };
  const iv = (context.iv ?? randomIv)();
  const cipher = createCipheriv('aes-256-gcm', sealKey(key, context.eventId, c), iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(boundTo(context, seal));
  const ct = Buffer.concat([cipher.update(padded(canonical(secrets))), cipher.final(), cipher.getAuthTag()]);
  return { ...seal, iv: Buffer.from(iv).toString('base64url'), ct: ct.toString('base64url') };
}

/**
 * The object with its sealed properties back and without `sealed`; where a key is gone they are absent and `gone` lists the
 * classes. An event's own seals need the event; seals in a read model carry theirs in `of`, and a later one there wins.
 * Throws `CorruptSeal` when one does not authenticate.
 */
export function unsealObject(
  stored: JsonObject,
  context: SealsOf & { readonly keys: ReadonlyMap<string, DataKey>; readonly upcast?: UpcastSecrets },
): JsonObject {
  const { sealed, ...clear } = stored;
  if (sealed === undefined) return stored;
  const { keys, upcast = (secrets) => secrets } = context;
  const seals = sealsOf(sealed);
  const opened = seals.flatMap((seal) => {
    const key = keys.get(seal.k);
    const event = eventOf(seal, context);
    return key === undefined ? [] : Object.entries(upcast(unseal(seal, key, event), seal.c, event));
  });
  if (opened.some(([name]) => Object.hasOwn(clear, name))) throw new CorruptSeal('a sealed property is there in clear');
  const gone = SEAL_CLASSES.filter((c) => seals.some((seal) => seal.c === c && !keys.has(seal.k)));
  return { ...clear, ...Object.fromEntries(opened), ...(gone.length > 0 && { gone }) };
}

function unseal(seal: Seal, key: DataKey, event: SealedEvent): JsonObject {
  const ct = bytesOf(seal.ct);
  const iv = bytesOf(seal.iv);
  if (iv.length !== IV_BYTES || ct.length < TAG_BYTES) throw new CorruptSeal('it is too short');
  const decipher = createDecipheriv('aes-256-gcm', sealKey(key, event.eventId, seal.c), iv, {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(boundTo(event, seal));
  decipher.setAuthTag(ct.subarray(-TAG_BYTES));
  try {
    const text = Buffer.concat([decipher.update(ct.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
    return JSON.parse(text) as JsonObject;
  } catch {
    throw new CorruptSeal('it does not authenticate'); // the cause is left out: it may quote what was sealed
  }
}

/** The seals of one stored object, each with the event it is of, for a projection to put under `sealed` of its document. */
export const copySeals = ({ sealed }: JsonObject, of: SealOrigin): Seal[] =>
  sealed === undefined ? [] : sealsOf(sealed).map((seal) => ({ ...seal, of }));

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
    const { s, c, k, iv, ct, of } = seal;
    const isWhole =
      isId(s) &&
      isId(k) &&
      SEAL_CLASSES.some((known) => known === c) &&
      typeof iv === 'string' &&
      typeof ct === 'string';
    if (!isWhole || !(of === undefined || isOrigin(of))) throw new CorruptSeal('it is not whole');
    return seal as Seal;
  });
}

const isOrigin = (of: JsonValue): boolean =>
  isObject(of) &&
  typeof of.stream === 'string' &&
  isId(of.id) &&
  typeof of.type === 'string' &&
  Number.isSafeInteger(of.v);

function eventOf({ of }: Seal, context: SealsOf): SealedEvent {
  if (context.stream === undefined && of !== undefined) return { ...of, eventId: of.id };
  if (context.stream !== undefined && of === undefined) return context;
  throw new CorruptSeal('it is not of one event');
}

function sealKey({ bytes }: DataKey, eventId: string, c: SealClass): Uint8Array {
  if (!isId(eventId)) throw new Error('A seal needs the id of its event.');
  return new Uint8Array(hkdfSync('sha256', bytes, Buffer.from(eventId.replaceAll('-', ''), 'hex'), c, 32));
}

const boundTo = ({ stream, eventId, type, v }: SealedEvent, { s, c, k }: Pick<Seal, 's' | 'c' | 'k'>): Buffer =>
  Buffer.from(canonical([stream, eventId, type, v, s, c, k]));

function padded(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([bytes], Math.ceil(bytes.length / BLOCK) * BLOCK).fill(' ', bytes.length);
}

function bytesOf(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.toString('base64url') !== text) throw new CorruptSeal('it is not base64url'); // Node reads much that is not
  return bytes;
}
