import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '#platform/telemetry';
import { configFrom } from '../../apps/bersinar/config.js';
import { startSystem, type System } from '../../apps/bersinar/system.js';

export interface SystemForSpecs extends System {
  readonly dataDir: string;
  /** Everything it has logged, at level trace. */
  logged(): string;
}

/** The whole system on throw-away embedded stores, in this process but for the stores. */
export async function systemForSpecs(options: { heartbeatMs?: number } = {}): Promise<SystemForSpecs> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bersinar-journey-'));
  let log = '';
  const logger = createLogger('trace', {
    write: (line: string) => {
      log += line;
    },
  });
  const system = await startSystem(configFrom({ PORT: '0', DATA_DIR: dataDir }), logger, options);
  return {
    ...system,
    dataDir,
    logged: () => log,
    close: async () => {
      await system.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
