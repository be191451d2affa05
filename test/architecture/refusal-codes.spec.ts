import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));
const self = 'test/architecture/refusal-codes.spec.ts';
const OF_SPECS = /\.spec\.ts$|for-specs/;
const CODED = /^(\w+\.)?(Refusal|Malformed|Forbidden|Conflict|Unavailable|Unauthenticated|Gone)$/;

const filesIn = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`);
const textOf = (file: string) => readFileSync(join(root, file), 'utf8');

/** The codes that a source declares a sentence for, and those that it throws an error with, or hands on to who does. */
function codesIn(text: string) {
  const declared: string[] = [];
  const thrown: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'sentences') {
      const [table] = node.arguments;
      if (table && ts.isObjectLiteralExpression(table)) {
        declared.push(...table.properties.map(({ name }) => (name && 'text' in name ? name.text : '')));
      }
    }
    if (ts.isNewExpression(node) && CODED.test(node.expression.getText())) {
      const [code] = node.arguments ?? [];
      if (code && ts.isStringLiteral(code)) thrown.push(code.text);
    }
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'code' && ts.isStringLiteral(node.initializer)) {
      if (/^[a-z]+(-[a-z]+)+$/.test(node.initializer.text)) thrown.push(node.initializer.text);
    }
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true));
  return { declared, thrown };
}

describe('A code with which a client is answered', () => {
  const sources = filesIn('libs').filter((file) => !OF_SPECS.test(file));
  const texts = sources.map(textOf);
  const found = texts.map(codesIn);
  const declared = [...new Set(found.flatMap((one) => one.declared))].sort();
  const thrown = [...new Set(found.flatMap((one) => one.thrown))].sort();
  const specs = ['apps', 'libs', 'test'].flatMap(filesIn).filter((file) => OF_SPECS.test(file) && file !== self);
  const words = specs.map(textOf).join('\n');
  const isIn = (code: string, text: string) => new RegExp(`(?<![a-z-])${code}(?![a-z-])`).test(text);

  it('is found however it is written', () => {
    const text =
      "sentences({ one: { en: 'x' }, 'two-a': { en: 'y' } }); throw new kernel.Malformed(\n 'three', {}); new Error('four'); until({ code: 'five-a', name: 'six' });";
    expect(codesIn(text)).toEqual({ declared: ['one', 'two-a'], thrown: ['three', 'five-a'] });
    expect(declared.length).toBeGreaterThan(300);
    expect(thrown).toEqual(expect.arrayContaining(['bad-if-match', 'projection-behind']));
  });

  it('is a kebab-case word', () => {
    expect(declared.filter((code) => !/^[a-z]+(-[a-z]+)*$/.test(code))).toEqual([]);
  });

  it('has a sentence', () => {
    expect(thrown.filter((code) => !declared.includes(code))).toEqual([]);
  });

  it('is answered somewhere besides where its sentence is', () => {
    const code = texts
      .map((text) => text.replace(/sentences\(\{[\s\S]*?\n {2}\}\)|sentences\(\{[\s\S]*?\n\}\)/g, ''))
      .join('\n');
    expect(declared.filter((one) => !code.includes(`'${one}'`))).toEqual([]);
  });

  it('is expected by a spec', () => {
    expect(declared.filter((code) => !isIn(code, words))).toEqual([]);
  });
});
