import type { Position } from './envelope.js';
import { Malformed } from './errors.js';
import { repeated } from './repeated.js';

/** The form of a place in the log as others see it. */
export const POSITION_FORM = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{20}\.[0-9a-f]{8})$/;

/** A place in the log as others see it, `<log>.<20 digits>.<8 hex>`: a header's value, a cursor (D6). */
export const formatPosition = (log: string, position: Position): string => `${log}.${position}`;

/** The place in this log. Throws `Malformed('bad-position')`, or `Malformed('foreign-position')` for another log's. */
export function parsePosition(text: string, log: string): Position {
  const [, ofLog, position] = POSITION_FORM.exec(text) ?? [];
  if (position === undefined) throw new Malformed('bad-position', { sent: repeated(text) });
  if (ofLog !== log) throw new Malformed('foreign-position', { sent: text });
  return position;
}
