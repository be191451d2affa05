import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulated } from './simulate-for-specs.js';

const root = join(import.meta.dirname, '..', '..');
const folder = join(import.meta.dirname, 'planted');

/** As many seeds as the fast tier runs find each bug; the sources here never have it, a copy does. */
const SEEDS = 100;

describe('A bug that was planted in a copy of the sources', () => {
  const copies: string[] = [];
  afterAll(() => {
    for (const copy of copies) rmSync(copy, { recursive: true, force: true });
  });

  it.each(readdirSync(folder))(`of %s is found within ${SEEDS} seeds`, async (patch) => {
    const copy = mkdtempSync(join(tmpdir(), 'bersinar-planted-'));
    copies.push(copy);
    for (const part of ['apps', 'libs', 'test', 'package.json', '.swcrc']) {
      cpSync(join(root, part), join(copy, part), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    execFileSync('git', ['apply', join(folder, patch)], { cwd: copy });
    const { printed, status } = await simulated(['--first', '--seeds', `${SEEDS}`], copy);
    expect(printed).toMatch(/^seed \d+ fails:/m);
    expect(status).toBe(1);
  });
});
