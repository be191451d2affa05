import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { inParallel } from '#kernel';
import { administrator, type Logins, logins } from '../../apps/bersinar/story/cast.js';
import { until } from '../../apps/bersinar/story/client.js';
import { storesForSpecs } from '../../libs/platform/stores/stores-for-specs.js';
import { type App, buildApps, startApp } from './processes-for-specs.js';

const MIB = 1024 * 1024;
const [LARGEST, BODIES, STREAMS] = [8 * MIB, 40, 2_000];
const AT_A_TIME = 100;
/** What one process may hold besides what it held before: all bodies at once would be five times as much. */
const HELD_AT_MOST = 64 * MIB;

describe('A flood', () => {
  let stores: Awaited<ReturnType<typeof storesForSpecs>>;
  let app: App;
  let known: Logins;
  const sockets: Socket[] = [];

  beforeAll(async () => {
    [stores, known] = await Promise.all([storesForSpecs(), logins(), buildApps()]);
    app = await startApp('bersinar', await stores.settings(), stores.args);
    if (app.url === '') throw new Error(`It did not start: ${app.said.error}`);
  });
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
  });
  afterAll(async () => {
    await app.stop('SIGKILL');
    await stores.close();
  });

  /** What the process holds, in bytes. */
  const held = async (): Promise<number> => {
    const [, kiB] = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${app.pid}/status`, 'utf8')) ?? [];
    return Number(kiB) * 1024;
  };
  /** The most that it holds while something happens, beyond what it held before. */
  const heldBesides = async (happening: () => Promise<void>): Promise<number> => {
    const before = await held();
    let most = before;
    const looking = setInterval(() => void held().then((now) => (most = Math.max(most, now))), 50);
    try {
      await happening();
    } finally {
      clearInterval(looking);
    }
    return Math.max(most, await held()) - before;
  };
  /** The body of a file, but for its last byte; what came as an answer so far. */
  const stalled = async (authorization: readonly string[]) => {
    const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
    sockets.push(socket);
    const said = { text: '' };
    socket.on('data', (bytes) => (said.text += bytes.toString('latin1')));
    await once(socket, 'connect');
    const head = ['POST /sdp-imports HTTP/1.1', 'Host: x', 'Idempotency-Key: flood', ...authorization];
    socket.write(`${[...head, 'Content-Type: text/csv', `Content-Length: ${LARGEST}`].join('\r\n')}\r\n\r\n`);
    socket.write(Buffer.alloc(LARGEST - 1, 'x'));
    return said;
  };
  const begunWith = (all: readonly { readonly text: string }[], status: number): number =>
    all.filter(({ text }) => text.startsWith(`HTTP/1.1 ${status} `)).length;

  it('of bodies without a token is answered 401 before they are read, and none is held', async () => {
    const besides = await heldBesides(async () => {
      const all = await Promise.all(Array.from({ length: BODIES }, () => stalled([])));
      await until('all are refused', () => Promise.resolve(begunWith(all, 401) === BODIES), 60_000);
    });
    expect(besides).toBeLessThan(HELD_AT_MOST);
  });

  it('of bodies with one token is answered 429 but for two, and no more is held', async () => {
    const authorization = [`Authorization: Bearer ${known.registrar.token}`];
    const besides = await heldBesides(async () => {
      const all = await Promise.all(Array.from({ length: BODIES }, () => stalled(authorization)));
      await until('all but two are refused', () => Promise.resolve(begunWith(all, 429) >= BODIES - 2), 60_000);
      expect(all.filter(({ text }) => text === '')).toHaveLength(2);
    });
    expect(besides).toBeLessThan(HELD_AT_MOST);
  });

  it('of streams with one token is answered 429 but for twenty, and all are let go', async () => {
    const leaving = new AbortController();
    const headers = { Authorization: `Bearer ${known.service.token}` };
    const answers: Response[] = [];
    const besides = await heldBesides(async () => {
      const all = Array.from({ length: STREAMS }, (_, index) => index);
      await inParallel(all, AT_A_TIME, async () => {
        const answer = await fetch(`${app.url}/events?from=now`, { headers, signal: leaving.signal });
        answers.push(answer); // what nobody holds is let go
        if (answer.status !== 200) await answer.body?.cancel();
      });
    });
    const answeredWith = (status: number) => answers.filter((answer) => answer.status === status).length;
    expect([answeredWith(200), answeredWith(429)]).toEqual([20, STREAMS - 20]);
    expect(besides).toBeLessThan(HELD_AT_MOST);
    const { token } = await administrator();
    const open = async () =>
      (await fetch(`${app.url}/metrics`, { headers: { Authorization: `Bearer ${token}` } })).text();
    expect(await open()).toContain('bersinar_subscribers 20');
    leaving.abort();
    await until('all are let go', async () => (await open()).includes('bersinar_subscribers 0'), 30_000);
  });
});
