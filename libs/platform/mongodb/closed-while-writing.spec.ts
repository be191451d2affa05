import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type MongoClient, ServerHeartbeatFailedEvent } from 'mongodb';
import { storesForSpecs } from '../stores/stores-for-specs.js';
import { openMongo } from './index.js';

const LARGE = Buffer.alloc(15_000_000); // more than the machine keeps between two processes

const SELDOM_MS = 600; // a monitor that asked within 500 ms asks later

interface Monitored {
  readonly topology: {
    readonly s: { readonly servers: ReadonlyMap<string, { readonly monitor: Monitor }> };
  };
}
interface Monitor {
  readonly connection: { readonly socket: Socket } | null;
  requestCheck(): void;
}

const monitorOf = (client: MongoClient): Monitor => {
  const [server] = (client as unknown as Monitored).topology.s.servers.values();
  if (server === undefined) throw new Error('It is connected to nothing.');
  return server.monitor;
};

describe('A connection to MongoDB that closes while it is written to', () => {
  let stores: Awaited<ReturnType<typeof storesForSpecs>>;
  let client: MongoClient;

  beforeAll(async () => {
    stores = await storesForSpecs();
  });

  afterEach(() => client.close());
  afterAll(() => stores.close());

  it('fails what was being written to a server that takes nothing any more', async () => {
    const url = new URL(stores.mongodbUrl);
    const port = Number(url.port || 27_017);
    const lines: Socket[] = [];
    let takes = true;
    const proxy = createServer((line) => {
      const server = connect(port, '127.0.0.1');
      lines.push(
        line.on('error', () => undefined),
        server.on('error', () => undefined),
      );
      if (takes) line.pipe(server).pipe(line);
    }).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    url.port = String((proxy.address() as AddressInfo).port);
    url.searchParams.set('directConnection', 'true');
    client = openMongo(url.href);
    const notes = client.db(stores.databaseName).collection('notes');
    await notes.insertOne({ text: 'before' });
    takes = false;
    for (const line of lines) line.unpipe().pause();
    const outcome = await Promise.race([
      notes.insertOne({ text: LARGE }).then(String, (error: unknown) => (error as Error).name),
      once(AbortSignal.timeout(20_000), 'abort').then(() => 'nothing within 20 s'),
    ]);
    for (const line of lines) line.destroy();
    proxy.close();
    expect(outcome).toMatch(/^Mongo\w+Error$/);
  });

  it('lets the monitor ask again that wrote a moment too late', async () => {
    const url = new URL(stores.mongodbUrl);
    url.searchParams.set('serverMonitoringMode', 'poll'); // as where a server does not stream
    client = openMongo(url.href);
    await client.connect();
    const monitor = monitorOf(client);
    await delay(SELDOM_MS);
    const noticed = once(client, 'serverHeartbeatFailed', { signal: AbortSignal.timeout(5_000) });
    monitor.connection?.socket.destroy();
    monitor.requestCheck();
    expect(await noticed).toEqual([expect.any(ServerHeartbeatFailedEvent)]);
    expect(await client.db(stores.databaseName).command({ ping: 1 })).toMatchObject({ ok: 1 });
  });
});
