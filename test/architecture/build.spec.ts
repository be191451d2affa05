import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

interface Sources {
  readonly globSources: (
    folders: readonly string[],
    only: readonly string[],
    ignored: readonly string[],
  ) => Promise<string[]>;
}
const { globSources } = createRequire(import.meta.url)('@swc/cli/lib/swc/sources.js') as Sources;

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { build: string } };

describe('the build', () => {
  it('takes what runs, and neither a spec nor a kit of one', async () => {
    const [, ignored = ''] = /--ignore "([^"]+)"/.exec(scripts.build) ?? [];
    const built = (await globSources(['apps', 'libs'], [], ignored.split(','))).filter((file) => file.endsWith('.ts'));
    expect(built).toEqual(
      expect.arrayContaining(['apps/bersinar/main.ts', 'libs/kernel/handle.ts', 'libs/kernel/seeded.ts']),
    );
    expect(built.filter((file) => /\.spec\.ts$|for-specs/.test(file))).toEqual([]);
  });
});
