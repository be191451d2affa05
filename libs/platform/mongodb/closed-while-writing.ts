import { createRequire } from 'node:module';
import type { Socket } from 'node:net';

interface Connection {
  readonly socket: Socket;
  readonly closed: boolean;
  cleanup: (this: Connection, error: Error) => void;
}

/**
 * mongodb 7.9 waits for ever for a socket to drain that was closed before it did, or just before it was written to, because it listens for `drain` and `error` alone: a write to a server that
 * hangs never ended, and a monitor that asked at the wrong moment never asked again, so that its client found no server until the process was restarted. Whoever closes a connection tells its socket why.
 */
export function tellWhoeverWrites(): void {
  const { Connection } = createRequire(import.meta.url)('mongodb/lib/cmap/connection.js') as {
    Connection: { readonly prototype: Connection };
  };
  const cleanup = Reflect.get(Connection.prototype, 'cleanup');
  Connection.prototype.cleanup = function (error) {
    if (this.closed) return;
    Reflect.apply(cleanup, this, [error]);
    process.nextTick(() => this.socket.emit('error', error)); // by then whoever was about to write listens
  };
}
