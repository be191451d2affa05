import { Controller, Res } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Gauge, Registry } from 'prom-client';
import { counted } from '../telemetry/index.js';
import { AnswersText } from './documents.js';
import { type Check, Readiness } from './health.js';
import { Asks } from './queries.js';

const EXAMPLE = `# HELP bersinar_lag_events Events of the log that it has not got to; 1000 is as many or more
# TYPE bersinar_lag_events gauge
bersinar_lag_events{name="inmates@1"} 0
`;

/** What Prometheus collects, in its text format, with a token of its own: nobody is named, yet it tells how much happens. */
@Controller('metrics')
export class MetricsController {
  constructor(private readonly modules: ModuleRef) {}

  @Asks(
    '',
    { name: 'metrics', roles: ['admin', 'service'], scope: 'metrics' },
    'Lags, parked streams, refusals, repeated appends and subscribers, for Prometheus',
  )
  @AnswersText('In the text format of Prometheus.', EXAMPLE, 'text/plain')
  async metrics(@Res({ passthrough: true }) reply: { header(name: string, value: string): unknown }): Promise<string> {
    const checks = await this.modules.get(Readiness, { strict: false }).checks();
    const all = Registry.merge([counted, standing(checks)]);
    reply.header('Content-Type', all.contentType);
    return all.metrics();
  }
}

/** How things stand now. */
function standing(checks: readonly Check[]): Registry {
  const registry = new Registry();
  const gauge = (name: string, help: string) => new Gauge({ name, help, labelNames: ['name'], registers: [registry] });
  const up = gauge('bersinar_up', '1 while it does its part, if only partly; 0 while it does not');
  const events = gauge('bersinar_lag_events', 'Events of the log that it has not got to; 1000 is as many or more');
  const seconds = gauge('bersinar_lag_seconds', 'For how long the first of these events has waited');
  const parked = new Gauge({
    name: 'bersinar_parked_streams',
    help: 'Streams that are passed by until somebody resumes them',
    registers: [registry],
  });
  for (const { name, state, lag, lagSeconds, streams } of checks) {
    if (streams !== undefined) parked.set(streams);
    else up.set({ name }, state === 'down' ? 0 : 1);
    if (lag !== undefined) events.set({ name }, lag);
    if (lagSeconds !== undefined) seconds.set({ name }, lagSeconds);
  }
  return registry;
}
