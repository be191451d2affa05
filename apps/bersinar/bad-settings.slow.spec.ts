import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inParallel } from '#kernel';
import { startEmbeddedStores } from '#platform/stores';
import { configFrom } from './config.js';
import { serverOfVersion } from '../../libs/platform/event-store/versioned-for-specs.js';
import { buildApps, refusalOf, ROOT } from '../../test/journeys/processes-for-specs.js';

const PROGRAMS = ['bersinar', 'api', 'projector', 'gateway'];
const AT_ONCE = 6;
const SECRET = 'geheim';
const ISSUER = { OIDC_ISSUER: 'https://issuer', OIDC_JWKS_URL: 'https://issuer/jwks' };

type Row = readonly [setting: string, value: string, line: string, others?: Readonly<Record<string, string>>];

describe('A setting that cannot be meant, a store that is not to be had, and a folder that cannot be written', () => {
  let folder: string;
  let stores: Awaited<ReturnType<typeof startEmbeddedStores>>;
  let older: Awaited<ReturnType<typeof serverOfVersion>>;
  const servers: Server[] = [];

  /** A port at which nobody speaks, or at which somebody listens and says nothing. */
  async function portOf(kind: 'closed' | 'silent' | 'taken'): Promise<number> {
    const server = createServer((socket) => socket.on('error', () => undefined)).listen(
      0,
      kind === 'taken' ? '0.0.0.0' : '127.0.0.1',
    );
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    if (kind === 'closed') server.close();
    else servers.push(server);
    return port;
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bersinar-settings-'));
    await buildApps();
    older = await serverOfVersion('23.10.5');
    stores = await startEmbeddedStores({ dataDir: join(folder, 'stores') });
    await writeFile(join(folder, 'file'), `${SECRET} no key`);
    await chmod(join(folder, 'file'), 0o600);
    await writeFile(join(folder, 'open'), SECRET);
  });
  afterAll(async () => {
    for (const server of servers) server.close();
    older.close();
    await stores.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** What is wrong with one setting; all others are right. */
  async function rows(): Promise<readonly Row[]> {
    const [closed, silent, taken] = [await portOf('closed'), await portOf('silent'), await portOf('taken')];
    const [below, file, open] = [join(folder, 'file', 'below'), join(folder, 'file'), join(folder, 'open')];
    const url = `mongodb://user:${SECRET}@127.0.0.1`;
    return [
      ['HOST', 'http://here', 'HOST must be an address'],
      ['HOST', '192.0.2.1', 'HOST is no address of this machine'],
      ['PORT', 'http', 'PORT must be a number'],
      ['PORT', String(taken), `Port ${taken} is in use: set PORT`],
      [
        'DATA_DIR',
        below,
        `DATA_DIR: The embedded stores did not start: The data folder ${below}`,
        { EVENTSTORE_URL: '' },
      ],
      [
        'DATA_DIR',
        '/sys/bersinar', // where nobody may write, root neither
        'DATA_DIR: The embedded stores did not start: The data folder /sys/bersinar cannot be written',
        { EVENTSTORE_URL: '' },
      ],
      ['EVENTSTORE_URL', `http://${SECRET}`, 'EVENTSTORE_URL must be a connection string'],
      ['EVENTSTORE_URL', `esdb://user:${SECRET}@`, 'EVENTSTORE_URL is no connection string'],
      ['EVENTSTORE_URL', `esdb://h?tlsCAFile=/${SECRET}`, 'EVENTSTORE_URL is no connection string'],
      [
        'EVENTSTORE_URL',
        `esdb://user:${SECRET}@127.0.0.1:${closed}?tls=false`,
        'The server of EVENTSTORE_URL does not answer',
      ],
      ['EVENTSTORE_URL', `esdb://127.0.0.1:${silent}?tls=false`, 'The server of EVENTSTORE_URL does not answer'],
      [
        'EVENTSTORE_URL',
        `esdb+discover://127.0.0.1:${closed}?tls=false`,
        'The server of EVENTSTORE_URL does not answer',
      ],
      ['EVENTSTORE_URL', older.url, 'The server of EVENTSTORE_URL is EventStoreDB 23.10.5: it has to be 23.10.6'],
      ['MONGODB_URL', `postgres://user:${SECRET}@db`, 'MONGODB_URL must be a connection string'],
      ['MONGODB_URL', `mongodb://user:${SECRET}@@x:y`, 'MONGODB_URL is no connection string'],
      ['MONGODB_URL', `${url}:${closed}`, 'The server of MONGODB_URL does not answer'],
      ['MONGODB_URL', `mongodb://127.0.0.1:${silent}`, 'The server of MONGODB_URL does not answer'],
      ['KEYRING_URL', SECRET, 'KEYRING_URL must be a connection string'],
      ['KEYRING_URL', `mongodb://user:${SECRET}@@x:y`, 'KEYRING_URL is no connection string'],
      ['KEYRING_URL', `${url}:${closed}`, 'The server of KEYRING_URL does not answer'],
      ['KEK_FILE', below, `The key-encryption key ${below} (KEK_FILE) can be neither read nor made: ENOTDIR`],
      ['KEK_FILE', join(folder, 'none'), 'There is no key-encryption key at'],
      ['KEK_FILE', file, `${file} (KEK_FILE) is no key-encryption key`],
      ['KEK_FILE', open, `Others than its owner may open ${open} (KEK_FILE)`],
      ['OIDC_ISSUER', SECRET, 'OIDC_ISSUER must be an address'],
      ['OIDC_JWKS_URL', 'https://issuer/jwks', 'OIDC_JWKS_URL needs OIDC_ISSUER'],
      ['OIDC_CLIENT_ID', 'pages', 'OIDC_CLIENT_ID needs OIDC_ISSUER'],
      ['OIDC_CLIENT_SECRET', SECRET, 'OIDC_CLIENT_SECRET needs OIDC_CLIENT_ID'],
      ['PUBLIC_URL', SECRET, 'PUBLIC_URL must be an address', { ...ISSUER, OIDC_CLIENT_ID: 'pages' }],
      ['FIRST_ADMINISTRATOR', SECRET, 'FIRST_ADMINISTRATOR needs OIDC_ISSUER'],
      ['FIRST_ADMINISTRATOR', SECRET.repeat(50), 'FIRST_ADMINISTRATOR must be', ISSUER],
      ['REQUESTS_PER_MINUTE', SECRET, 'REQUESTS_PER_MINUTE must be'],
      ['TRUSTED_PROXIES', SECRET, 'TRUSTED_PROXIES must be'],
      ['OIDC_ISSUER', ' ', 'OIDC_ISSUER must be', ISSUER],
      ['OIDC_ISSUER', 'bersinar-development', 'OIDC_ISSUER must not be the development issuer', ISSUER],
      ['OIDC_JWKS_URL', SECRET, 'OIDC_JWKS_URL must be', ISSUER],
      ['OIDC_AUDIENCE', ' ', 'OIDC_AUDIENCE must be', ISSUER],
      ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be one of'],
      ['DEV_ISSUER_KEY', below, `The key ${below} (DEV_ISSUER_KEY) can be neither read nor made: ENOTDIR`],
      ['DEV_ISSUER_KEY', file, `${file} (DEV_ISSUER_KEY) is no key`],
      ['NODE_ENV', 'prod', 'NODE_ENV must be one of'],
      ['GIT_SHA', `${SECRET} twice`, 'GIT_SHA must be'],
    ];
  }

  /** Every program, where the settings alone are refused; where stores must be asked they take turns, because each start costs seconds. */
  function programsFor([setting, value, , others]: Row, index: number): readonly string[] {
    try {
      configFrom({ ...others, [setting]: value });
      return [PROGRAMS[index % PROGRAMS.length] ?? ''];
    } catch {
      return PROGRAMS;
    }
  }

  it('are one line that names it and repeats no secret, and exit 1', async () => {
    const table = await rows();
    const right = {
      DATA_DIR: join(folder, 'stores'),
      EVENTSTORE_URL: stores.eventstoreUrl ?? '',
      MONGODB_URL: stores.mongodbUrl ?? '',
      KEK_FILE: join(folder, 'kek'),
      DEV_ISSUER_KEY: join(folder, 'issuer'),
    };
    await writeFile(right.KEK_FILE, `id 7d0f2f2e-3c19-4be4-9a55-6a1b4f1e7a10\nkey ${'A'.repeat(43)}\n`, {
      mode: 0o600,
    });
    const starts = table.flatMap((row, index) => programsFor(row, index).map((program) => [program, row] as const));
    const wrong: unknown[] = [];
    await inParallel(starts, AT_ONCE, async ([program, [setting, value, line, others]]) => {
      const { code, wasReady, lines } = await refusalOf(program, { ...right, ...others, [setting]: value });
      const [first = '', ...rest] = lines;
      const isRight =
        first.includes(line) && code === 1 && !wasReady && rest.join('') === '' && !first.includes(SECRET);
      if (!isRight) wrong.push({ program, setting, value, code, wasReady, lines });
    });
    expect(wrong).toEqual([]);
  });

  it('are tried of every setting that the README names', async () => {
    const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
    const [, table = ''] = /\n\| setting [^\n]*\n\|[-| ]*\n((?:\|[^\n]*\n)*)/.exec(readme) ?? [];
    const named = table.split('\n').flatMap((row) => (row.split('|')[1] ?? '').match(/[A-Z_]{3,}/g) ?? []);
    expect(named.length).toBeGreaterThan(10);
    expect(new Set((await rows()).map(([setting]) => setting))).toEqual(new Set(named));
  });
});
