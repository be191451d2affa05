import { serialize } from 'bson';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { messagesOf, replyTo, type Request, requestOf } from '../../../apps/embedded-stores/mongodb/wire.js';
import type { Command } from '../../../apps/embedded-stores/mongodb/command.js';
import { bytesOf, numberOf } from '../../../apps/embedded-stores/mongodb/raw-bson.js';
import { DELAY_MS, type Fault, LATE_MS } from './faults-for-specs.js';

const NOT_PRIMARY = { ok: 0, code: 10_107, codeName: 'NotWritablePrimary', errmsg: 'not primary' };
const RESPONSE_TO = 8;

/** Says of each command, by its name and what it says, which fault strikes it. */
export type DecideOf = (call: string, command: Command) => Fault | undefined;

/** What a write is called that a client repeats by itself when it is not answered. */
export function writeOf({ fields }: Command): string | undefined {
  const [session, number] = [fields.get('lsid'), numberOf(fields.get('txnNumber'))];
  return session && number !== undefined ? `${bytesOf(session).toString('hex')} ${number}` : undefined;
}

/** Stands before a MongoDB server at a port: it knows each command from its reply, and does to them what is decided. */
export async function mongoDbProxy(target: number, decide: DecideOf) {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket.on('error', () => undefined));
      socket.once('close', () => sockets.delete(socket));
    }
    void conversation(client, upstream, decide);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: (): void => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Passes messages both ways until one side goes. */
async function conversation(client: Socket, upstream: Socket, decide: DecideOf): Promise<void> {
  const struck = new Map<number, Fault>();
  let frozen = false;
  const cut = (): void => {
    client.destroy();
    upstream.destroy();
  };
  const requests = async (): Promise<void> => {
    for await (const message of messagesOf(client)) {
      const request = requestOf(message);
      const fault = decide(request.command.name.toLowerCase(), request.command);
      if (fault === 'drop-before') return;
      if (frozen || fault === 'hang') continue;
      if (fault === 'half-open') frozen = true;
      if (fault === 'delay') await delay(DELAY_MS);
      if (fault === 'not-leader') client.write(notPrimary(request));
      else {
        if (fault !== undefined) struck.set(request.id, fault);
        upstream.write(message);
      }
    }
  };
  const replies = async (): Promise<void> => {
    for await (const message of messagesOf(upstream)) {
      const fault = struck.get(message.readInt32LE(RESPONSE_TO));
      if (fault === 'drop-after') return;
      if (frozen) continue;
      if (fault === 'late') await delay(LATE_MS);
      if (fault === 'cut') {
        client.write(message.subarray(0, message.length / 2));
        await delay(DELAY_MS);
        return;
      }
      client.write(message);
    }
    if (frozen) await once(client, 'close');
  };
  await Promise.race([requests(), replies()]).catch(() => undefined);
  cut();
}

const notPrimary = (request: Request): Buffer => replyTo(request, Buffer.from(serialize(NOT_PRIMARY)));
