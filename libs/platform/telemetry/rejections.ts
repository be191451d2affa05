import type { Logger } from 'pino';
import { describeError } from './logger.js';

/**
 * What becomes of a program, or a thread of one, that serves others: a promise that is rejected while nobody waits for it is somebody's background
 * work, is logged and ends nothing; what is thrown where nobody catches it may have left anything half done, and ends it with 1.
 */
export function outliveRejections(logger: Logger): void {
  process.on('unhandledRejection', (error) => {
    logger.error({ error: describeError(error) }, 'a promise was rejected for which nobody waits');
  });
  process.on('uncaughtException', (error) => {
    logger.fatal({ error: describeError(error) }, 'it ends, because of what nobody caught');
    process.exit(1);
  });
}
