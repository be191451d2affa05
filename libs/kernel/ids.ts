import { createHmac } from 'node:crypto';
import { stringify, v5 } from 'uuid';
import { canonical } from './canonical.js';
import type { JsonValue } from './json.js';

/** The project's one namespace for derived ids (RFC 9562, version 5). It can never change. */
export const NAMESPACE = '9195f751-3981-57cb-b27f-1e57d986439c';

/** `uuidv5(NS, JCS([kind, ...parts]))` in lower case (D2): equal parts give the equal id on every machine, for ever. */
export const id = (kind: string, ...parts: readonly JsonValue[]): string => v5(canonical([kind, ...parts]), NAMESPACE);

/**
 * The first 16 bytes of HMAC-SHA256(key, JCS([kind, ...parts])) as a uuid of version 8 (D2, RFC 9562 5.8): what a client chose
 * or an issuer said cannot be guessed back from it without the key, 32 bytes.
 */
export function keyed(key: Uint8Array, kind: string, ...parts: readonly JsonValue[]): string {
  const bytes = createHmac('sha256', key)
    .update(canonical([kind, ...parts]))
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return stringify(bytes);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether it is a lower-case uuid. */
export const isId = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

const STREAM = /^[a-z]+-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether it is a stream name, `<aggregate>-<uuid>` (D3). */
export const isStream = (value: unknown): value is string => typeof value === 'string' && STREAM.test(value);

/** The uuid of a stream name. */
export const uuidOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);
