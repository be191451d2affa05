import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLog, refuseOlderServer } from '#platform/event-store';
import { openKeyring } from '#platform/keyring';
import { openMongo, withDatabase } from '#platform/mongodb';
import { startEmbeddedStores } from '#platform/stores';
import { build } from '../../dist/apps/bersinar/build.js';
import { configFrom } from '../../dist/apps/bersinar/config.js';
import { openStores, reachStores } from '../../dist/apps/bersinar/stores.js';
import { cpuOf } from './measuring.mjs';
import { engineOn } from './recording.mjs';

const { EVENTSTORE_URL, MONGODB_URL, KEK_FILE } = process.env;

/** Whether it measures on servers that are named to it: there a run has a database of its own, and the log and its keys are shared with whoever wrote before. */
export const areOnServers = !!EVENTSTORE_URL && !!MONGODB_URL;
/** The database of this run on a server. */
export const DATABASE = `bench_${randomUUID().replaceAll('-', '')}`;

/** What an application is started with that runs on the servers. */
export const onServers = () => ({ EVENTSTORE_URL, MONGODB_URL: withDatabase(MONGODB_URL, DATABASE), KEK_FILE });

/** Removes from a server what this run has had there for itself. */
export async function dropOwnDatabase() {
  const mongo = openMongo(MONGODB_URL);
  await mongo.db(DATABASE).dropDatabase();
  await mongo.close();
}

/** A demonstration's log on the servers, or on a folder of its own, on stores with nobody else on them: `close` ends these, `remove` removes the folder. */
export async function freshLog() {
  const folder = mkdtempSync(join(tmpdir(), 'bersinar-bench-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    return { ...(await openOn(folder)), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** The log on a folder, or on the servers, opened by this process. Throws one sentence when it is not to be had. */
export async function openOn(folder) {
  const embedded = areOnServers ? undefined : await startEmbeddedStores({ dataDir: folder });
  const settings = embedded ? on(embedded, folder) : onServers();
  const closing = [async () => embedded?.close()];
  const close = async () => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  try {
    const config = configFrom({ ...process.env, ...settings, DATA_DIR: folder }, ['--demonstration']);
    const { eventstoreUrl, mongodbUrl, keyringUrl, kekFile, production, purpose } = config;
    const opened = openStores({ events: eventstoreUrl, models: mongodbUrl, keyring: keyringUrl }, closing);
    await reachStores(config, opened);
    await refuseOlderServer(eventstoreUrl, opened.store);
    const keyring = await openKeyring({ db: opened.keyring, kekFile, mayCreate: !areOnServers });
    const parts = { store: opened.store, keyring, build: build(), now: () => new Date() };
    const place = areOnServers ? 'the event store of EVENTSTORE_URL' : folder;
    const { log } = await openLog(parts, { purpose, production, place });
    const engine = await engineOn({ store: opened.store, keyring, log });
    const pids = embedded?.pids ?? [];
    return { folder, settings, pids, cpu: () => cpuOfStores(pids), ...opened, engine, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const on = ({ eventstoreUrl, mongodbUrl }, folder) => ({
  EVENTSTORE_URL: eventstoreUrl,
  MONGODB_URL: mongodbUrl,
  KEK_FILE: join(folder, 'keys', 'kek'),
});

/** Seconds; NaN of servers, whose processes are not ours to measure. */
const cpuOfStores = (pids) => (areOnServers ? NaN : pids.reduce((sum, pid) => sum + cpuOf(pid), 0));

/** The position of the last event. */
export const endOf = async ({ engine, store }) => `${engine.log}.${await store.head()}`;
