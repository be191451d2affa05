import { setTimeout as delay } from 'node:timers/promises';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import { inBackground, type Position } from '#kernel';
import type { StartedPolicies } from '#platform/policies';
import { appendRetries, createLogger, describeError, outliveRejections, repeatedAppends } from '#platform/telemetry';
import type { Config } from './config.js';
import { openEngine } from './engine.js';
import { type Followers, type FollowersStatus, NOBODY, PROJECTIONS, runFollowers } from './followers.js';
import { type Closing, openStores, type StoreUrls } from './stores.js';

/** What the thread is given: settings and addresses, no client of another thread. */
export interface Assignment {
  readonly config: Config;
  readonly urls: StoreUrls;
  /** What was read of the policies just now; not when the thread is started again. */
  readonly started?: StartedPolicies | undefined;
}

/** How all are, and how often the thread has sent an append again since it said so last. */
interface FromThread {
  readonly status: FollowersStatus;
  readonly repeatedAppends: number;
}

type ToThread = { readonly follow: Assignment } | { readonly wake: Position } | { readonly stop: true };

const EXITED = -1;
const SAID_EVERY_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
const STOPPED_WITHIN_MS = 8_000;

/**
 * Runs the projections and the policies in a thread of their own, so that no command waits for a batch to be folded; one that dies is started again.
 * The first may have been begun before, so that it loads its modules while others load theirs.
 */
export function runFollowersApart(
  { started, ...lasting }: Assignment,
  logger: Logger,
  { entry = new URL(import.meta.url), begun }: { readonly entry?: URL; readonly begun?: Worker | undefined } = {},
): Followers {
  let status: FollowersStatus = { ...NOBODY.status(), projections: STARTING };
  let worker: Worker;
  let [failures, stopping] = [0, false];
  let exited = start({ ...lasting, started }, begun);
  return {
    status: () => status,
    wake: (wake) => {
      worker.postMessage({ wake } satisfies ToThread);
    },
    stop: async () => {
      stopping = true;
      worker.postMessage({ stop: true } satisfies ToThread);
      const late = setTimeout(() => {
        inBackground('ending the projector thread', worker.terminate());
      }, STOPPED_WITHIN_MS);
      await exited;
      clearTimeout(late);
    },
  };

  function start(follow: Assignment, first?: Worker): Promise<void> {
    worker = first !== undefined && first.threadId !== EXITED ? first : new Worker(entry);
    worker.postMessage({ follow } satisfies ToThread);
    worker.on('message', (input: FromThread) => {
      [status, failures] = [input.status, 0];
      appendRetries.inc(input.repeatedAppends); // people ask this thread for them
    });
    worker.on('error', (error) => {
      logger.error({ error: describeError(error) }, 'the projector thread failed');
    });
    return new Promise((resolve, reject) => {
      worker.once('exit', (code) => {
        if (stopping) resolve();
        else again(code).then(resolve, reject);
      });
    });
  }

  async function again(code: number): Promise<void> {
    logger.warn({ code }, 'The projector thread stopped and is started again.');
    status = { ...status, projections: STARTING };
    for (;;) {
      await delay(Math.min(LONGEST_PAUSE_MS, 100 * 2 ** (failures += 1)));
      if (stopping) return;
      try {
        exited = start(lasting);
        break;
      } catch (error) {
        logger.error({ error: describeError(error) }, 'the projector thread cannot be started');
      }
    }
    await exited;
  }
}

const STARTING = PROJECTIONS.map(({ name, version }) => ({ name, version, state: 'starting' as const }));

/** The thread itself: follows what it is given, and stops when it is told to. */
function obey(port: NonNullable<typeof parentPort>): void {
  const closing: Closing = [];
  let [followers, logger] = [NOBODY, createLogger('info')];
  port.on('message', (input: ToThread) => {
    if ('wake' in input) {
      followers.wake(input.wake);
    } else if ('stop' in input) {
      inBackground(
        'ending the projector thread',
        endAll(closing, logger).then((code) => process.exit(code)),
      );
    } else {
      logger = createLogger(input.follow.config.logLevel);
      outliveRejections(logger);
      inBackground('starting the projector thread', following(input.follow));
    }
  });

  async function following(assignment: Assignment): Promise<void> {
    try {
      followers = await follow(port, assignment, { closing, logger });
    } catch (error) {
      logger.error({ error: describeError(error) }, 'the projector thread cannot begin');
      process.exit(1);
    }
  }
}

async function follow(
  port: NonNullable<typeof parentPort>,
  { config, urls, started }: Assignment,
  { closing, logger }: { readonly closing: Closing; readonly logger: Logger },
): Promise<Followers> {
  const stores = openStores(urls, closing);
  const { engine, register, staff } = await openEngine(config, stores, logger, closing, { mayCreate: false });
  await staff.caughtUp;
  const followers = runFollowers({ engine, register }, stores, logger, started);
  closing.push(() => followers.stop());
  const say = saying(followers, (input) => {
    port.postMessage(input);
  });
  const timer = setInterval(() => {
    inBackground('saying how the followers are', say());
  }, SAID_EVERY_MS);
  closing.push(() => {
    clearInterval(timer);
    return Promise.resolve();
  });
  return followers;
}

/** Tells, each time that it is called, what has changed since the last. */
export function saying({ status }: Pick<Followers, 'status'>, tell: (input: FromThread) => void): () => Promise<void> {
  let [last, counted] = ['', 0];
  return async () => {
    const repeated = await repeatedAppends();
    const input: FromThread = { status: status(), repeatedAppends: repeated - counted };
    const now = JSON.stringify(input.status);
    if (now !== last || input.repeatedAppends > 0) tell(input);
    [last, counted] = [now, repeated];
  };
}

/** Ends all, in the reverse order, whichever of them fails: the code to end with. */
export async function endAll(closing: Closing, logger: Logger): Promise<0 | 1> {
  let code: 0 | 1 = 0;
  for (const end of closing.splice(0).reverse()) {
    try {
      await end();
    } catch (error) {
      code = 1;
      logger.error({ error: describeError(error) }, 'the projector thread did not end as it should');
    }
  }
  return code;
}

if (!isMainThread && parentPort !== null) obey(parentPort);
