import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';
import { loadKek } from '#platform/keyring';
import { openMongo } from '#platform/mongodb';
import { password } from '../../apps/embedded-stores/password-for-specs.js';
import { startProcess, type StoreProcess } from '../../apps/embedded-stores/process-for-specs.js';
import { serverOfVersion } from '../../libs/platform/event-store/versioned-for-specs.js';
import { buildApps } from '../journeys/processes-for-specs.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What scripts import from a file that there is not, or by a name that it does not have: nobody else sees it before they are run. */
function missingIn(files: readonly string[]): readonly string[] {
  const module = ts.ModuleKind.NodeNext;
  const options = { allowJs: true, noEmit: true, module, customConditions: ['local-source'], skipLibCheck: true };
  const program = ts.createProgram(files, { ...options, target: ts.ScriptTarget.ES2023, types: ['node'] });
  const checker = program.getTypeChecker();
  const missing: string[] = [];
  for (const file of files) {
    for (const statement of program.getSourceFile(file)?.statements ?? []) {
      if (!ts.isImportDeclaration(statement)) continue;
      const from = (statement.moduleSpecifier as ts.StringLiteral).text;
      if (from.startsWith('.') && !existsSync(new URL(from, pathToFileURL(file)))) missing.push(`${file}: ${from}`); // Node looks for no other ending
      const named = statement.importClause?.namedBindings;
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

describe('The bench', () => {
  let servers: StoreProcess;
  let older: Awaited<ReturnType<typeof serverOfVersion>>;
  let named: Record<string, string>;

  beforeAll(async () => {
    await buildApps();
    servers = await startProcess({ mongodb: true });
    older = await serverOfVersion('23.10.5');
    named = { EVENTSTORE_URL: servers.url, MONGODB_URL: servers.mongodbUrl, KEK_FILE: join(servers.dataDir, 'kek') };
    await loadKek({ file: join(servers.dataDir, 'kek'), mayCreate: true });
  });
  afterAll(async () => {
    older.close();
    await servers.discard();
  });

  /** What it says with these settings instead, and its exit code. */
  async function bench(part: string, settings: Record<string, string> = {}) {
    const env = { PATH: process.env.PATH, ...named, ...settings };
    const running = promisify(execFile)(process.execPath, ['test/performance/bench.mjs', part], { cwd: root, env });
    return running.then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (error: unknown) => error as { code: number; stdout: string; stderr: string },
    );
  }

  const WRONG = 'geheim';
  it.each([
    ['a part that there is not', 'There is no part nothing: ', () => ({}), 'nothing'],
    ['one server alone', 'On servers it wants both: ', () => ({ MONGODB_URL: '' })],
    ['no key', 'On servers it wants the key of their log as well: set KEK_FILE.', () => ({ KEK_FILE: '' })],
    ['a key that is not there', 'There is no key-encryption key at ', () => ({ KEK_FILE: join(root, 'none') })],
    [
      'an event store that does not answer',
      'The server of EVENTSTORE_URL does not answer, or refuses to ',
      () => ({ EVENTSTORE_URL: `esdb://user:${WRONG}@127.0.0.1:1?tls=false` }),
    ],
    [
      'an event store that does not know the credential',
      'The server of EVENTSTORE_URL does not answer, or refuses to ',
      () => ({ EVENTSTORE_URL: servers.url.replace(password, WRONG) }),
    ],
    [
      'an older event store',
      'The server of EVENTSTORE_URL is EventStoreDB 23.10.5: it has to be 23.10.6 or later.',
      () => ({ EVENTSTORE_URL: older.url }),
    ],
    [
      'a MongoDB that does not answer',
      'The server of MONGODB_URL does not answer, or refuses to ',
      () => ({ MONGODB_URL: `mongodb://user:${WRONG}@127.0.0.1:1` }),
    ],
    [
      'a MongoDB that does not know the credential',
      'The server of MONGODB_URL does not answer, or refuses to ',
      () => ({ MONGODB_URL: servers.mongodbUrl.replace(password, WRONG) }),
    ],
  ])('is refused by one line, and exit 1, with %s', async (_, line, settings, part = 'waits') => {
    const { code, stdout, stderr } = await bench(part, settings());
    expect([code, stdout.split('\n').length, stderr]).toEqual([1, 2, '']);
    expect(stdout.startsWith(line) && !stdout.includes(WRONG)).toBe(true);
  });

  it('says of a part that cannot be true on servers why it is left out, and goes on', async () => {
    const { code, stdout } = await bench('start');
    expect([code, stdout.split('\n').at(-2)]).toEqual([0, expect.stringMatching(/^start is left out on servers: /)]);
  });

  it('measures on the same servers as often as it is asked to, and drops the database of each run', async () => {
    const mongo = openMongo(servers.mongodbUrl);
    for (let times = 0; times < 2; times += 1) {
      const { code, stdout } = await bench('queries', { BENCH_SECONDS: '0.2' });
      expect([code, stdout.split('\n').at(-2)]).toEqual([0, expect.stringMatching(/^\| 16 \| \d+ \|/)]);
      const [database = ''] = /bench_[0-9a-f]{32}/.exec(stdout) ?? [];
      expect(await mongo.db(database).listCollections().toArray()).toEqual([]);
    }
    await mongo.close();
  });
});
