import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadKek } from '../keyring/index.js';
import { openMongo, withDatabase } from '../mongodb/index.js';
import { startEmbeddedStores } from './index.js';

/** Whether specs run on servers that are named to them: then they share one log, which is a demonstration, and its key (`KEK_FILE`). */
export const areOnServers = (): boolean => !!process.env.EVENTSTORE_URL && !!process.env.MONGODB_URL;

/**
 * The stores that a spec runs on: those that `EVENTSTORE_URL` and `MONGODB_URL` name, embedded ones in a folder that `close` removes otherwise. Its
 * database is its own in any case.
 */
export async function storesForSpecs() {
  const { EVENTSTORE_URL, MONGODB_URL, KEK_FILE } = process.env;
  const dataDir = await mkdtemp(join(tmpdir(), 'bersinar-spec-'));
  const wanted = { eventstore: !EVENTSTORE_URL, mongodb: !MONGODB_URL };
  const embedded = wanted.eventstore || wanted.mongodb ? await startEmbeddedStores({ dataDir, ...wanted }) : undefined;
  const databaseName = `spec_${randomUUID().replaceAll('-', '')}`;
  const eventstoreUrl = EVENTSTORE_URL ?? embedded?.eventstoreUrl ?? '';
  const mongodbUrl = MONGODB_URL ?? embedded?.mongodbUrl ?? '';
  return {
    eventstoreUrl,
    mongodbUrl,
    databaseName,
    /** What an application is started with that runs on them. */
    settings: async () => {
      const kekFile = areOnServers() && KEK_FILE ? KEK_FILE : join(dataDir, 'kek');
      await loadKek({ file: kekFile, mayCreate: true });
      const ofItsOwn = { EVENTSTORE_URL: eventstoreUrl, MONGODB_URL: withDatabase(mongodbUrl, databaseName) };
      return { ...ofItsOwn, KEK_FILE: kekFile };
    },
    args: areOnServers() ? ['--demonstration'] : [],
    async close(): Promise<void> {
      if (areOnServers()) await dropDatabase(mongodbUrl, databaseName).catch(() => undefined); // a server may be gone
      await embedded?.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function dropDatabase(url: string, name: string): Promise<void> {
  const client = openMongo(url);
  await client.db(name).dropDatabase();
  await client.close();
}
