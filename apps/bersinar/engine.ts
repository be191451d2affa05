import type { Logger } from 'pino';
import { definitions } from '#contracts/registry';
import { type Engine, Registry } from '#kernel';
import { followStaff, type StaffRegister, staffRegister, type StaffStatus, zoneOf } from '#platform/auth';
import { openLog } from '#platform/event-store';
import { openKeyring } from '#platform/keyring';
import { build } from './build.js';
import type { Config } from './config.js';
import type { Closing, Stores } from './stores.js';

export type OpenedKeyring = Awaited<ReturnType<typeof openKeyring>>;

/** What commands run on, with a register of staff that follows the log. */
export interface OpenedEngine {
  readonly engine: Engine & { readonly staff: StaffRegister };
  readonly keyring: OpenedKeyring;
  readonly staff: { status(): StaffStatus; readonly caughtUp: Promise<void> };
}

/** The engine of one thread. Throws one sentence when the keyring or the log is not to be had, or not what the configuration says. */
export async function openEngine(
  { kekFile, production, purpose, eventstoreUrl, dataDir }: Config,
  { store, projected, keyring: keys }: Stores,
  logger: Logger,
  closing: Closing,
  { mayCreate }: { readonly mayCreate: boolean },
): Promise<OpenedEngine> {
  const keyring = await openKeyring({ db: keys, kekFile, mayCreate });
  const registry = new Registry(definitions);
  const parts = { store, keyring, registry, build: build(), zoneOf, now: () => new Date() };
  const place = eventstoreUrl === undefined ? dataDir : 'the event store of EVENTSTORE_URL';
  const { log, keys: houseKeys } = await openLog(parts, { purpose, production, place });
  const staff = staffRegister({
    store,
    registry,
    disbelieved: (at) => {
      logger.error(at, 'a record of the staff is not what was written');
    },
  });
  const following = followStaff(staff, {
    store: projected,
    report: (status) => {
      logger.info({ staff: status }, 'staff');
    },
  });
  closing.push(() => following.stop());
  const engine = { ...parts, log, keys: houseKeys, staff, ...(purpose === 'DEMONSTRATION' && { demonstration: true }) };
  return { engine, keyring, staff: following };
}
