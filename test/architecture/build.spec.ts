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

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as unknown;
const { scripts } = read('package.json') as { scripts: { build: string } };
const { compilerOptions } = read('nest-cli.json') as {
  compilerOptions: { builder: { options: { filenames: string[]; ignore: string[]; copyFiles: boolean } } };
};
const [, ofBuild = ''] = /--ignore "([^"]+)"/.exec(scripts.build) ?? [];

describe('the build', () => {
  it('takes what runs and what that reads, and neither a spec nor what specs need', async () => {
    const built = await globSources(['apps', 'libs'], [], ofBuild.split(','));
    expect(built).toEqual(
      expect.arrayContaining([
        'apps/bersinar/main.ts',
        'libs/kernel/handle.ts',
        'libs/kernel/seeded.ts',
        'libs/contracts/refusals.json',
        'libs/contexts/rehabilitation/programme-template/models/rehab-30.json',
      ]),
    );
    expect(built.filter((file) => /\.spec\.ts$|for-specs|fixture|golden|\.http$/.test(file))).toEqual([]);
  });

  it('of `npm run dev` takes the same', () => {
    const { filenames, ignore, copyFiles } = compilerOptions.builder.options;
    expect([filenames, ignore, copyFiles]).toEqual([['apps', 'libs'], ofBuild.split(','), true]);
  });
});
