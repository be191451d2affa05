import { BSONType } from 'bson';
import { refuse } from './mongo-error.js';
import { bytesOf, textOf, type Value } from './raw-bson.js';

/** An anchored regular expression and the letters every match begins with. */
export type Pattern = { test: (text: string) => boolean; prefix: string };

/** Reads `$regex` with `$options`, or a regular expression value; the options i, m and s are served, and anchored patterns only. */
export function patternOf(operand: Value, options?: Value): Pattern {
  const { source, flags } = sourceOf(operand);
  const asked = textOf(options) ?? flags;
  if (options && textOf(options) === undefined) refuse('BadValue', '$options has to be a string');
  const unknown = /[^imsu]/.exec(asked);
  if (unknown) refuse('BadValue', `$regex option '${unknown[0]}' is not served`);
  const anchor = /^(\^|\\A)/.exec(source);
  if (!anchor || asked.includes('m') || hasOpenAlternative(source)) {
    refuse('BadValue', '$regex is served for patterns anchored with ^ only, without the option m');
  }
  const own = source.slice(anchor[0].length);
  return { test: compiled(`^${own}`, asked), prefix: asked.includes('i') ? '' : literalPrefix(own) };
}

function sourceOf(operand: Value): { source: string; flags: string } {
  const text = textOf(operand);
  if (text !== undefined) return { source: text, flags: '' };
  if (operand.type !== BSONType.regex) refuse('BadValue', '$regex has to be a string or a regular expression');
  const [source = '', flags = ''] = bytesOf(operand).toString('utf8').split('\0');
  return { source, flags };
}

function compiled(source: string, options: string): (text: string) => boolean {
  const flags = [...new Set(options.replace('u', ''))].join('');
  try {
    const regex = new RegExp(source, `${flags}u`);
    return (text) => regex.test(text);
  } catch {
    return refuse('BadValue', 'Regular expression is invalid.');
  }
}

// `^a|b` is anchored in its first branch only.
function hasOpenAlternative(source: string): boolean {
  let depth = 0;
  for (const [token] of source.matchAll(/\\.|\[(?:\\.|[^\]])*\]|[()|]/gs)) {
    if (token === '(') depth++;
    if (token === ')') depth--;
    if (token === '|' && depth === 0) return true;
  }
  return false;
}

function literalPrefix(source: string): string {
  let prefix = '';
  for (const [token, escaped] of source.matchAll(/\\([^\p{L}\p{N}])|[^\\^$.|?*+()[\]{}]|[^]/gu)) {
    if (/^[?*{]/.test(token) && !escaped) return prefix.replace(/.$/su, '');
    if (escaped === undefined && /^[\\^$.|+()[\]{}]/.test(token)) return prefix;
    prefix += escaped ?? token;
  }
  return prefix;
}
