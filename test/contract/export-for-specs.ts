import { createCipheriv, createHash, createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto';

// Writes what docs/data-format.md describes, from the description alone: nothing here comes from the code that it describes.

export type Json = string | number | boolean | Json[] | { [name: string]: Json };
export type JsonObject = Record<string, Json>;
export type Class = 'health' | 'identity' | 'narrative' | 'security';

/** An event before it is linked; every member may be changed in between. */
export interface Draft {
  stream: string;
  revision: number;
  id: string;
  type: string;
  data: JsonObject;
  metadata: JsonObject;
}

export interface KeyDocument {
  _id: string;
  k?: string;
  kek?: string;
  iv?: string;
  ct?: string;
  destroyed?: true;
}

interface DataKey {
  readonly k: string;
  readonly bytes: Buffer;
}

export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join()}}`;
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const raw = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');

function uuid(digest: Buffer, version: number): string {
  const bytes = Buffer.from(digest.subarray(0, 16));
  bytes.writeUInt8((bytes.readUInt8(6) % 16) + 16 * version, 6);
  bytes.writeUInt8((bytes.readUInt8(8) % 64) + 128, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

export const id = (...parts: Json[]): string => {
  const namespace = raw('9195f751-3981-57cb-b27f-1e57d986439c');
  return uuid(createHash('sha1').update(namespace).update(canonical(parts)).digest(), 5);
};

export const keyedUnder = (key: Buffer, ...parts: Json[]): string =>
  uuid(createHmac('sha256', key).update(canonical(parts)).digest(), 8);

const gcm = (key: Buffer, iv: Buffer, plain: Buffer, boundTo: Json): string => {
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: 16 }).setAAD(Buffer.from(canonical(boundTo)));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64url');
};

/** A keyring and its KEK: `key` makes a key of that name when there is none, `documents` are the stored ones. */
export function keyringForSpecs() {
  const kek = { id: randomUUID(), bytes: randomBytes(32) };
  const keys = new Map<string, DataKey>();
  const destroyed = new Set<string>();

  const key = (name: string): DataKey => {
    const bytes = name === 'kek:check' ? Buffer.from('bersinar/keyring/1') : randomBytes(32);
    const made = keys.get(name) ?? { k: randomUUID(), bytes };
    keys.set(name, made);
    return made;
  };
  const wrapped = (_id: string, { k, bytes }: DataKey): KeyDocument => {
    const iv = randomBytes(12);
    const boundTo = [..._id.split(':'), k, kek.id];
    return { _id, k, kek: kek.id, iv: iv.toString('base64url'), ct: gcm(kek.bytes, iv, bytes, boundTo) };
  };

  for (const name of ['kek:check', 'command:key', 'login:key', 'lookup:key']) key(name);
  return {
    kek,
    key,
    destroy: (name: string) => destroyed.add(name),
    documents: (): KeyDocument[] =>
      [...keys].map(([_id, one]) => (destroyed.has(_id) ? { _id, k: _id, destroyed: true } : wrapped(_id, one))),
    file: () => `id ${kek.id}\nkey ${kek.bytes.toString('base64url')}\n`,
    wrapped,
  };
}
export type KeyringForSpecs = ReturnType<typeof keyringForSpecs>;

/** How a seal is made otherwise than it should be. */
export interface SealedWrongly {
  text?: string;
  size?: number;
  filler?: string;
  path?: string;
  type?: string;
  iv?: Buffer;
  s?: string;
}

/** One seal of the object at `path` of an event. */
export function sealed(
  keyring: KeyringForSpecs,
  { stream, id: eventId, type, metadata }: Draft,
  { path, c, s, secrets, block }: { path: string; c: Class; s: string; secrets: JsonObject; block: number },
  wrongly: SealedWrongly = {},
): JsonObject {
  const { k, bytes } = keyring.key(`${s}:${c}`);
  const text = Buffer.from(wrongly.text ?? canonical(secrets));
  const size = wrongly.size ?? Math.ceil(text.length / block) * block;
  const plain = Buffer.concat([text], size).fill(wrongly.filler ?? ' ', text.length);
  const key = Buffer.from(hkdfSync('sha256', bytes, raw(eventId), c, 32));
  const iv = wrongly.iv ?? randomBytes(12);
  const boundTo = [stream, eventId, wrongly.type ?? type, metadata.v ?? 0, wrongly.path ?? path, s, c, k];
  return { s: wrongly.s ?? s, c, k, iv: iv.toString('base64url'), ct: gcm(key, iv, plain, boundTo) };
}

/** The event's hash, as it stands in the log. */
export function hashOf({ stream, revision, id: eventId, type, data, metadata }: Draft): string {
  const unhashed = Object.fromEntries(Object.entries(metadata).filter(([name]) => name !== 'hash'));
  return sha256(`bersinar/event/1\n${canonical({ stream, revision, id: eventId, type, data, metadata: unhashed })}`);
}

/** Gives each event, in log order, its hash and that of the event before it in its stream; `before` is called before its own is made. */
export function link(drafts: readonly Draft[], before: ReadonlyMap<Draft, () => void>): void {
  const last = new Map<string, string>();
  for (const draft of drafts) {
    before.get(draft)?.();
    draft.metadata.prevHash = last.get(draft.stream) ?? '0'.repeat(64);
    draft.metadata.hash = hashOf(draft);
    last.set(draft.stream, draft.metadata.hash);
  }
}
