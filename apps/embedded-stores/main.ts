import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkDataFile } from './data-file.js';
import { lockDataDir } from './lock.js';

type Store = { port: number; close(): Promise<void> };

const shutdownLimit = 5_000;

const { dataDir, eventstorePort, mongodbPort } = readArguments();
const stores: Store[] = [];
let release: (() => void) | undefined;

process.stdout.on('error', () => undefined); // the reader of the ready line may be gone
process.stderr.on('error', () => undefined);
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
process.on('SIGINT', () => undefined); // a parent gets it as well, and decides
const stopping = Promise.race([
  once(process, 'SIGTERM'),
  once(process, 'disconnect'),
  ...(process.connected ? [] : [once(process, 'SIGINT')]),
]);

try {
  release = await lockDataDir(dataDir);
  for (const store of ['eventstore', 'mongodb']) checkDataFile(join(dataDir, store, 'data.mdb'));
  const ready: Record<string, unknown> = { ready: true };
  if (eventstorePort !== undefined) {
    const { startEventStore } = await import('./eventstore/server.js');
    ready.eventstorePort = await opened(startEventStore({ dataDir, port: eventstorePort }));
  }
  if (mongodbPort !== undefined) {
    const { startMongodb } = await import('./mongodb/server.js');
    ready.mongodbPort = await opened(startMongodb({ dataDir, port: mongodbPort }));
  }
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  process.send?.(ready);
} catch (error) {
  fail(error);
}

await stopping;
setTimeout(() => process.exit(1), shutdownLimit).unref();
await Promise.all(stores.map((store) => store.close()));
release();
process.exit(0);

async function opened(starting: Promise<Store>): Promise<number> {
  const store = await starting;
  stores.push(store);
  return store.port;
}

function fail(error: unknown): never {
  const [line] = (error instanceof Error ? error.message : String(error)).split('\n');
  process.stderr.write(`embedded-stores: ${line ?? ''}\n`);
  process.exit(1);
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        'data-dir': { type: 'string' },
        'eventstore-port': { type: 'string' },
        'mongodb-port': { type: 'string' },
      },
    });
    if (!values['data-dir']) throw new Error('Give the data folder: --data-dir <folder>.');
    return {
      dataDir: resolve(values['data-dir']),
      eventstorePort: portOf('--eventstore-port', values['eventstore-port']),
      mongodbPort: portOf('--mongodb-port', values['mongodb-port']),
    };
  } catch (error) {
    return fail(error);
  }
}

function portOf(flag: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) throw new Error(`${flag} must be a port, 0 for any.`);
  return Number(value);
}
