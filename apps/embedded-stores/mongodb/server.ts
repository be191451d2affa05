import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { inBackground } from '../background.js';
import { openDispatch } from './dispatch.js';
import { openLogin, verifierOf } from './login.js';
import { openStorage } from './storage.js';
import { messagesOf, replyTo, requestOf } from './wire.js';

const host = '127.0.0.1';

/** A stand-in for MongoDB on 127.0.0.1, its data below `<dataDir>/mongodb`; port 0 takes a free one. It answers whoever logs in with the password. */
export async function startMongodb(options: {
  dataDir: string;
  port: number;
  password: string;
}): Promise<{ port: number; close(): Promise<void> }> {
  const storage = openStorage(options.dataDir);
  const verifier = verifierOf(options.password);
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true });
  const port = await listen(server, options.port).catch(async (error: unknown) => {
    await storage.close();
    throw error;
  });
  const answer = openDispatch(storage, `${host}:${port}`);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    inBackground('a conversation', converse(socket));
  });

  return {
    port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
      await storage.close();
    },
  };

  async function converse(socket: Socket): Promise<void> {
    const login = openLogin(verifier);
    try {
      for await (const message of messagesOf(socket)) {
        const request = requestOf(message);
        const reply = await answer(request.command, login);
        if (request.wantsReply && !socket.write(replyTo(request, reply))) await drained(socket);
      }
    } catch {
      socket.destroy(); // what it sent is no message, or it is gone
    }
  }
}

async function listen(server: Server, port: number): Promise<number> {
  const listening = once(server, 'listening');
  server.listen({ port, host, exclusive: true });
  await listening;
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The server has no address.');
  return address.port;
}

async function drained(socket: Socket): Promise<void> {
  if (socket.writableNeedDrain && !socket.destroyed) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
}
