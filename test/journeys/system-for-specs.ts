import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadKek } from '#platform/keyring';
import { createLogger } from '#platform/telemetry';
import { configFrom } from '../../apps/bersinar/config.js';
import { type Part, startSystem, type System } from '../../apps/bersinar/system.js';
import { areOnServers, storesForSpecs } from '../../libs/platform/stores/stores-for-specs.js';

export interface SystemForSpecs extends System {
  readonly dataDir: string;
  /** Everything it has logged, at level trace. */
  logged(): string;
}

interface Wanted {
  readonly heartbeatMs?: number;
  /** Which parts of it are started; all by default. */
  readonly parts?: readonly Part[];
  /** Whether its log is one for what is made up, as the story's scenes are; real by default. */
  readonly demonstration?: boolean;
  /** A data folder of which it begins with a copy. */
  readonly from?: string;
  /** A folder into which its data is copied when it has closed. */
  readonly into?: string;
  /** Stores that a spec has of its own. */
  readonly settings?: { readonly EVENTSTORE_URL?: string; readonly MONGODB_URL?: string };
}

/** The whole system on a throw-away folder, in this process but for the stores, which are embedded unless servers are named to the specs. */
export async function systemForSpecs({
  settings: given,
  demonstration = false,
  from,
  into,
  ...options
}: Wanted = {}): Promise<SystemForSpecs> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bersinar-journey-'));
  if (from !== undefined) await cp(from, dataDir, { recursive: true });
  let log = '';
  const logger = createLogger('trace', {
    write: (line: string) => {
      log += line;
    },
  });
  const servers = areOnServers() && given === undefined ? await storesForSpecs() : undefined;
  const settings = {
    PORT: '0',
    DATA_DIR: dataDir,
    REQUESTS_PER_MINUTE: '999999999',
    ...(given ?? (await servers?.settings())),
  };
  const config = configFrom(settings, demonstration ? ['--demonstration'] : servers?.args);
  if (config.mongodbUrl !== undefined) await loadKek({ file: config.kekFile, mayCreate: true });
  const system = await startSystem(config, logger, options);
  return {
    ...system,
    dataDir,
    logged: () => log,
    close: async () => {
      await system.close();
      await servers?.close();
      if (into !== undefined) await cp(dataDir, into, { recursive: true });
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
