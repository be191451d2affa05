import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Db } from 'mongodb';
import type { Logger } from 'pino';
import { cooperationPublications } from '#contexts/cooperation';
import { custodyPublications } from '#contexts/custody';
import { rehabilitationPublications } from '#contexts/rehabilitation';
import type { AnyProjection, AnyPublication, Engine } from '#kernel';
import { mappingOf } from '#platform/gateway';
import { createHttpApp } from '#platform/http';
import { startPolicies } from '#platform/policies';
import { cursorKeyOf, MongoBuildings, MongoReadModels, type ProjectionStatus } from '#platform/projections';
import type { Config } from './config.js';
import { Checks, followerChecks, parkedCheck, staffCheck } from './checks.js';
import { openEngine } from './engine.js';
import { letInFirstAdministrator } from './first-administrator.js';
import { type Followers, NOBODY, POLICIES, PROJECTIONS, runFollowers } from './followers.js';
import { followersReport } from './followers-report.js';
import { keepKeys } from './keys.js';
import { application, type HttpPart } from './modules.js';
import { runFollowersApart } from './projector-thread.js';
import { servedChecks } from './served-checks.js';
import { type Closing, locateStores, openStores, reachStores } from './stores.js';

/** What one process does: serve HTTP, project and react, or all of it. */
export type Part = HttpPart | 'projector';
const EVERYTHING: readonly Part[] = ['api', 'gateway', 'projector'];

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

const PUBLICATIONS: readonly AnyPublication[] = [
  ...cooperationPublications,
  ...custodyPublications,
  ...rehabilitationPublications,
];
const HEARTBEAT_MS = 15_000;
const HOUR_MS = 3_600_000;
const CLOSED_WITHIN_MS = 9_500; // a store that falls silent holds up who reads it, who may not hold up the rest
const nothing = () => Promise.resolve([]);

/** How a system runs, besides its configuration. */
export interface Running {
  readonly parts?: readonly Part[];
  readonly heartbeatMs?: number;
  /** Whether the projector has a thread of its own, so that folding delays no command; or that thread, begun already. */
  readonly threads?: boolean | Worker;
  /** How often the keys are checked against what the log says since, so that the next start has little left to check. */
  readonly keysEveryMs?: number;
  /** Opens the clients; specs alone count what these are asked. */
  readonly open?: typeof openStores;
}

/**
 * Starts these parts on the stores that the configuration names, or on embedded ones. Throws one sentence when a store, the keyring or the port is not
 * to be had; then nothing is left running.
 */
export async function startSystem(
  config: Config,
  logger: Logger,
  {
    parts = EVERYTHING,
    heartbeatMs = HEARTBEAT_MS,
    threads = false,
    keysEveryMs = HOUR_MS,
    open = openStores,
  }: Running = {},
): Promise<System> {
  const closing: Closing = [];
  const close = async (): Promise<void> => {
    for (const end of closing.splice(0).reverse())
      await Promise.race([end(), delay(CLOSED_WITHIN_MS, undefined, { ref: false })]);
  };
  try {
    const { embedded, ...urls } = await locateStores(config, logger, closing);
    const stores = open(urls, closing);
    await reachStores(config, stores);
    const { engine, keyring, register, staff } = await openEngine(config, stores, logger, closing, {
      mayCreate: embedded,
    });
    await keepKeys(keyring, stores, { everyMs: keysEveryMs, logger, closing });
    const { firstAdministrator } = config;
    if (parts.includes('api') && firstAdministrator) await letInFirstAdministrator(engine, firstAdministrator);
    const started = parts.includes('api') ? await startPolicies(engine, POLICIES) : undefined; // before there is anything that they could miss
    let followers: Followers = NOBODY;
    if (parts.includes('projector')) {
      const begun = typeof threads === 'object' ? threads : undefined;
      followers = threads
        ? runFollowersApart({ config, urls, started }, logger, { begun })
        : runFollowers({ engine, register }, stores, logger, started);
    }
    closing.push(() => followers.stop());
    const { store, database } = stores;
    const module = application(
      parts.filter((part) => part !== 'projector'),
      {
        engine,
        models: new MongoReadModels(database, engine.log, {
          store,
          wake: followers.wake,
          cursorKey: cursorKeyOf(engine.keys),
        }),
        buildings: new MongoBuildings(database, engine.log),
        staff: engine.staff,
        readiness: new Checks(
          store,
          database,
          () => [
            staffCheck(staff.status()),
            ...followerChecks(followers.status()),
            ...parkedCheck(followers.status(), register.all().keys()),
          ],
          parts.some((part) => part !== 'gateway')
            ? servedChecks(PROJECTIONS, { store, database, log: engine.log })
            : nothing,
        ),
        followers: followersReport({
          own: () => followers.status(),
          staff: () => staff.status(),
          ...{ store, database, log: engine.log },
        }),
        mapping: mappingOf(PUBLICATIONS, engine.registry),
        heartbeatMs,
      },
    );
    const app = await createHttpApp(module, {
      logger,
      graphql: parts.includes('api'),
      requestsPerMinute: config.requestsPerMinute,
      trustedProxies: config.trustedProxies,
    });
    closing.push(() => app.close());
    await staff.caughtUp;
    const url = await listen(app, config);
    const statuses = () => followers.status().projections;
    return { url, app, engine, database, projections: PROJECTIONS, statuses, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function listen(app: NestFastifyApplication, { host, port }: Pick<Config, 'host' | 'port'>): Promise<string> {
  try {
    await app.listen(port, host);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    if (ELSEWHERE.includes(code)) throw new Error(`HOST is no address of this machine (${code}).`, { cause: error });
    const why = code === 'EADDRINUSE' ? 'is in use' : `cannot be listened on (${code})`;
    throw new Error(`Port ${port} ${why}: set PORT to another one.`, { cause: error });
  }
  const at = app.getHttpServer().address() as AddressInfo;
  return `http://${EVERYWHERE.includes(host) ? '127.0.0.1' : urlHost(at)}:${at.port}`;
}

const ELSEWHERE: readonly string[] = ['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'];
const EVERYWHERE: readonly string[] = ['0.0.0.0', '::'];
const urlHost = ({ address, family }: AddressInfo): string => (family === 'IPv6' ? `[${address}]` : address);
