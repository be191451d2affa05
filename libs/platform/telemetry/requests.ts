import type { Logger } from 'pino';

/** What is told of a request: its route as declared, never as asked. */
export interface Served {
  readonly method: string;
  readonly route: string | undefined;
  readonly status: number;
  readonly ms: number;
  readonly correlationId: string;
  readonly actorId?: string;
}

/** Writes one line about a request that was answered; probes only at `debug`. */
export function logRequest(logger: Logger, { route = 'unmatched', ms, ...rest }: Served): void {
  const line = { ...rest, route, ms: Math.round(ms) };
  if (route.startsWith('/health/')) logger.debug(line, 'request');
  else logger.info(line, 'request');
}
