import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';

const CONFIG = new URL('../../eslint.config.mjs', import.meta.url).href;
const { default: config } = (await import(CONFIG)) as { default: readonly Linter.Config[] };
const found = config.find((one) => one.name === 'what-nobody-waits-for-says-where-it-fails');
const WORK = 'declare function work(): Promise<void>; declare function inBackground(name: string, of: unknown): void;';

describe('A promise for which nobody waits', () => {
  let tsconfigRootDir: string;
  beforeAll(() => {
    tsconfigRootDir = mkdtempSync(join(tmpdir(), 'bersinar-floating-'));
    writeFileSync(join(tsconfigRootDir, 'tsconfig.json'), '{ "compilerOptions": { "lib": ["es2022"], "types": [] } }');
  });
  afterAll(() => {
    rmSync(tsconfigRootDir, { recursive: true });
  });

  const problems = (code: string, name = 'work.ts') => {
    const folder = join(tsconfigRootDir, 'libs');
    const parserOptions = { projectService: { allowDefaultProject: ['libs/*.ts'] }, tsconfigRootDir };
    const rules = { plugins: { '@typescript-eslint': tseslint.plugin }, ...found } as Linter.Config;
    return new Linter({ cwd: tsconfigRootDir })
      .verify(
        `${WORK} ${code}`,
        [{ files: ['**/*.ts'], languageOptions: { parser: tseslint.parser, parserOptions } }, rules],
        join(folder, name),
      )
      .map(({ ruleId, message }) => ruleId ?? message);
  };

  it.each(['work();', 'void work();', 'const done = () => void work();', 'work().then(() => 1);'])(
    'says where it fails: %s',
    (code) => {
      expect(problems(code)).toEqual(['@typescript-eslint/no-floating-promises']);
    },
  );

  it.each(["inBackground('work', work());", 'work().catch(() => 1);'])('may go on: %s', (code) => {
    expect(problems(code)).toEqual([]);
  });

  it('is left alone in specs', () => {
    expect(problems('void work();', 'work.spec.ts')).toEqual([]);
  });
});
