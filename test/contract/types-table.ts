import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { definitions } from '#contracts/registry';
import type { Moment } from '#kernel';

// `npm run docs:types`: fills the table of types in docs/data-format.md; its spec compares.

/** The table of every stored type: where its day and instant come from, and what it rests on unless it cites something. */
export const typesTable = (): string =>
  [
    '| type | versions | day and instant | legal basis | besides |',
    '| --- | --- | --- | --- | --- |',
    ...definitions.map(
      ({ type, v, moment, legalBasis, takesOver, corrects }) =>
        `| ${type} | ${v} | ${momentOf(moment)} | ${legalBasis} | ${takesOver ? 'takes the record over' : (corrects ?? []).join(', ')} |`,
    ),
  ].join('\n');

function momentOf(moment: Moment): string {
  if (moment.kind === 'RECORDING') return 'RECORDING';
  const paths = [...('day' in moment ? [moment.day] : []), ...('instant' in moment ? [moment.instant] : [])];
  return `${moment.kind.replace('_', '+')}(${paths.join(', ')})`;
}

const MARKED = /(<!-- types -->\n)[\s\S]*(\n<!-- \/types -->)/;
export const DOCUMENT = fileURLToPath(new URL('../../docs/data-format.md', import.meta.url));

/** The document with the table of today in its marked place. */
export const withTable = (text: string): string =>
  text.replace(MARKED, (_, begin: string, end: string) => `${begin}\n${typesTable()}\n${end}`);

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(DOCUMENT, withTable(readFileSync(DOCUMENT, 'utf8')));
