import { Malformed } from '#kernel';
import { duplicateMemberIn } from './duplicate-members.js';

const DEEPEST = 32;
const LONGEST_PATH = 100;

/**
 * The JSON value (RFC 8259) of a body's bytes. Throws `Malformed` when they are not UTF-8 or not JSON, when it nests deeper than 32 levels,
 * for names that every JavaScript object has, such as `__proto__`, and for an object that names a member twice.
 */
export function parseJson(bytes: Uint8Array): unknown {
  const [text, value] = parsed(bytes);
  mustBePlain(value, 0);
  mustNameOnce(text);
  return value;
}

function parsed(bytes: Uint8Array): [string, unknown] {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return [text, JSON.parse(text)];
  } catch {
    throw malformed();
  }
}

function mustBePlain(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth === DEEPEST) throw malformed(`it nests deeper than ${DEEPEST} levels`);
  for (const [name, member] of Object.entries(value)) {
    if (name in Object.prototype) throw malformed('it uses a reserved name');
    if (name === 'prototype') throw new Malformed('invalid-request', {}, ['prototype is not a field here']); // Nest would drop it unseen
    mustBePlain(member, depth + 1);
  }
}

function mustNameOnce(text: string): void {
  const twice = duplicateMemberIn(text);
  if (twice === undefined) return;
  const problem = `${twice.slice(0, LONGEST_PATH).toWellFormed()} is there twice`;
  throw new Malformed('duplicate-member', {}, [problem]);
}

const malformed = (...problems: string[]): Malformed => new Malformed('malformed-json', {}, problems);
