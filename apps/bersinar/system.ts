import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Db } from 'mongodb';
import type { Logger } from 'pino';
import { accessProjections } from '#contexts/access';
import { cooperationProjections, cooperationPublications } from '#contexts/cooperation';
import { custodyPolicies, custodyProjections, custodyPublications, custodyTellers } from '#contexts/custody';
import {
  rehabilitationPolicies,
  rehabilitationProjections,
  rehabilitationPublications,
  rehabilitationTellers,
} from '#contexts/rehabilitation';
import { definitions } from '#contracts/registry';
import {
  type AnyPolicy,
  type AnyProjection,
  type AnyPublication,
  type Engine,
  type EventStore,
  Registry,
} from '#kernel';
import { historyIndex } from '#platform/audit';
import { followStaff, type StaffRegister, staffRegister, zoneOf } from '#platform/auth';
import { eventStoreDb, openLog, sharedTail } from '#platform/event-store';
import { mappingOf } from '#platform/gateway';
import { createHttpApp } from '#platform/http';
import { checkKeys, openKeyring } from '#platform/keyring';
import { openMongo } from '#platform/mongodb';
import { mongoPolicyCheckpoints, runPolicies, tellBy, type Tellers } from '#platform/policies';
import { MongoReadModels, type ProjectionStatus, runProjections } from '#platform/projections';
import { startEmbeddedStores } from '#platform/stores';
import { build } from './build.js';
import type { Config } from './config.js';
import { checkOf, Checks, staffCheck } from './checks.js';
import { application, type HttpPart } from './modules.js';

/** What one process does: serve HTTP, project and react, or all of it. */
export type Part = HttpPart | 'projector';
export const EVERYTHING: readonly Part[] = ['api', 'gateway', 'projector'];

/** A system that runs. */
export interface System {
  /** Where it listens. */
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly engine: Engine;
  readonly database: Db;
  readonly projections: readonly AnyProjection[];
  statuses(): readonly ProjectionStatus[];
  close(): Promise<void>;
}

const POLICIES: readonly AnyPolicy[] = [...custodyPolicies, ...rehabilitationPolicies];
const TELLERS: Tellers = { ...custodyTellers, ...rehabilitationTellers };
const PUBLICATIONS: readonly AnyPublication[] = [
  ...cooperationPublications,
  ...custodyPublications,
  ...rehabilitationPublications,
];
const MODELS = 'bersinar';
const KEYRING = 'bersinar-keyring';
const HEARTBEAT_MS = 15_000;
const DAY_MS = 86_400_000;

/** What has to be closed again, in the order of opening. */
type Closing = (() => Promise<unknown>)[];

/**
 * Starts these parts on the stores that the configuration names, or on embedded ones. Throws one sentence when a store, the keyring or the port is not
 * to be had; then nothing is left running.
 */
export async function startSystem(
  config: Config,
  logger: Logger,
  { parts = EVERYTHING, heartbeatMs = HEARTBEAT_MS }: { parts?: readonly Part[]; heartbeatMs?: number } = {},
): Promise<System> {
  const closing: Closing = [];
  const close = async (): Promise<void> => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  try {
    const stores = await openStores(config, logger, closing);
    const engine = await openEngine(config, stores, logger, closing);
    const following = followStaff(engine.staff, {
      store: stores.projected,
      report: (status) => {
        logger[status.state === 'too-old' ? 'error' : 'info']({ staff: status }, 'staff');
      },
    });
    closing.push(() => following.stop());
    const projections: AnyProjection[] = [
      ...accessProjections,
      ...cooperationProjections,
      ...custodyProjections,
      ...rehabilitationProjections,
      historyIndex(definitions),
    ];
    const report = (status: ProjectionStatus) => {
      logger[status.state === 'stopped' ? 'error' : 'info']({ projection: status }, 'projection');
    };
    const { store, registry, keyring, log } = engine;
    const projector = runProjections(parts.includes('projector') ? projections : [], {
      store: stores.projected,
      registry,
      keyring,
      db: stores.database,
      log,
      report,
    });
    closing.push(() => projector.stop());
    const reactor = runPolicies(parts.includes('projector') ? POLICIES : [], {
      engine,
      dispatch: tellBy(engine, TELLERS),
      store: stores.projected,
      checkpoints: mongoPolicyCheckpoints(stores.database),
      report: (status) => {
        logger[status.state === 'stopped' ? 'error' : 'info']({ policy: status }, 'policy');
      },
    });
    closing.push(() => reactor.stop());
    const module = application(
      parts.filter((part) => part !== 'projector'),
      {
        engine,
        models: new MongoReadModels(stores.database, log),
        staff: engine.staff,
        readiness: new Checks(store, stores.database, () => [
          staffCheck(following.status()),
          ...projector.statuses().map((status) => checkOf(`${status.name}@${status.version}`, status)),
          ...reactor.statuses().map((status) => checkOf(`policy:${status.name}`, status)),
        ]),
        mapping: mappingOf(PUBLICATIONS, registry),
        heartbeatMs,
      },
    );
    const app = await createHttpApp(module, { logger, graphql: parts.includes('api') });
    closing.push(() => app.close());
    await following.caughtUp;
    const url = await listen(app, config.port);
    const { database } = stores;
    return { url, app, engine, database, projections, statuses: projector.statuses, close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Stores {
  readonly store: EventStore;
  /** A client of its own for followers, who share its subscription, so that renewing one never drops the other. */
  readonly projected: EventStore;
  readonly database: Db;
  readonly keyring: Db;
  readonly embedded: boolean;
}

async function openStores(config: Config, logger: Logger, closing: Closing): Promise<Stores> {
  const { dataDir, eventstoreUrl, mongodbUrl, keyringUrl } = config;
  const wanted = { eventstore: eventstoreUrl === undefined, mongodb: mongodbUrl === undefined };
  const log = (message: string) => {
    logger.warn(message);
  };
  const embedded =
    wanted.eventstore || wanted.mongodb ? await startEmbeddedStores({ dataDir, ...wanted, log }) : undefined;
  if (embedded) closing.push(() => embedded.close());
  const events = eventstoreUrl ?? embedded?.eventstoreUrl ?? '';
  const models = mongodbUrl ?? embedded?.mongodbUrl ?? '';
  const [store, projected] = [eventStoreDb(events), sharedTail(eventStoreDb(events))];
  const mongo = openMongo(models);
  const keys = keyringUrl === undefined ? mongo : openMongo(keyringUrl, 'bersinar-keyring');
  closing.push(
    () => mongo.close(),
    () => keys.close(),
    () => store.close(),
    () => projected.close(),
  );
  return {
    store,
    projected,
    database: mongo.db(MODELS),
    keyring: keys.db(KEYRING),
    embedded: wanted.mongodb && keyringUrl === undefined,
  };
}

async function openEngine(
  { kekFile, production, purpose, eventstoreUrl, dataDir }: Config,
  stores: Stores,
  logger: Logger,
  closing: Closing,
): Promise<Engine & { readonly staff: StaffRegister }> {
  const { store, embedded } = stores;
  const keyring = await openKeyring({ db: stores.keyring, kekFile, mayCreate: embedded });
  const registry = new Registry(definitions);
  const parts = { store, keyring, registry, build: build(), zoneOf, now: () => new Date() };
  const place = eventstoreUrl === undefined ? dataDir : 'the event store of EVENTSTORE_URL';
  const { log, keys } = await openLog(parts, { purpose, production, place });
  await keyring.forgetOldMacKeys(new Date());
  const daily = setInterval(() => {
    keyring.forgetOldMacKeys(new Date()).catch(() => undefined); // the next day's turn forgets them
  }, DAY_MS).unref();
  closing.push(() => {
    clearInterval(daily);
    return Promise.resolve();
  });
  const missing = await checkKeys({ store, keyring, db: stores.keyring });
  if (missing > 0)
    throw new Error(`The keyring lacks ${missing} keys that the log needs: restore it before you start.`);
  const staff = staffRegister({
    store,
    registry,
    disbelieved: (at) => {
      logger.error(at, 'a record of the staff is not what was written');
    },
  });
  return { ...parts, log, keys, staff, ...(purpose === 'DEMONSTRATION' && { demonstration: true }) };
}

async function listen(app: NestFastifyApplication, port: number): Promise<string> {
  try {
    await app.listen(port, '0.0.0.0');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new Error(`Port ${port} is in use: set PORT to another one.`, { cause: error });
  }
  return `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
}
