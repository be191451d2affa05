import { connect } from 'node:net';
import { until } from '../../apps/bersinar/story/client.js';
import { tokenOf } from './documented-for-specs.js';
import { type SystemForSpecs, systemForSpecs } from './system-for-specs.js';

const CLOSED = "default-src 'none'; frame-ancestors 'none'";
/** What may be said of where an answer's parts come from. */
const POLICY_OF: Readonly<Record<string, RegExp>> = {
  '/docs': /^default-src 'self'; frame-ancestors 'none'$/,
  '/graphiql': /^default-src 'self'; .*frame-ancestors 'none'$/,
};
const OTHERS = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

describe('Every answer', () => {
  let system: SystemForSpecs;
  beforeAll(async () => {
    system = await systemForSpecs();
    await until('It is ready', async () => (await fetch(`${system.url}/health/ready`)).ok);
  });
  afterAll(() => system.close());

  async function headersOf(method: string, path: string, headers: Readonly<Record<string, string>> = {}) {
    const leaving = new AbortController();
    const token = await tokenOf(path === '/events' ? 'service' : 'karutan');
    const signed = { Authorization: `Bearer ${token}`, ...headers };
    const answer = await fetch(system.url + path, { method, headers: signed, signal: leaving.signal });
    const said = Object.fromEntries(answer.headers);
    leaving.abort(); // an event stream would never end
    return { status: answer.status, said };
  }

  it.each([
    [200, 'GET', '/directives', {}],
    [200, 'HEAD', '/directives', {}],
    [401, 'GET', '/directives', { Authorization: '' }],
    [403, 'GET', '/operations/projections', {}],
    [404, 'GET', '/nowhere', {}],
    [405, 'DELETE', '/directives', {}],
    [400, 'POST', '/directives', { 'Content-Type': 'application/json' }],
    [405, 'OPTIONS', '/directives', {}],
    [200, 'GET', '/events', {}],
    [200, 'GET', '/health/ready', {}],
    [200, 'GET', '/openapi.json', {}],
    [200, 'GET', '/docs', {}],
    [200, 'GET', '/docs/docs.js', {}],
    [200, 'GET', '/graphiql', {}],
    [200, 'GET', '/graphiql/react.js', {}],
  ])('of %i to %s %s keeps a browser from what it is not for', async (expected, method, path, headers) => {
    const { status, said } = await headersOf(method, path, headers);
    expect([status, said]).toEqual([expected, expect.objectContaining(OTHERS)]);
    expect(said['content-security-policy']).toMatch(POLICY_OF[path] ?? new RegExp(`^${CLOSED}$`));
  });

  it('to bytes that are no request does so too', async () => {
    const said = await new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(system.url).port), '127.0.0.1', () => socket.write('nonsense\r\n\r\n'));
      let text = '';
      socket.on('data', (bytes) => (text += String(bytes)));
      socket.on('close', () => {
        resolve(text);
      });
    });
    expect(said).toMatch(/^HTTP\/1\.1 400 /);
    expect(said).toContain(`Content-Security-Policy: ${CLOSED}\r\n`);
  });

  it.each(['GET', 'OPTIONS', 'POST'])('to %s lets no page of another origin read it', async (method) => {
    const asking = { Origin: 'https://elsewhere.example', 'Access-Control-Request-Method': 'POST' };
    const { said } = await headersOf(method, '/directives', asking);
    expect(Object.keys(said).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });
});
