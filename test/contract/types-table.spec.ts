import { readFileSync } from 'node:fs';
import { DOCUMENT, withTable } from './types-table.js';

const rowsIn = (text: string): readonly string[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.replace(/\s+/g, ' ').replace(/-+/g, '-'));

describe('docs/data-format.md', () => {
  it('lists every stored type as it is declared: npm run docs:types', () => {
    const text = readFileSync(DOCUMENT, 'utf8');
    expect(text).toContain('<!-- types -->');
    expect(rowsIn(text)).toEqual(rowsIn(withTable(text)));
  });
});
