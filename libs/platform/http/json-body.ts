import { Malformed } from '#kernel';

const DEEPEST = 32;

/**
 * The JSON value (RFC 8259) of a body's bytes. Throws `Malformed` when they are not UTF-8 or not JSON, when it nests deeper than 32 levels,
 * and for names that every JavaScript object has, such as `__proto__`.
 */
export function parseJson(bytes: Uint8Array): unknown {
  const value = parsed(bytes);
  mustBePlain(value, 0);
  return value;
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    throw malformed();
  }
}

function mustBePlain(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth === DEEPEST) throw malformed(`it nests deeper than ${DEEPEST} levels`);
  for (const [name, member] of Object.entries(value)) {
    if (name in Object.prototype) throw malformed('it uses a reserved name');
    mustBePlain(member, depth + 1);
  }
}

const malformed = (...problems: string[]): Malformed =>
  new Malformed('malformed-json', 'The body is not well-formed JSON.', problems);
