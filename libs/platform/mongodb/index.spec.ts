import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { MongoNetworkError } from 'mongodb';
import { openMongo, orUnavailable } from './index.js';

describe('The client of MongoDB', () => {
  it('gives up on a server that accepts and never answers', async () => {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => sockets.add(socket)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const client = openMongo(`mongodb://127.0.0.1:${port}/?directConnection=true`);
    const answer = orUnavailable(client.db('any').collection('any').findOne());
    await expect(answer).rejects.toMatchObject({ code: 'read-models-unavailable', status: 503 });
    await client.close();
    for (const socket of sockets) socket.destroy();
    server.close();
  }, 15_000);

  it('waits for a majority and its journal, for 2 s, and never reads again by itself', async () => {
    const client = openMongo('mongodb://127.0.0.1:1/');
    expect(client.options).toMatchObject({
      appName: 'bersinar',
      writeConcern: { w: 'majority', journal: true },
      readConcern: { level: 'majority' },
      retryReads: false,
      ignoreUndefined: true,
      serverSelectionTimeoutMS: 2_000,
      connectTimeoutMS: 2_000,
      socketTimeoutMS: 2_000,
      waitQueueTimeoutMS: 2_000,
    });
    await client.close();
  });
});

describe('orUnavailable', () => {
  it('passes answers and the errors of others on', async () => {
    expect(await orUnavailable(Promise.resolve(1))).toBe(1);
    await expect(orUnavailable(Promise.reject(new RangeError('ours')))).rejects.toThrow('ours');
  });

  it('keeps the words of the driver to itself', async () => {
    const failed = Promise.reject(new MongoNetworkError('the name of somebody'));
    const refused = {
      code: 'keyring-unavailable',
      message: 'The keys cannot be reached, and nothing was recorded: try again.',
    };
    await expect(orUnavailable(failed, 'keyring-unavailable')).rejects.toMatchObject({
      ...refused,
      cause: 'MongoNetworkError',
    });
  });
});
