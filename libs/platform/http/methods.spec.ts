import fc from 'fast-check';
import { connect, type Server } from 'node:net';
import { DRAFT, outcome, type SpecApp, startForSpecs } from './app-for-specs.js';

let edge: SpecApp;

beforeAll(async () => {
  edge = await startForSpecs();
});
afterAll(() => edge.close());

const ask = async (method: string, path: string) => {
  const headers = { Authorization: `Bearer ${edge.token}` };
  const answer = await fetch(`${await edge.app.getUrl()}${path}`, { method, headers });
  const text = await answer.text();
  const { code } = (text.startsWith('{') ? JSON.parse(text) : {}) as { code?: string };
  return {
    status: answer.status,
    allow: answer.headers.get('allow'),
    type: answer.headers.get('content-type'),
    text,
    code,
  };
};

/** The problem that these bytes are answered with. */
async function answerTo(sent: string) {
  const { port } = new URL(await edge.app.getUrl());
  const said = await new Promise<string>((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(sent));
    let text = '';
    socket.on('data', (bytes) => (text += String(bytes)));
    socket.on('close', () => {
      resolve(text);
    });
  });
  expect(said).toContain('application/problem+json');
  const { code, status } = JSON.parse(said.slice(said.indexOf('{'))) as { code: string; status: number };
  expect(said).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  return `${status} ${code}`;
}

describe('a method that a route does not have', () => {
  it.each([
    ['DELETE', '/notes', 'GET, HEAD, POST'],
    ['PATCH', '/notes/00000000-0000-4000-8000-000000000000', 'GET, HEAD'],
    ['GET', '/notes/00000000-0000-4000-8000-000000000000/acknowledge', 'POST'],
    ['PUT', '/health/live', 'GET, HEAD'],
    ['OPTIONS', '/notes', 'GET, HEAD, POST'],
    ['GET', '/graphql', 'POST'],
    ['PUT', '/graphql', 'POST'],
  ])('%s %s is 405 and says which it has (RFC 9110, 15.5.6)', async (method, path, allow) => {
    const answer = await ask(method, path);
    expect(answer).toMatchObject({ status: 405, allow, code: 'method-not-allowed' });
    expect(answer.type).toContain('application/problem+json');
    expect(answer.text).toContain(`is not asked by ${method}: use a method that Allow`);
  });

  it('is 404 where no method is', async () => {
    expect(await ask('DELETE', '/nowhere')).toMatchObject({ status: 404, allow: null, code: 'no-such-route' });
  });
});

describe('HEAD', () => {
  it('answers the headers of GET and nothing else', async () => {
    const got = await ask('GET', '/notes');
    expect(await ask('HEAD', '/notes')).toMatchObject({ status: got.status, type: got.type, text: '' });
  });

  it('is not what /graphql has, which has no GET', async () => {
    expect(await ask('HEAD', '/graphql')).toMatchObject({ status: 405, allow: 'POST', text: '' });
  });
});

describe('a request that is not HTTP as it should be', () => {
  it.each([
    ['that is none', 'NOT HTTP\r\n\r\n', '400 bad-request'],
    ['of a method that nobody has', 'FOO /notes HTTP/1.1\r\nHost: x\r\n\r\n', '501 method-unknown'],
    ['for a tunnel', 'CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n', '501 method-unknown'],
    ['without Host', 'GET /notes HTTP/1.1\r\nConnection: close\r\n\r\n', '400 bad-request'],
    [
      'of a length that is no number',
      'POST /notes HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n',
      '400 bad-request',
    ],
    [
      'of two lengths',
      'POST /notes HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      '400 bad-request',
    ],
    ['with a header that is none', 'GET /notes HTTP/1.1\r\nHost: x\r\nBad Header: 1\r\n\r\n', '400 bad-request'],
    ['with a control character in its path', 'GET /no\u0001tes HTTP/1.1\r\nHost: x\r\n\r\n', '400 bad-request'],
    [
      'of headers that are too long',
      `GET /notes HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      '431 headers-too-large',
    ],
    [
      'that expects what is not done',
      'POST /notes HTTP/1.1\r\nHost: x\r\nExpect: foo\r\nConnection: close\r\n\r\n',
      '417 expectation-unmet',
    ],
  ])('%s is a problem too', async (_, sent, answered) => {
    expect(await answerTo(sent)).toBe(answered);
  });
});

describe('a request that does not come whole in time', () => {
  it('is a problem as well', async () => {
    const server = edge.app.getHttpServer() as Server;
    const late = Object.assign(new Error('Request timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
    server.once('connection', (socket) => server.emit('clientError', late, socket));
    expect(await answerTo('GET /notes HTTP/1.1\r\n')).toBe('408 request-too-slow');
  });
});

describe('a body of any shape', () => {
  it.each(['/notes', '/notes/batch', '/notes/00000000-0000-4000-8000-000000000000/acknowledge', '/graphql'])(
    'sent to %s is never our fault',
    async (path) => {
      let key = 0;
      await fc.assert(
        fc.asyncProperty(fc.json({ maxDepth: 4 }), fc.boolean(), async (json, isNear) => {
          const near = { ...DRAFT, query: '{ notes { items { id } } }', rows: [DRAFT] };
          const body = isNear ? JSON.stringify({ ...near, ...(JSON.parse(`{"x":${json}}`) as { x: unknown }) }) : json;
          key += 1;
          const { status } = await edge.post(path, body, {
            'Idempotency-Key': `any-${key}`,
            'Content-Type': 'application/json',
          });
          return status < 500;
        }),
        { numRuns: 100 },
      );
    },
  );

  it.each(['prototype', 'constructor', 'toString'])('with a member called %s is refused by name', async (name) => {
    const sent = edge.post('/notes', { ...DRAFT, [name]: 1 }, { 'Idempotency-Key': `called-${name}` });
    expect(await outcome(sent)).toMatch(/^400 /);
  });
});

describe('one key', () => {
  it('sent fifty times at once creates one record, and every answer tells of it', async () => {
    const sent = Array.from({ length: 50 }, () => edge.post('/notes', DRAFT, { 'Idempotency-Key': 'fifty' }));
    const answers = await Promise.all(sent);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => (body as { id: string }).id)).size).toBe(1);
  });
});
