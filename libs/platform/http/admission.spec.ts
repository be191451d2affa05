import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type SpecApp, startForSpecs } from './app-for-specs.js';

const MIB = 1024 * 1024;
let edge: SpecApp;
let port: number;
const sockets: Socket[] = [];

beforeAll(async () => {
  edge = await startForSpecs();
  port = Number(new URL(await edge.app.getUrl()).port);
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await edge.close();
});

/** Sends the head of a request and the first byte of its body, and no more; the status line of the answer. */
async function stalled(path: string, type: string, headers: readonly string[] = []): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  const head = [`POST ${path} HTTP/1.1`, 'Host: x', `Content-Type: ${type}`, `Content-Length: ${8 * MIB}`, ...headers];
  socket.write(`${head.join('\r\n')}\r\n\r\n{`);
  const [bytes] = (await once(socket, 'data')) as [Buffer];
  return bytes.toString('latin1').split('\r\n')[0] ?? '';
}

describe('Whoever has no good token', () => {
  it.each([
    ['a command', '/notes', 'application/json'],
    ['a file', '/notes/files', 'text/csv'],
    ['a question', '/graphql', 'application/json'],
  ])('is told so before %s is read', async (_, path, type) => {
    const answers = Array.from({ length: 40 }, () => stalled(path, type));
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['HTTP/1.1 401 Unauthorized']));
    expect(await stalled(path, type, ['Authorization: Bearer x.y.z'])).toBe('HTTP/1.1 401 Unauthorized');
  });

  it('is told that there is no such address before anything is read', async () => {
    expect(await stalled('/nowhere', 'application/json')).toBe('HTTP/1.1 404 Not Found');
  });
});
