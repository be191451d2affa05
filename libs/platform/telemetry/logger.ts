import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';
import { world } from '#kernel/world';

/** The process's logger: JSON lines on stdout by default, from `LOG_LEVEL` (info when absent) up. */
export const createLogger = (level = process.env.LOG_LEVEL ?? 'info', destination?: DestinationStream): Logger =>
  pino({ level, base: null, timestamp: () => `,"time":${world.now()}` }, destination ?? pino.destination(1));

/** What Nest says of itself, through the process's logger: start-up talk is `debug`. */
export const nestLogger = (logger: Logger): LoggerService => ({
  log: (message: unknown, ...rest: unknown[]) => {
    logger.debug(contextOf(rest), textOf(message));
  },
  warn: (message: unknown, ...rest: unknown[]) => {
    logger.warn(contextOf(rest), textOf(message));
  },
  error: (message: unknown, ...rest: unknown[]) => {
    logger.error(contextOf(rest), textOf(message));
  },
});

/**
 * An error without what it may quote: its name, its code and where it was thrown; its message only when it is of the language
 * or our own, because drivers and parsers quote data.
 */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error };
  const { name, message, stack = '', cause } = error;
  const { code } = error as { code?: unknown };
  return {
    name: error.constructor.name || name,
    ...(SPEAKS_OF_CODE.has(error.constructor.name) && { message }),
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    stack: stack.split('\n').filter((line) => /^\s+at /.test(line)),
    ...(cause !== undefined && { cause: describeError(cause) }),
  };
}

const SPEAKS_OF_CODE: ReadonlySet<string> = new Set(['Error', 'TypeError', 'RangeError', 'ReferenceError']);

const textOf = (message: unknown): string => (typeof message === 'string' ? message : 'Nest said something else.');

const contextOf = (rest: readonly unknown[]): object => {
  const context = rest.at(-1);
  return typeof context === 'string' && !context.includes('\n') ? { context } : {};
};
