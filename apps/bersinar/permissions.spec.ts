import { readFileSync } from 'node:fs';
import { permissionsTable } from './permissions.js';

const squeezed = (line: string): string => line.replace(/\s+/g, ' ').replace(/-+/g, '-');

describe('docs/permissions.md', () => {
  it('is what the commands and questions say: npm run permissions', () => {
    const rows = readFileSync('docs/permissions.md', 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('|'));
    expect(rows.map(squeezed)).toEqual(permissionsTable().map(squeezed));
    expect(rows.length).toBeGreaterThan(150);
  });
});
