import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runsOf, seedOf } from '../tier.js';
import { simulated } from './simulate-for-specs.js';

const root = join(import.meta.dirname, '..', '..');
const folder = join(import.meta.dirname, 'planted');

/** So many seeds find each bug, at night fresh ones; the sources here never have it, a copy does. */
const SEEDS = runsOf(300, 2_000);
const FIRST = seedOf(1);

describe('A bug that was planted in a copy of the sources', () => {
  const copy = mkdtempSync(join(tmpdir(), 'bersinar-planted-'));
  const apply = (patch: string, ...how: string[]) =>
    execFileSync('git', ['apply', ...how, join(folder, patch)], { cwd: copy });
  beforeAll(() => {
    for (const part of ['apps', 'libs', 'test', 'package.json', '.swcrc']) {
      cpSync(join(root, part), join(copy, part), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  });
  afterAll(() => {
    rmSync(copy, { recursive: true, force: true });
  });

  it.each(readdirSync(folder))(
    `of %s is found within ${SEEDS} seeds`,
    async (patch) => {
      apply(patch);
      try {
        const { printed, status } = await simulated(['--first', '--seeds', `${SEEDS}`, '--seed', `${FIRST}`], copy);
        expect(printed).toMatch(/^seed \d+ fails:/m);
        expect(status).toBe(1);
      } finally {
        apply(patch, '--reverse');
      }
    },
    60_000 + SEEDS * 1_000,
  );
});
