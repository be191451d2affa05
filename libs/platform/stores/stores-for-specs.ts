import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedStores } from './index.js';

/** The stores that a spec runs on: those that `EVENTSTORE_URL` and `MONGODB_URL` name, embedded ones in a folder that `close` removes otherwise. */
export async function storesForSpecs() {
  const { EVENTSTORE_URL, MONGODB_URL } = process.env;
  const dataDir = await mkdtemp(join(tmpdir(), 'bersinar-spec-'));
  const wanted = { eventstore: !EVENTSTORE_URL, mongodb: !MONGODB_URL };
  const embedded = wanted.eventstore || wanted.mongodb ? await startEmbeddedStores({ dataDir, ...wanted }) : undefined;
  return {
    eventstoreUrl: EVENTSTORE_URL ?? embedded?.eventstoreUrl ?? '',
    mongodbUrl: MONGODB_URL ?? embedded?.mongodbUrl ?? '',
    databaseName: `spec_${randomUUID().replaceAll('-', '')}`,
    async close(): Promise<void> {
      await embedded?.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
