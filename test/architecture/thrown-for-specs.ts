import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const OF_SPECS = /\.spec\.ts$|for-specs/;
const CODED = /^(\w+\.)?(Refusal|Malformed|Forbidden|Conflict|Unavailable|Unauthenticated|Gone)$/;

export const filesIn = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`);
export const textOf = (file: string) => readFileSync(join(root, file), 'utf8');

/** The errors that a source makes of a code, each with the names of the values that its sentence is given. */
export function madeIn(text: string) {
  const made: { readonly code: string; readonly values: readonly string[] }[] = [];
  const look = (node: ts.Node): void => {
    if (
      ts.isNewExpression(node) &&
      /^(\w+\.)?(Refusal|Malformed|Forbidden|Unauthenticated|Gone|BodyEncoded)$/.test(node.expression.getText())
    ) {
      const [code, given] = node.arguments ?? [];
      const properties = given && ts.isObjectLiteralExpression(given) ? given.properties : [];
      const values = properties.flatMap(({ name }) => (name && 'text' in name ? [name.text] : []));
      if (code && ts.isStringLiteral(code)) made.push({ code: code.text, values });
    }
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true));
  return made;
}

/** The codes that a source declares a sentence for, and those that it throws an error with, or hands on to who does. */
export function codesIn(text: string) {
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

/** The sources of what answers, without specs. */
export const sources = () => filesIn('libs').filter((file) => !OF_SPECS.test(file));

/** Every code that something of them throws. */
export const thrownCodes = (): readonly string[] =>
  [...new Set(sources().flatMap((file) => codesIn(textOf(file)).thrown))].sort();
