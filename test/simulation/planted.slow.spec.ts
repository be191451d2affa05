import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyOf, plant } from '../planted-for-specs.js';
import { runsOf, seedOf } from '../tier.js';
import { simulated } from './simulate-for-specs.js';

const folder = join(import.meta.dirname, 'planted');

/** So many seeds find each bug, at night fresh ones; the sources here never have it, a copy does. */
const SEEDS = runsOf(600, 2_000);
const FIRST = seedOf(1);
/** No house can be brought to where a run begins: that finds these, and must find no other. */
const BREAKS_EVERYTHING = ['wrong-link.patch'];

/** The seed that found it last, as the patch says; when it draws other things now, the first that does is looked for. */
const seedIn = (patch: string): number | undefined => {
  const [, seed] = /^Found by seed (\d+)\.$/m.exec(readFileSync(join(folder, patch), 'utf8')) ?? [];
  return runsOf(1, 0) === 1 && seed !== undefined ? Number(seed) : undefined;
};

describe('A bug that was planted in a copy of the sources', () => {
  const copy = copyOf('apps', 'libs', 'test');
  afterAll(() => {
    rmSync(copy, { recursive: true, force: true });
  });

  it.each(readdirSync(folder))(
    `of %s is found by its seed, or within ${SEEDS} seeds`,
    async (patch) => {
      const first = (...seeds: readonly string[]) => simulated(['--first', ...seeds], copy);
      plant(copy, join(folder, patch));
      try {
        const known = seedIn(patch);
        const tried = known === undefined ? undefined : await first('--seeds', '1', '--seed', `${known}`);
        const { printed, status } =
          tried?.status === 1 ? tried : await first('--seeds', `${SEEDS}`, '--seed', `${FIRST}`);
        expect(printed).toMatch(/^seed \d+ fails:/m);
        expect(printed.includes('It cannot even begin')).toBe(BREAKS_EVERYTHING.includes(patch));
        expect(status).toBe(1);
      } finally {
        plant(copy, join(folder, patch), '--reverse');
      }
    },
    60_000 + SEEDS * 1_000,
  );
});
