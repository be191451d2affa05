import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyOf, plant } from '../planted-for-specs.js';
import { hangsAfter, runsOf, seedOf } from '../tier.js';
import { kindOf } from './shrink.js';
import { simulated } from './simulate-for-specs.js';

const folder = join(import.meta.dirname, 'planted');

/** Each bug is found by the seed that its patch names, at night by one of so many fresh ones; the sources here never have it, a copy does. */
const FRESH = runsOf(0, 2_000);
const SHORT = 120; // lines
/** No house can be brought to where a run begins: that finds these, and must find no other. */
const BREAKS_EVERYTHING = ['wrong-link.patch'];

const seedIn = (patch: string): number => {
  const [, seed] = /^Found by seed (\d+)\.$/m.exec(readFileSync(join(folder, patch), 'utf8')) ?? [];
  if (seed === undefined) throw new Error(`${patch} names no seed that finds it.`);
  return Number(seed);
};

const shownIn = (patch: string): string => {
  const [, fault] = /^Shown as: (.+)$/m.exec(readFileSync(join(folder, patch), 'utf8')) ?? [];
  if (fault === undefined) throw new Error(`${patch} does not say as what it shows.`);
  return fault;
};

const staleOf = (patch: string, seed: number): string =>
  `Seed ${seed} finds ${patch} no more: what it draws has changed. The night (TIER=nightly) tells the first that does; name it in the patch.`;

describe('A bug that was planted in a copy of the sources', () => {
  const copy = copyOf('apps', 'libs', 'test');
  afterAll(() => {
    rmSync(copy, { recursive: true, force: true });
  });

  it.each(readdirSync(folder))(
    FRESH === 0 ? 'of %s is found by its seed' : `of %s is found within ${FRESH} fresh seeds`,
    async (patch) => {
      const [first, many] = FRESH === 0 ? [seedIn(patch), 1] : [seedOf(1), FRESH];
      plant(copy, join(folder, patch));
      try {
        const { printed, said, status } = await simulated(
          ['--first', '--seed', `${first}`, '--seeds', `${many}`],
          copy,
        );
        expect(said).toBe('');
        if (status === 0) throw new Error(FRESH === 0 ? staleOf(patch, first) : `${many} seeds from ${first} miss it.`);
        expect(printed).toMatch(/^seed \d+ fails:/m);
        if (FRESH === 0) expect(printed.split('\n').map(kindOf)).toContain(kindOf(shownIn(patch))); // a fresh seed may meet it elsewhere
        expect(printed.includes('It cannot even begin')).toBe(BREAKS_EVERYTHING.includes(patch));
        expect(status).toBe(1);
      } finally {
        plant(copy, join(folder, patch), '--reverse');
      }
    },
    hangsAfter(FRESH, 5_000),
  );

  it('is told as a short story: who did what, what failed, and how it is run again', async () => {
    const patch = 'acknowledged-before-it-is-durable.patch';
    plant(copy, join(folder, patch));
    try {
      const options = ['--seed', `${seedIn(patch)}`, '--seeds', '1'];
      const { printed } = await simulated(options, copy);
      const lines = printed.trimEnd().split('\n');
      const [, type = ''] = /^(\w+) was acknowledged as \d+ of/m.exec(printed) ?? [];
      expect(lines.length).toBeLessThan(SHORT);
      expect(printed).toMatch(new RegExp(`^[0-9:.]+ [a-z-]+: ${type} of \\w+: is \\w+, revision \\d+$`, 'm'));
      expect(printed).toMatch(/^[0-9:.]+ api \d: append fails [a-z, ]+$/m);
      const [, choices = ''] = /--choices ([0-9,-]+)$/m.exec(printed) ?? [];
      const again = await simulated([...options, '--first', '--choices', choices], copy);
      expect(again.printed).toContain(`${type} was acknowledged`);
    } finally {
      plant(copy, join(folder, patch), '--reverse');
    }
  });
});
