import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { credentialOf } from './credential.js';
import { checkDataFile } from './data-file.js';
import { lockDataDir } from './lock.js';
import { keepPrivate } from './private-files.js';
import { type Assignment, startStore } from './store-thread.js';

const shutdownLimit = 5_000;

const { dataDir, eventstorePort, mongodbPort, isSent } = readArguments();
const stores: Awaited<ReturnType<typeof startStore>>[] = [];
let release: (() => void) | undefined;

process.umask(0o077); // what is made from here on is its owner's alone
process.stderr.on('error', () => undefined); // its reader may be gone
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
process.on('SIGINT', () => undefined); // a parent gets it as well, and decides
const stopping = Promise.race([once(process, 'SIGTERM'), once(process, 'disconnect')]);

try {
  const password = await credentialOf({ isSent });
  release = await lockDataDir(dataDir);
  keepPrivate(dataDir);
  for (const store of ['eventstore', 'mongodb']) checkDataFile(join(dataDir, store, 'data.mdb'));
  const open = async (kind: Assignment['kind'], port: number | undefined) =>
    port === undefined ? {} : { [`${kind}Port`]: await opened({ kind, dataDir, port, password }) };
  const ports = { ...(await open('eventstore', eventstorePort)), ...(await open('mongodb', mongodbPort)) };
  process.send?.({ ready: true, password, ...ports });
} catch (error) {
  fail(error);
}

await stopping;
setTimeout(() => process.exit(1), shutdownLimit).unref();
await Promise.all(stores.map((store) => store.close()));
release();
process.exit(0);

async function opened(assignment: Assignment): Promise<number> {
  const store = await startStore(assignment, fail);
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
        'password-is-sent': { type: 'boolean', default: false },
      },
    });
    if (!values['data-dir']) throw new Error('Give the data folder: --data-dir <folder>.');
    return {
      dataDir: resolve(values['data-dir']),
      eventstorePort: portOf('--eventstore-port', values['eventstore-port']),
      mongodbPort: portOf('--mongodb-port', values['mongodb-port']),
      isSent: values['password-is-sent'],
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
