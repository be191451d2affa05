import { randomBytes } from 'node:crypto';
import type { JsonObject } from './json.js';
import { type DataKey, SEAL_CLASSES, type SealClass } from './keyring.js';
import { type Plaintext, type Seal, sealObject, stampSeals } from './seal.js';

export const subject = '5b1c1d52-7f0e-4c0a-9a33-0d6a1f2b3c4d';
export const event = {
  stream: 'screening-0f4e2c1a-8b7d-5e6f-9a0b-1c2d3e4f5a6b',
  id: '00112233-4455-5677-8899-aabbccddeeff',
  type: 'InmateScreened',
  v: 2,
};
export const of = { ...event, path: '/entry' };
export const key = (fill: number): DataKey => ({
  k: `11111111-1111-4111-8111-1111111111${fill}`,
  bytes: new Uint8Array(32).fill(fill),
});
export const keys = new Map<SealClass, DataKey>(SEAL_CLASSES.map((c, index) => [c, key(10 + index)]));
export const byId = new Map([...keys.values()].map((dataKey) => [dataKey.k, dataKey]));
export const iv = new Uint8Array(12).fill(7);
export const sealing = {
  classOf: { score: 'health', answers: 'health', name: 'identity', note: 'narrative' },
  blocks: { health: 64, identity: 256, narrative: 256 },
} as const;
export const plain = { subject, screenedOn: '2026-11-24', score: 27, answers: { q1: 3, q10: 0 }, name: 'Seorang' };

export const seal = (object: JsonObject = plain): JsonObject => sealObject(object, sealing, { of, subject, keys });
/** As an event is read: each seal says what it is of and what it holds. */
export const read = (object: JsonObject, from = event, at = '/entry', as: Plaintext = event): JsonObject => {
  const names = at.split('/').slice(1);
  const nested = names.reduceRight<JsonObject>((inner, name) => ({ [name]: inner }), object);
  const stamped = stampSeals(nested, from, () => ({ type: as.type, v: as.v }));
  return names.reduce((outer, name) => outer[name] as JsonObject, stamped);
};
export const sealsOf = (object: JsonObject): Seal[] => object.sealed as unknown as Seal[];
export const changed = (stored: JsonObject, change: (seal: Seal) => object): JsonObject => ({
  ...stored,
  sealed: sealsOf(stored).map((one) => change(one)) as unknown as JsonObject[],
});
export const flipped = (text: string): string => {
  const bytes = Buffer.from(text, 'base64url');
  bytes.writeUInt8(bytes.readUInt8(0) ^ 1);
  return bytes.toString('base64url');
};
export const flippedId = (id: string): string => (id.startsWith('0') ? '1' : '0') + id.slice(1);

export const randomId = (): string =>
  randomBytes(16)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

export function flippedAt(text: string, at: number): string {
  const bytes = Buffer.from(text, 'base64url');
  const index = bytes.length + at;
  bytes.writeUInt8(bytes.readUInt8(index) ^ 0x80, index);
  return bytes.toString('base64url');
}

export function nextLetter(letter: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return alphabet.charAt(alphabet.indexOf(letter) + 1);
}
