import { once } from 'node:events';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { inBackground } from './background.js';

export type Assignment = { kind: 'eventstore' | 'mongodb'; dataDir: string; port: number; password: string };

/** Runs one store in a thread of its own, so that nothing it is asked holds up the other; `failed` hears of an error that ends it. */
export async function startStore(assignment: Assignment, failed: (error: unknown) => void) {
  const worker = new Worker(new URL(import.meta.url), { workerData: assignment });
  const exited = once(worker, 'exit').catch(() => undefined);
  const [port] = (await once(worker, 'message')) as [number];
  worker.on('error', failed);
  return {
    port,
    async close(): Promise<void> {
      worker.postMessage('close');
      await exited;
    },
  };
}

async function serve({ kind, ...options }: Assignment): Promise<void> {
  const store =
    kind === 'eventstore'
      ? await (await import('./eventstore/server.js')).startEventStore(options)
      : await (await import('./mongodb/server.js')).startMongodb(options);
  parentPort?.once('message', () => {
    inBackground(
      'closing',
      store.close().then(() => process.exit()),
    );
  });
  parentPort?.postMessage(store.port);
}

if (!isMainThread) await serve(workerData as Assignment);
