import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifierOf } from '#platform/auth';
import { operate } from './projections.js';

const STREAM = 'inmate-00000000-0000-4000-8000-000000000000';
const ANSWERS: Readonly<Record<string, [number, object]>> = {
  'GET /operations/projections': [
    200,
    {
      items: [
        {
          ...{ kind: 'PROJECTION', name: 'inmates@1', state: 'running', since: 'noon', lag: 0, position: '7' },
          ...{ broken: 2, parked: [STREAM], by: 'host/1', heardAt: 'now' },
        },
        {
          ...{ kind: 'POLICY', name: 'case-follows-inmate@1', state: 'waiting', waitsFor: 'InmateMoved@2' },
          ...{ refused: 3, parked: [] },
        },
      ],
    },
  ],
  'GET /operations/parked?limit=200': [
    200,
    {
      items: [{ stream: STREAM, parkedFrom: 3, lastAlarmAt: 'then', alarms: [{ revision: 3, code: 'hash' }] }],
      next: 'a+b',
    },
  ],
  'GET /operations/parked?limit=200&after=a%2Bb': [
    200,
    { items: [{ stream: 'inmate-earlier', parkedFrom: 0, lastAlarmAt: 'before', alarms: [] }], next: 'c' },
  ],
  'GET /operations/parked?limit=200&after=c': [
    200,
    { items: [{ stream: 'inmate-first', parkedFrom: 1, lastAlarmAt: 'before', alarms: [] }] },
  ],
  [`POST /operations/streams/${STREAM}/resume`]: [200, { id: 'x', revision: 2 }],
  'POST /operations/projections/notes/rebuild': [200, { id: 'x', revision: 0 }],
  'POST /operations/projections/notes/switch': [422, { code: 'nothing-beside', detail: 'Nothing.', problems: [] }],
  'POST /operations/projections/notes/cancel': [200, { id: 'x', revision: 0 }],
  'POST /operations/projections/notes/refold': [200, { id: 'x', revision: 0 }],
  'POST /operations/streams/broken/resume': [
    422,
    { code: 'still-not-believed', detail: 'It is not believed.', problems: ['revision 3: hash'] },
  ],
};

describe('the projections command', () => {
  let server: Server;
  let folder: string;
  let env: NodeJS.ProcessEnv;
  const tokens: (string | undefined)[] = [];
  const bodies: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bersinar-projections-'));
    server = createServer((request, response) => {
      const { method = '', url = '', headers } = request;
      tokens.push(headers.authorization);
      request.on('data', (chunk: Buffer) => bodies.push(chunk.toString()));
      const [status, body] = ANSWERS[`${method} ${url}`] ?? [404, { code: 'no-such-route', detail: 'Nothing.' }];
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    env = { DEV_ISSUER_KEY: join(folder, 'key.jwk'), PORT: String((server.address() as AddressInfo).port) };
  });
  afterAll(async () => {
    server.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('lists who follows the log, in the columns that somebody needs', async () => {
    expect(await operate(['list'], env)).toEqual([
      `kind        name                   state    since  lag  position  waitsFor       broken  refused  ${'parked'.padEnd(STREAM.length)}  by      heardAt`,
      `PROJECTION  inmates@1              running  noon   0    7         -              2       -        ${STREAM}  host/1  now`,
      `POLICY      case-follows-inmate@1  waiting  -      -    -         InmateMoved@2  -       3        ${'-'.padEnd(STREAM.length)}  -       -`,
    ]);
  });

  it('lists all that is parked, and resumes it', async () => {
    expect(await operate(['parked'], env)).toEqual([
      `${'stream'.padEnd(STREAM.length)}  parkedFrom  lastAlarmAt  alarms`,
      `${STREAM}  3           then         hash@3`,
      `${'inmate-earlier'.padEnd(STREAM.length)}  0           before       -`,
      `${'inmate-first'.padEnd(STREAM.length)}  1           before       -`,
    ]);
    expect(await operate(['resume', STREAM], env)).toEqual([`resumed: ${STREAM}`]);
  });

  it('asks for what is to become of a read model', async () => {
    expect(await operate(['rebuild', 'notes'], env)).toEqual(['is built again beside: notes']);
    expect(await operate(['cancel', 'notes'], env)).toEqual(['cancelled: notes']);
    expect(await operate(['refold', 'notes/a/b'], env)).toEqual(['will be folded anew: notes/a/b']);
    expect(bodies.at(-1)).toBe('{"document":"a/b"}');
  });

  it('asks as an administrator of the house, or with the token that it is given', async () => {
    const verify = await verifierOf(env);
    await operate(['list'], env);
    expect(await verify(tokens.at(-1)?.slice('Bearer '.length) ?? '')).toMatchObject({
      role: 'admin',
      unit: 'BERSINAR',
    });
    await operate(['list', '--token', 'given'], env);
    expect(tokens.at(-1)).toBe('Bearer given');
  });

  it.each([
    [[], 'Say what'],
    [['rebuild'], 'Say what'],
    [['refold', 'notes'], 'Say what'],
    [['switch', 'notes/one'], 'Say what'],
    [['switch', 'notes'], '422 nothing-beside: Nothing.'],
    [['resume'], 'Say what'],
    [['list', 'more'], 'Say what'],
    [['list', '--other'], 'other'],
    [['resume', 'broken'], '422 still-not-believed: It is not believed. (revision 3: hash)'],
    [['resume', 'no stream'], '404 no-such-route: Nothing.'],
    [['list', '--url', 'http://127.0.0.1:9'], 'Nothing answers at http://127.0.0.1:9'],
  ])('refuses %j with one clear line', async (argv, sentence) => {
    await expect(operate(argv, env)).rejects.toThrow(sentence);
  });
});
