import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const folder = join(import.meta.dirname, 'planted');

/** Which seed finds each bug; the sources here never have it, a copy does. */
const FOUND_BY: Readonly<Record<string, number>> = {
  'older-document-wins': 1,
  'policy-stops-when-the-store-fails': 4,
  'wrong-link': 1,
};

describe('A bug that was planted in a copy of the sources', () => {
  const copies: string[] = [];
  afterAll(() => {
    for (const copy of copies) rmSync(copy, { recursive: true, force: true });
  });

  it.each(Object.entries(FOUND_BY))('%s is found by seed %i', (name, seed) => {
    const copy = mkdtempSync(join(tmpdir(), 'bersinar-planted-'));
    copies.push(copy);
    for (const part of ['apps', 'libs', 'test', 'package.json', '.swcrc']) {
      cpSync(join(root, part), join(copy, part), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    execFileSync('git', ['apply', join(folder, `${name}.patch`)], { cwd: copy });
    const sources = ['--no-warnings', '--conditions=local-source', '--import', './test/faults/typescript.mjs'];
    const program = ['test/simulation/simulate.ts', '--first', '--seeds', '1', '--seed', String(seed)];
    const { status, stdout } = spawnSync(process.execPath, [...sources, ...program], { cwd: copy, encoding: 'utf8' });
    expect(stdout).toContain(`seed ${seed} fails:`);
    expect(status).toBe(1);
  });

  it('is each tried', () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(FOUND_BY).map((name) => `${name}.patch`));
  });
});
