import { FastifyAdapter } from '@nestjs/platform-fastify';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { leaveInTime } from './leaving.js';

describe('A web server that closes', () => {
  it('drops connections that never asked anything, after answering what is in hand', async () => {
    const server = new FastifyAdapter().getInstance();
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      server.get('/', async () => {
        resolve();
        await new Promise<void>((done) => (answer = done));
        return 'answered';
      });
    });
    leaveInTime(server);
    await server.listen({ port: 0, host: '127.0.0.1' });
    const { port } = server.server.address() as AddressInfo;
    const silent = connect(port, '127.0.0.1');
    await once(silent, 'connect');
    const response = fetch(`http://127.0.0.1:${port}/`);
    await asked;
    const closed = server.close();
    answer();
    expect(await (await response).text()).toBe('answered');
    await closed;
    expect(server.server.listening).toBe(false);
  });

  it('waits no longer than its grace for an answer that does not come', async () => {
    const server = new FastifyAdapter().getInstance();
    const asked = new Promise<void>((resolve) => {
      server.get('/', () => {
        resolve();
        return new Promise(() => undefined);
      });
    });
    leaveInTime(server, 50);
    await server.listen({ port: 0, host: '127.0.0.1' });
    const response = fetch(`http://127.0.0.1:${(server.server.address() as AddressInfo).port}/`);
    await asked;
    await Promise.all([server.close(), expect(response).rejects.toThrow()]);
  });
});
