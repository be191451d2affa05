// The application as the bench of folding wants it: `none` has no projector, `thread` has it on a thread of its own, `own` on that of the API.
import { createLogger } from '#platform/telemetry';
import { configFrom } from '../../dist/apps/bersinar/config.js';
import { startSystem } from '../../dist/apps/bersinar/system.js';

const RUNNING = { none: { parts: ['api', 'gateway'] }, thread: { threads: true }, own: { threads: false } };

const system = await startSystem(
  configFrom(process.env, ['--demonstration']),
  createLogger('silent'),
  RUNNING[process.argv[2]],
);
process.once('SIGTERM', () => void system.close().finally(() => process.exit(0)));
process.stdout.write(`${system.url}\n`);
