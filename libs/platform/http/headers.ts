import type { IncomingHttpHeaders } from 'node:http';
import { Malformed, repeated } from '#kernel';

export const KEY_FORM = /^[\x21-\x7e]{1,255}$/;
export const REVISION_FORM = /^"(0|[1-9]\d{0,14})"$/;

/** The type that a body is said to have, for a sentence. */
export const contentTypeSaid = (type = ''): string => (type === '' ? 'none' : repeated(type));

/** The Idempotency-Key: 1 to 255 visible ASCII characters. Throws `Malformed` when it is required and absent, or not one. */
export function idempotencyKeyIn(
  headers: IncomingHttpHeaders,
  { required }: { required: boolean },
): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined && !required) return undefined;
  if (key === undefined) {
    throw new Malformed('idempotency-key-required');
  }
  if (typeof key === 'string' && KEY_FORM.test(key)) return key;
  throw new Malformed('bad-idempotency-key', { sent: repeated(key) });
}

/** The revision that If-Match pins: one strong entity tag `"<n>"` (RFC 9110, 13.1.1). Throws `Malformed('bad-if-match')`. */
export function revisionIn(headers: IncomingHttpHeaders): number | undefined {
  const tag = headers['if-match'];
  if (tag === undefined) return undefined;
  const [, digits] = REVISION_FORM.exec(tag) ?? [];
  if (digits === undefined) throw new Malformed('bad-if-match', { sent: repeated(tag) });
  return Number(digits);
}
