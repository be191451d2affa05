import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import prettier from 'prettier';
import ts from 'typescript';

// The lines of the contexts, kits of specs with them, the texts that describe fields emptied, comments over fields left out, and the file formatted again.
const tracked = execFileSync('git', ['ls-files', 'libs/contexts/*.ts'], { encoding: 'utf8' }).trim().split('\n');
const files = tracked.filter((file) => !/\.(spec|refusals)\.ts$/.test(file));
const format = { ...(await prettier.resolveConfig('package.json')), parser: 'typescript' };

const counts = new Map();
for (const file of files) {
  const [, , context] = file.split('/');
  const lines = (await withoutTexts(readFileSync(file, 'utf8'))).split('\n').length - 1;
  for (const what of [context, 'all contexts']) counts.set(what, (counts.get(what) ?? 0) + lines);
}
for (const [what, lines] of counts) process.stdout.write(`${what} ${lines}\n`);

async function withoutTexts(source) {
  const file = ts.createSourceFile('', source, ts.ScriptTarget.Latest, true);
  const said = textsIn(file).map(({ pos, end }) => ({ pos, end, instead: " ''" }));
  const over = commentsIn(file).map(({ pos, end }) => ({ pos: source.lastIndexOf('\n', pos), end, instead: '' }));
  const emptied = [...said, ...over]
    .sort((one, other) => one.pos - other.pos)
    .reduceRight((text, { pos, end, instead }) => `${text.slice(0, pos)}${instead}${text.slice(end)}`, source);
  return prettier.format(emptied.replace(/\)\n +readonly /g, ') readonly '), format); // it would leave the break that a long text made
}

function textsIn(node) {
  if (ts.isStringLiteralLike(node)) return describesField(node) ? [node] : [];
  return node.getChildren().flatMap(textsIn);
}

/** The comments over fields of types, classes and objects. */
function commentsIn(node) {
  const isField = ts.isPropertySignature(node) || ts.isPropertyDeclaration(node) || ts.isPropertyAssignment(node);
  return [...((isField && node.jsDoc) || []), ...node.getChildren().flatMap(commentsIn)];
}

/** A string of a field's decorator, `says: '…'`, `description: '…'`, or the last of `says(schema, '…')`. */
function describesField({ parent }) {
  if (ts.isPropertyAssignment(parent)) return ['says', 'description'].includes(parent.name.getText());
  if (!ts.isCallExpression(parent)) return false;
  const isDecorator = ts.isDecorator(parent.parent) && ts.isPropertyDeclaration(parent.parent.parent);
  return isDecorator || /\bsays$/.test(parent.expression.getText());
}
