import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadKek } from '#platform/keyring';
import { areOnServers, storesForSpecs } from '../../../libs/platform/stores/stores-for-specs.js';
import { startApp } from '../../journeys/processes-for-specs.js';
import { type Kind, startStore } from '../../journeys/outages-for-specs.js';
import { type Decide, type StoreName, STORES, striking } from './faults-for-specs.js';
import { eventStoreProxy } from './eventstore-proxy-for-specs.js';
import { portIn, throughPort } from './line-for-specs.js';
import { type DecideOf, mongoDbProxy, writeOf } from './mongodb-proxy-for-specs.js';

const KINDS: Readonly<Record<StoreName, Kind>> = { events: 'eventstore', models: 'mongodb', keyring: 'mongodb' };
/** The built system as a process, whose stores are behind proxies; each store is a process of its own, or a server that is named to the specs, which nobody restarts. */
export async function systemBehindProxies(root?: string) {
  const folder = await mkdtemp(join(tmpdir(), 'bersinar-proxied-'));
  const strikes = striking();
  const servers = areOnServers() ? await storesForSpecs() : undefined;
  const shared = await servers?.settings();
  const kekFile = shared?.KEK_FILE ?? join(folder, 'kek');
  await loadKek({ file: kekFile, mayCreate: true });
  const [events, models, keyring] = [await storeOf('events'), await storeOf('models'), await storeOf('keyring')];
  const stores = { events, models, keyring };
  const proxies = {
    events: await eventStoreProxy(events.port, decide('events')),
    models: await mongoDbProxy(models.port, decidingOnWrites('models')),
    keyring: await mongoDbProxy(keyring.port, decidingOnWrites('keyring')),
  };
  const direct = {
    EVENTSTORE_URL: events.url,
    MONGODB_URL: models.url,
    KEYRING_URL: keyring.url,
    KEK_FILE: kekFile,
  };
  const behind = {
    ...direct,
    DATA_DIR: folder,
    DEV_ISSUER_KEY: resolve('.dev-issuer/key.jwk'),
    EVENTSTORE_URL: throughPort(events.url, proxies.events.port),
    MONGODB_URL: throughPort(models.url, proxies.models.port),
    KEYRING_URL: throughPort(keyring.url, proxies.keyring.port),
  };
  const app = await startApp('bersinar', behind, servers?.args, root);
  if (app.url === '') throw new Error(`It did not start: ${app.said.error}`);

  return {
    app,
    strikes,
    /** Where its stores are, beside the proxies. */
    direct,
    /** Keeps a copy of what the read models are now. */
    keepCopy: () => models.restart((folder) => cp(folder, copyOf(folder), { recursive: true })),
    /** Once no store is being started again. */
    healed: () => Promise.all(STORES.map((name) => stores[name].settled())),
    close: async (): Promise<void> => {
      await app.stop('SIGKILL');
      for (const proxy of Object.values(proxies)) proxy.close();
      await Promise.all(STORES.map((name) => stores[name].kill()));
      await servers?.close();
      await rm(folder, { recursive: true, force: true });
    },
  };

  function decide(name: StoreName): Decide {
    const struck = strikes.decide(name);
    return (call, write) => {
      const fault = struck(call, write);
      if (fault === 'restart') void stores[name].restart();
      if (fault === 'older-copy') void stores[name].restart(putBack);
      return fault;
    };
  }

  function decidingOnWrites(name: StoreName): DecideOf {
    const decideOn = decide(name);
    return (call, command) => decideOn(call, writeOf(command));
  }

  async function storeOf(name: StoreName) {
    if (servers !== undefined && shared !== undefined) {
      const { EVENTSTORE_URL: events, MONGODB_URL: models } = shared;
      return serverOf({ events, models, keyring: servers.mongodbUrl }[name]);
    }
    const kind = KINDS[name];
    let store = await startStore(kind, join(folder, name));
    let turn = Promise.resolve();
    return {
      port: store.port,
      url: store.url,
      kill: () => store.kill(),
      settled: () => turn,
      /** Kills it and starts it again, and does something with its folder in between. */
      restart: (meanwhile: (folder: string) => Promise<void> = () => Promise.resolve()): Promise<void> => {
        turn = turn.then(async () => {
          await store.kill();
          await meanwhile(join(folder, name, kind));
          store = await startStore(kind, join(folder, name), store.port);
        });
        return turn;
      },
    };
  }
}

const copyOf = (folder: string): string => `${folder}.copy`;

async function putBack(folder: string): Promise<void> {
  await rm(folder, { recursive: true });
  await cp(copyOf(folder), folder, { recursive: true });
}

/** A server that goes on when the spec has ended. */
function serverOf(url: string) {
  const port = portIn(url);
  if (Number.isNaN(port)) throw new Error('Proxies stand before servers at 127.0.0.1 only.');
  return {
    port,
    url,
    kill: () => Promise.resolve(),
    settled: () => Promise.resolve(),
    restart: () => Promise.resolve(),
  };
}
