import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** One connection to a store, with both of its ends. */
export interface Line {
  /** Drops it. */
  cut(): void;
  /** Lets nothing through any more, in either direction, although nobody is told: what comes is lost. */
  freeze(): void;
}

/** Passes on every connection, byte by byte, to whoever listens at a port of this machine. */
export async function passOn(target: () => number) {
  const lines = new Map<number, Line>();
  const server = createServer((client) => {
    const upstream = connect(target(), '127.0.0.1');
    let frozen = false;
    const cut = (): void => {
      client.destroy();
      upstream.destroy();
    };
    const pass = (from: Socket, to: Socket): void => {
      from.on('data', (bytes) => {
        if (!frozen) to.write(bytes);
      });
      from.on('error', () => undefined);
    };
    pass(client, upstream);
    pass(upstream, client);
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => {
      if (!frozen) client.destroy();
    });
    upstream.once('connect', () => {
      const port = upstream.localPort ?? 0;
      lines.set(port, {
        cut,
        freeze: () => {
          frozen = true;
        },
      });
      upstream.once('close', () => lines.delete(port));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): void => {
    for (const line of lines.values()) line.cut();
  };
  return {
    port: (server.address() as AddressInfo).port,
    /** The line that reaches its target from that port. */
    lineFrom: (port: number | undefined): Line | undefined => lines.get(port ?? 0),
    cut,
    close: (): void => {
      server.close();
      cut();
    },
  };
}

/** The port in a connection string. */
export const portIn = (url: string): number => Number(/127\.0\.0\.1:(\d+)/.exec(url)?.[1]);

/** The connection string by which whoever listens at a port of this machine is asked instead. */
export const throughPort = (url: string, port: number): string => url.replace(/127\.0\.0\.1:\d+/, `127.0.0.1:${port}`);
