import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const depcruise = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');

/** One file for each rule that breaks it, and the file it needs to exist for that. */
const probes: Record<string, { breaks: string; at: string; with: string }> = {
  'no-cycles': { breaks: 'libs/kernel/a.ts', at: 'libs/kernel/b.ts', with: './b.js' },
  'kits-do-not-ship': {
    breaks: 'libs/kernel/needy.ts',
    at: 'libs/kernel/stores-for-specs.ts',
    with: './stores-for-specs.js',
  },
  'what-ships-is-used': { breaks: 'libs/kernel/idle.ts', at: 'libs/kernel/found.ts', with: './found.js' },
  unresolvable: { breaks: 'libs/kernel/lost.ts', at: 'libs/kernel/found.ts', with: './nowhere.js' },
  'contexts-do-not-meet': {
    breaks: 'libs/contexts/custody/inmate/inmate.rules.ts',
    at: 'libs/contexts/cooperation/agreement/agreement.handle.ts',
    with: '../../cooperation/agreement/agreement.handle.js',
  },
  'libs-never-use-apps': {
    breaks: 'libs/platform/stores/index.ts',
    at: 'apps/bersinar/main.ts',
    with: '../../../apps/bersinar/main.js',
  },
  'kernel-stands-alone': { breaks: 'libs/kernel/driven.ts', at: 'libs/kernel/found.ts', with: 'mongodb' },
  'contracts-know-the-kernel-only': {
    breaks: 'libs/contracts/coverage.ts',
    at: 'libs/platform/auth/index.ts',
    with: '../platform/auth/index.js',
  },
  'platform-serves-any-context': {
    breaks: 'libs/platform/audit/index.ts',
    at: 'libs/contexts/cooperation/index.ts',
    with: '../../contexts/cooperation/index.js',
  },
  'what-is-impure-says-so': {
    breaks: 'libs/contexts/cooperation/visit/visit.rules.ts',
    at: 'libs/platform/http/index.ts',
    with: '../../../platform/http/index.js',
  },
  'what-decides-asks-no-machine': {
    breaks: 'libs/contexts/cooperation/visit/visit.policy.ts',
    at: 'libs/kernel/found.ts',
    with: 'node:fs',
  },
  'one-file-knows-eventstoredb': {
    breaks: 'libs/platform/gateway/index.ts',
    at: 'libs/kernel/found.ts',
    with: '@eventstore/db-client',
  },
  'nobody-imports-embedded-stores': {
    breaks: 'apps/api/main.ts',
    at: 'apps/embedded-stores/main.ts',
    with: '../embedded-stores/main.js',
  },
  'embedded-stores-import-nobody': {
    breaks: 'apps/embedded-stores/lock.ts',
    at: 'libs/kernel/found.ts',
    with: '../../libs/kernel/found.js',
  },
};

describe('the dependency rules', () => {
  let tree: string;
  let found: Set<string>;

  beforeAll(() => {
    tree = mkdtempSync(join(tmpdir(), 'bersinar-probe-'));
    cpSync(join(root, 'tsconfig.json'), join(tree, 'tsconfig.json'));
    symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
    const write = (path: string, text: string) => {
      mkdirSync(dirname(join(tree, path)), { recursive: true });
      writeFileSync(join(tree, path), text, { flag: 'a' });
    };
    for (const { at } of Object.values(probes)) write(at, 'export const here = 1;\n');
    for (const { breaks, with: specifier } of Object.values(probes)) write(breaks, `import '${specifier}';\n`);
    write('libs/kernel/b.ts', "import type { A } from './a.js';\n"); // circles of types are circles
    const config = join(root, '.dependency-cruiser.mjs');
    const args = [depcruise, '--config', config, '--output-type', 'json', 'apps', 'libs'];
    const { stdout } = spawnSync(process.execPath, args, { cwd: tree, encoding: 'utf8', maxBuffer: 2 ** 26 });
    const { summary } = JSON.parse(stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } };
    found = new Set(summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`));
  });

  afterAll(() => {
    rmSync(tree, { recursive: true, force: true });
  });

  it.each(Object.entries(probes))('%s can fail', (rule, { breaks }) => {
    expect(found).toContain(`${rule}: ${breaks}`);
  });

  it('each have a probe', () => {
    const script = `import('${join(root, '.dependency-cruiser.mjs')}').then(({ default: { forbidden } }) => console.log(JSON.stringify(forbidden.map(({ name }) => name))))`;
    const names = JSON.parse(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' })) as string[];
    expect(Object.keys(probes).sort()).toEqual(names.sort());
  });
});
