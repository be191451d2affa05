// Left out on servers: it is about a process that has its stores with it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cast, cast, type Logins, logins } from '../../apps/bersinar/story/cast.js';
import { Api, until } from '../../apps/bersinar/story/client.js';
import { draftOf, issueDirective, send } from './directives-for-specs.js';
import { type App, buildApps, childrenOf, isAlive, printed, refusalOf, startApp } from './processes-for-specs.js';
import { readyOf } from './readiness-for-specs.js';

const SENDERS = 4;
const ENOUGH = 100;

describe('The application as a process', () => {
  let folder: string;
  let known: Logins;
  let people: Cast;
  let app: App;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bersinar-process-'));
    [known] = await Promise.all([logins(), buildApps()]);
  });
  afterAll(async () => {
    await app.stop('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  const dataDir = () => join(folder, 'data');
  const start = async () => {
    app = await startApp('bersinar', { DATA_DIR: dataDir() });
    if (app.url === '') throw new Error(`It did not start: ${app.said.error}`);
    return new Api(app.url);
  };
  const givesUp = (sentence: string) => ({ code: 1, wasReady: false, lines: [expect.stringContaining(sentence), ''] });

  it('lets no second one have its data', async () => {
    await start();
    const { code, wasReady, lines } = await refusalOf('bersinar', { DATA_DIR: dataDir() });
    expect([code, wasReady, lines.length]).toEqual([1, false, 2]);
    expect(await readyOf(app.url)).toMatchObject({ status: 200 });
  });

  it('leaves with 0 when it is told to, although somebody listens, and no process of its own stays', async () => {
    const listening = await fetch(`${app.url}/events`, {
      headers: { Authorization: `Bearer ${known.service.token}` },
    });
    expect(listening.status).toBe(200);
    const children = await childrenOf(app.pid);
    expect(children).not.toEqual([]);
    expect(await app.stop('SIGTERM')).toBe(0);
    expect(children.filter(isAlive)).toEqual([]);
    expect(app.said.error).toBe('');
  });

  it('has its data again after a restart', async () => {
    const first = await start();
    people = await cast(first);
    const id = await issueDirective(first, people, 'kept');
    expect(await app.stop()).toBe(0);
    const api = await start();
    const found = async () => (await api.ask(people.karutan, `/directives/${id}`)).text('number') === 'JUKNIS/kept';
    await until('the directive is there again', found);
    expect((await api.ask(people.karutan, '/me')).at('')).toMatchObject({
      staffId: people.karutan.id,
      registered: true,
    });
  });

  it('loses nothing that it acknowledged when it is killed under load', async () => {
    const api = new Api(app.url);
    const acknowledged: string[] = [];
    const sender = async (name: string) => {
      for (let number = 0; ; number += 1) {
        const drafted = await send(api, people.agencyHead, '/directives', draftOf(people, `${name}-${number}`));
        expect(drafted.status).toBe(201);
        acknowledged.push(drafted.text('id'));
      }
    };
    const senders = Array.from({ length: SENDERS }, (_, n) => sender(`teller-${n}`));
    await until('enough is told', () => Promise.resolve(acknowledged.length >= ENOUGH), 60_000);
    const children = await childrenOf(app.pid);
    expect(await app.stop('SIGKILL')).toBe('SIGKILL');
    const ends = await Promise.allSettled(senders);
    expect(ends.map(({ status }) => status)).toEqual(senders.map(() => 'rejected'));
    await until('its stores notice', () => Promise.resolve(!children.some(isAlive)), 30_000);

    const again = await start();
    const lost: string[] = [];
    for (const id of acknowledged) {
      const history = await again.ask(people.auditor, `/audit/history?stream=directive-${id}`);
      if (history.at('items.0.verified') !== true) lost.push(id);
    }
    expect(lost).toEqual([]);
    expect(acknowledged.length).toBeGreaterThanOrEqual(ENOUGH);
  });

  it('believes the token that the token command prints as its last line', async () => {
    const [last = '', end] = (await printed('token', ['--role', 'karutan', '--unit', 'RUTAN-BANJARNEGARA']))
      .split('\n')
      .slice(-2);
    const headers = { Authorization: `Bearer ${last}` };
    expect([(await fetch(`${app.url}/directives`, { headers })).status, end]).toEqual([200, '']);
  });

  it('does not start without the key-encryption key of its keyring', async () => {
    expect(await app.stop()).toBe(0);
    await rm(join(dataDir(), 'keys', 'kek'));
    expect(await refusalOf('bersinar', { DATA_DIR: dataDir() })).toEqual(givesUp('There is no key-encryption key'));
  });
});
