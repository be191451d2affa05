import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulated } from './simulate-for-specs.js';

const root = join(import.meta.dirname, '..', '..');
const folder = join(import.meta.dirname, 'planted');

/** Which seed finds each bug; the sources here never have it, a copy does. */
const FOUND_BY: Readonly<Record<string, number>> = {
  'older-document-wins': 1,
  'policy-stops-when-the-store-fails': 2,
  'wrong-link': 1,
};

describe('A bug that was planted in a copy of the sources', () => {
  const copies: string[] = [];
  afterAll(() => {
    for (const copy of copies) rmSync(copy, { recursive: true, force: true });
  });

  it.each(Object.entries(FOUND_BY))('%s is found by seed %i', async (name, seed) => {
    const copy = mkdtempSync(join(tmpdir(), 'bersinar-planted-'));
    copies.push(copy);
    for (const part of ['apps', 'libs', 'test', 'package.json', '.swcrc']) {
      cpSync(join(root, part), join(copy, part), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    execFileSync('git', ['apply', join(folder, `${name}.patch`)], { cwd: copy });
    const { printed, status } = await simulated(['--first', '--seeds', '1', '--seed', `${seed}`], copy);
    expect(printed).toContain(`seed ${seed} fails:`);
    expect(status).toBe(1);
  });

  it('is each tried', () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(FOUND_BY).map((name) => `${name}.patch`));
  });
});
