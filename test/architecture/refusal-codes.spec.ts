import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const self = 'test/architecture/refusal-codes.spec.ts';

/** Refusals by `refuse('…')`, and every error that answers a client with a code. */
const THROWN =
  /(?:\brefuse\(|\bnew (?:Refusal|Malformed|Forbidden|Conflict|Unavailable|Unauthenticated)\()\s*'([^']+)'/g;
const OF_SPECS = /\.spec\.ts$|for-specs/;

const filesIn = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`);
const textOf = (file: string) => readFileSync(join(root, file), 'utf8');

const codesIn = (text: string): string[] => [...text.matchAll(THROWN)].map(([, code = '']) => code);

describe('A code with which a client is answered', () => {
  const sources = filesIn('libs').filter((file) => !OF_SPECS.test(file));
  const codes = [...new Set(sources.flatMap((file) => codesIn(textOf(file))))].sort();
  const specs = ['apps', 'libs', 'test'].flatMap(filesIn).filter((file) => OF_SPECS.test(file) && file !== self);
  const words = specs.map(textOf).join('\n');

  it('is found however it is thrown', () => {
    const text =
      "refuse('one', 'x'); throw new Malformed(\n 'two', 'x'); throw new Conflict('three', 'x'); new Error('four');";
    expect(codesIn(text)).toEqual(['one', 'two', 'three']);
    expect(codes).toEqual(expect.arrayContaining(['signed-text-is-immutable', 'bad-if-match', 'projection-behind']));
    expect(codes.length).toBeGreaterThan(100);
  });

  it('is a kebab-case word', () => {
    expect(codes.filter((code) => !/^[a-z]+(-[a-z]+)*$/.test(code))).toEqual([]);
  });

  it('is expected by a spec', () => {
    const isExpected = (code: string) => new RegExp(`(?<![a-z-])${code}(?![a-z-])`).test(words);
    expect(codes.filter((code) => !isExpected(code))).toEqual([]);
  });
});
