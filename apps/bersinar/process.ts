import { Worker } from 'node:worker_threads';
import { createLogger, outliveRejections } from '#platform/telemetry';
import { BadSetting, configFrom } from './config.js';
import type { Part } from './system.js';

/** Runs these parts until SIGTERM or SIGINT; what cannot start says why in one line on stderr and exits with 1. */
export async function runProcess(parts?: readonly Part[]): Promise<void> {
  try {
    const config = configFrom(process.env, process.argv.slice(2));
    const logger = createLogger(config.logLevel);
    outliveRejections(logger);
    const running = parts === undefined ? { threads: beginThread() } : { parts };
    const { startSystem } = await import('./system.js'); // much to load for one whose settings are bad
    const system = await startSystem(config, logger, running);
    const stop = stopped(); // whoever reads that it is ready may stop it
    logger.info({ url: system.url, docs: `${system.url}/docs` }, 'ready');
    await stop;
    await system.close();
    process.exit(0); // a client that still looks for its server keeps nobody
  } catch (error) {
    process.stderr.write(`${oneLine(error)}\n`);
    process.exit(1);
  }
}

/** It loads as much as this thread, at the same time; one that dies of it is begun again when it is needed. */
const beginThread = (): Worker =>
  new Worker(new URL('./projector-thread.js', import.meta.url)).on('error', () => undefined);

/** Resolves when the process is told to stop. */
export const stopped = (): Promise<void> => Promise.race(SIGNALS.map(signalled));

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

const signalled = (signal: (typeof SIGNALS)[number]): Promise<void> =>
  new Promise((resolve) => {
    process.once(signal, () => {
      resolve();
    });
  });

/** What went wrong, in one line: our own words only. */
export function oneLine(error: unknown): string {
  if (error instanceof BadSetting || error instanceof Error) return error.message.split('\n')[0] ?? '';
  return 'It cannot start.';
}
