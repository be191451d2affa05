import { Counter, Gauge, Registry } from 'prom-client';

/** What this process counts of itself since it started. Labels are codes and names of ours, never what a request said. */
export const counted = new Registry();

const registers = [counted];

export const refusals = new Counter({
  name: 'bersinar_refusals_total',
  help: 'Requests that were answered with a problem, by its code',
  labelNames: ['code'],
  registers,
});

export const appendRetries = new Counter({
  name: 'bersinar_append_retries_total',
  help: 'Appends that were sent again, since the event store did not answer',
  registers,
});

/** How many appends are counted here as sent again since the start. */
export const repeatedAppends = async (): Promise<number> => (await appendRetries.get()).values[0]?.value ?? 0;

export const subscribers = new Gauge({
  name: 'bersinar_subscribers',
  help: 'Open streams of published events',
  registers,
});
