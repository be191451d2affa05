import { Malformed } from '#kernel';
import { duplicateMemberIn } from './duplicate-members.js';
import { isOfEveryObject, MOST_PROBLEMS, notAField, pathTo } from './validation.js';

const DEEPEST = 32;
const LONGEST_PATH = 100;

/**
 * The JSON value (RFC 8259) of a body's bytes. Throws `Malformed` when they are not UTF-8 or not JSON, when it nests deeper than 32 levels,
 * for members called as what every JavaScript object has, such as `__proto__`, by their path, and for an object that names a member twice.
 */
export function parseJson(bytes: Uint8Array): unknown {
  const [text, value] = parsed(bytes);
  mustNameFields(value);
  mustNameOnce(text);
  return value;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function parsed(bytes: Uint8Array): [string, unknown] {
  try {
    const text = utf8.decode(bytes);
    return [text, JSON.parse(text)];
  } catch {
    throw malformed();
  }
}

function mustNameFields(value: unknown): void {
  const problems = strayIn(value, '', 0);
  if (problems.length > 0) throw new Malformed('invalid-request', {}, problems.slice(0, MOST_PROBLEMS));
}

/** Nest would drop some of these names unseen, and class-transformer others. */
function strayIn(value: unknown, within: string, depth: number): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (depth === DEEPEST) throw malformed(`it nests deeper than ${DEEPEST} levels`);
  return Object.entries(value).flatMap(([name, member]) => {
    const at = pathTo(name, within);
    return isOfEveryObject(name) ? [notAField(shortened(at))] : strayIn(member, at, depth + 1);
  });
}

function mustNameOnce(text: string): void {
  const twice = duplicateMemberIn(text);
  if (twice === undefined) return;
  const problem = `${shortened(twice)} is there twice`;
  throw new Malformed('duplicate-member', {}, [problem]);
}

const shortened = (path: string): string => path.slice(0, LONGEST_PATH).toWellFormed();

const malformed = (...problems: string[]): Malformed => new Malformed('malformed-json', {}, problems);
