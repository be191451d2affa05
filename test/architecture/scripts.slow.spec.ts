import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { buildApps } from '../journeys/processes-for-specs.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What scripts import by a name that its module does not have: nobody else sees it before they are run. */
function missingIn(files: readonly string[]): readonly string[] {
  const module = ts.ModuleKind.NodeNext;
  const options = { allowJs: true, noEmit: true, module, customConditions: ['local-source'], skipLibCheck: true };
  const program = ts.createProgram(files, { ...options, target: ts.ScriptTarget.ES2023, types: ['node'] });
  const checker = program.getTypeChecker();
  const missing: string[] = [];
  for (const file of files) {
    for (const statement of program.getSourceFile(file)?.statements ?? []) {
      const named = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
      for (const { name } of named !== undefined && ts.isNamedImports(named) ? named.elements : []) {
        const symbol = checker.getSymbolAtLocation(name);
        if (symbol === undefined || checker.isUnknownSymbol(checker.getAliasedSymbol(symbol)))
          missing.push(`${file.replace(root, '')}: ${name.text}`);
      }
    }
  }
  return missing;
}

/** A package of its own, whose dependencies only the bench installs. */
const OF_ITS_OWN = 'performance/anchor/';

describe('A script', () => {
  it('imports only what there is', async () => {
    await buildApps(); // some import what is built
    const scripts = readdirSync(`${root}test`, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.mjs') && !file.startsWith(OF_ITS_OWN))
      .map((file) => `${root}test/${file}`);
    expect(scripts.length).toBeGreaterThan(15);
    expect(missingIn(scripts)).toEqual([]);
  });

  const ON_SERVERS = {
    EVENTSTORE_URL: 'esdb://user:geheim@127.0.0.1:1',
    MONGODB_URL: 'mongodb://user:geheim@127.0.0.1:1',
  };
  it.each([
    [['commands'], ON_SERVERS, 'On the servers of EVENTSTORE_URL and MONGODB_URL commands cannot be measured'],
    [['waits'], { EVENTSTORE_URL: ON_SERVERS.EVENTSTORE_URL }, 'On servers it wants both'],
    [['nothing', 'waits'], {}, 'There is no part nothing: '],
  ])('that measures what cannot be measured says so in one line: %j', async (parts, settings, words) => {
    await buildApps();
    const env = { PATH: process.env.PATH, ...settings };
    const ran = spawnSync(process.execPath, ['test/performance/bench.mjs', ...parts], {
      cwd: root,
      env,
      encoding: 'utf8',
    });
    expect([ran.status, ran.stdout.split('\n').length, ran.stderr]).toEqual([1, 2, '']);
    expect(ran.stdout.startsWith(words) && !ran.stdout.includes('geheim')).toBe(true);
  });

  it('that measures on servers that do not answer ends with the line that names one', async () => {
    await buildApps();
    const env = { PATH: process.env.PATH, ...ON_SERVERS, EVENTSTORE_URL: 'esdb://127.0.0.1:1?tls=false' };
    const ran = spawnSync(process.execPath, ['test/performance/bench.mjs', 'waits'], {
      cwd: root,
      env,
      encoding: 'utf8',
    });
    expect([ran.status, ran.stdout.split('\n').slice(1), ran.stderr]).toEqual([
      1,
      ['The application did not start.', ''],
      expect.stringMatching(/^The server of \w+_URL does not answer[^\n]*\n$/),
    ]);
  }, 60_000);

  it('that is asked for a fixture of nothing says so in one line', () => {
    const args = ['--no-warnings', '--conditions=local-source', '--import', './test/faults/typescript.mjs'];
    const ran = spawnSync(process.execPath, [...args, 'test/contract/fixture.ts', 'Nope@1'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect([ran.status, ran.stdout, ran.stderr]).toEqual([
      1,
      '',
      expect.stringMatching(/^No contract declares Nope@1.*\n$/),
    ]);
  });
});
