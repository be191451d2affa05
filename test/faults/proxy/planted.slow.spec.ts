// Left out on servers: whoever runs a build with a bug leaves a log there that is not whole.
import { execFile } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildApps } from '../../journeys/processes-for-specs.js';
import { copyOf, plant } from '../../planted-for-specs.js';
import { seedOf } from '../../tier.js';
import { losingEveryThird, type Planning } from './faults-for-specs.js';
import { runUnderFaults } from './runs-for-specs.js';

const run = promisify(execFile);
const RUNS = 3;
const SEED = seedOf(1);
const PATCHES = join(import.meta.dirname, 'planted');
/** Under which faults each bug comes to light, and what is said of it; the sources here never have it, a copy does. */
const FOUND_BY: Readonly<Record<string, readonly [plan: Planning, says: RegExp]>> = {
  'append-without-an-answer-counts-as-done': [
    losingEveryThird('events', 'append'),
    /of another was answered 201|when it was asked again|answered 4\d\d/,
  ],
  'failed-write-of-documents-counts-as-done': [
    losingEveryThird('models', 'update'),
    /answered 404|not moved once|"kind": "(missing|different)"/,
  ],
  'repeat-is-not-recognised': [() => [], /registered-already|when it was asked again/],
};

describe('A bug that was planted in a copy of the sources', () => {
  const copies: string[] = [];
  beforeAll(buildApps);
  afterAll(() => Promise.all(copies.map((copy) => rm(copy, { recursive: true, force: true }))));

  /** A build of its own, of which only what was patched is made anew. */
  async function patched(name: string): Promise<string> {
    const copy = copyOf('apps', 'libs', 'dist', 'test/build-newer.mjs');
    copies.push(copy);
    plant(copy, join(PATCHES, `${name}.patch`));
    await run(process.execPath, ['test/build-newer.mjs', 'apps', 'libs'], { cwd: copy });
    return copy;
  }

  const planted = Object.entries(FOUND_BY).map(([name, [plan, says]]) => ({ name, plan, says }));
  it.each(planted)('$name is found', async ({ name, plan, says }) => {
    const found = await runUnderFaults(SEED, RUNS, plan, await patched(name)).then(() => 'nothing', String);
    expect(found).toMatch(/^Error: SEED=/);
    expect(found).toMatch(says);
  });

  it('is each tried', async () => {
    expect((await readdir(PATCHES)).sort()).toEqual(Object.keys(FOUND_BY).map((name) => `${name}.patch`));
  });
});
