import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'planted');
const bugs = readdirSync(folder).map((name) => {
  const [says = '', found = ''] = readFileSync(join(folder, name), 'utf8').split('\n');
  return { name, says, found };
});
const UNDOES = / Undoes [0-9a-f]{7}\.$/;

describe('The bugs that are planted', () => {
  it('are more than twenty, and eight or more of them undo what was mended once', () => {
    expect(bugs.length).toBeGreaterThan(20);
    expect(bugs.filter(({ says }) => UNDOES.test(says)).length).toBeGreaterThanOrEqual(8);
  });

  it('each say in one line what goes wrong', () => {
    expect(bugs.filter(({ says }) => !/^[A-Z]\w* .*\.$/.test(says))).toEqual([]); // a patch alone begins with `diff`
  });

  it('each say which seed found it', () => {
    expect(bugs.filter(({ found }) => !/^Found by seed \d+\.$/.test(found))).toEqual([]);
  });
});
