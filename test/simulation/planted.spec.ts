import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FOUND } from './found.js';
import { MENDED } from './mended.js';

const folder = join(import.meta.dirname, 'planted');
const root = join(import.meta.dirname, '../..');
const bugs = readdirSync(folder).map((name) => {
  const [says = '', found = '', shown = ''] = readFileSync(join(folder, name), 'utf8').split('\n');
  const [, commit] = / Undoes (?:a part of )?([0-9a-f]{7})\.$/.exec(says) ?? [];
  return { name, says, found, shown, commit };
});
const undone = [...new Set(bugs.flatMap(({ commit }) => commit ?? []))];

const git = (...asked: readonly string[]): string | undefined => {
  try {
    return execFileSync('git', asked, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
};
const LEAST_UNDONE = 8;
const hasHistory = git('rev-parse', '--is-shallow-repository') === 'false';

describe('The bugs that are planted', () => {
  it('are more than twenty, and some of them undo what was mended once', () => {
    expect(bugs.length).toBeGreaterThan(20);
    expect(bugs.filter(({ commit }) => commit !== undefined).length).toBeGreaterThanOrEqual(LEAST_UNDONE);
  });

  it('each say in one line what goes wrong', () => {
    expect(bugs.filter(({ says }) => !/^[A-Z]\w* .*\.$/.test(says))).toEqual([]); // a patch alone begins with `diff`
  });

  it.each(bugs)('can be planted in the sources as they are: $name', ({ name }) => {
    execFileSync('git', ['apply', '--check', join('test/simulation/planted', name)], { cwd: root, stdio: 'pipe' });
  });

  it('each say which seed found it, and as what it shows then', () => {
    expect(bugs.filter(({ found }) => !/^Found by seed \d+\.$/.test(found))).toEqual([]);
    expect(bugs.filter(({ shown }) => !/^Shown as: \S/.test(shown))).toEqual([]);
  });

  it('undo fixes alone', () => {
    expect(Object.keys(MENDED).sort()).toEqual([...undone].sort());
    expect(Object.values(MENDED).filter((subject) => !/^fix(\([a-z-]+\))?: /.test(subject))).toEqual([]);
  });

  (hasHistory ? it : it.skip)('undo commits with those subjects (not looked up where a clone is shallow)', () => {
    expect(Object.fromEntries(undone.map((commit) => [commit, git('log', '-1', '--format=%s', commit)]))).toEqual(
      MENDED,
    );
  });
});

describe('What the simulation found', () => {
  it.each(FOUND.filter(({ undoneBy }) => undoneBy !== undefined))(
    'is met by the seed that meets it where $commit is undone: $what',
    ({ seed, commit, undoneBy }) => {
      expect(bugs.find(({ name }) => name === undoneBy)).toMatchObject({ commit, found: `Found by seed ${seed}.` });
    },
  );
});
