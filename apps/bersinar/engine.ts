import type { Logger } from 'pino';
import { definitions } from '#contracts/registry';
import { type Engine, keptHistories, type RawEvent, type RecordedEvent, Registry } from '#kernel';
import { world } from '#kernel/world';
import { followStaff, type StaffRegister, staffRegister, type StaffStatus, zoneOf } from '#platform/auth';
import { openLog, refuseOlderServer } from '#platform/event-store';
import { openKeyring } from '#platform/keyring';
import { parkedStreams, type ParkedStreams } from '#platform/repair';
import { build } from './build.js';
import type { Config } from './config.js';
import { keepParked } from './parked.js';
import type { Closing, Stores } from './stores.js';

export type OpenedKeyring = Awaited<ReturnType<typeof openKeyring>>;

/** What commands run on, with registers of staff and of parked streams that follow the log. */
export interface OpenedEngine {
  readonly engine: Engine & { readonly staff: StaffRegister };
  readonly keyring: OpenedKeyring;
  /** What the engine's `parked` asks. */
  readonly register: ParkedStreams;
  readonly staff: { status(): StaffStatus; readonly caughtUp: Promise<void> };
}

/** The engine of one thread. Throws one sentence when the keyring or the log is not to be had, or not what the configuration says. */
export async function openEngine(
  { kekFile, production, purpose, eventstoreUrl, dataDir }: Config,
  { store, projected, keyring: keys, database }: Stores,
  logger: Logger,
  closing: Closing,
  { mayCreate }: { readonly mayCreate: boolean },
): Promise<OpenedEngine> {
  if (eventstoreUrl !== undefined) await refuseOlderServer(eventstoreUrl, store);
  const keyring = await openKeyring({ db: keys, kekFile, mayCreate });
  const registry = new Registry(definitions);
  const parts = { store, keyring, registry, build: build(), zoneOf, now: () => new Date(world.now()) };
  const place = eventstoreUrl === undefined ? dataDir : 'the event store of EVENTSTORE_URL';
  const { log, keys: houseKeys } = await openLog(parts, { purpose, production, place });
  const register = parkedStreams();
  const staff = staffRegister({
    store,
    registry,
    excluded: register.excludedOf,
    disbelieved: (at) => {
      logger.error(at, 'a record of the staff is not what was written');
    },
  });
  const learnt = (event: RecordedEvent) => {
    register.take(event);
    staff.take(event); // what it read before this was known
  };
  const parking = keepParked({ take: learnt }, store);
  const tail = {
    clear: () => {
      staff.clear();
    },
    take: (event: RawEvent) => {
      staff.take(event);
      parking.take(event);
    },
  };
  const following = followStaff(tail, {
    store: projected,
    report: (status) => {
      logger.info({ staff: status }, 'staff');
    },
  });
  closing.push(async () => {
    parking.stop();
    await following.stop();
  });
  const caughtUp = following.caughtUp.then(() => parking.begin(database)); // the tail tells what comes meanwhile
  caughtUp.catch(() => undefined); // whoever waits for it is told
  const known = { staff, parked: register.of, excluded: register.excludedOf, histories: keptHistories() };
  const engine = {
    ...parts,
    log,
    keys: houseKeys,
    ...known,
    ...(purpose === 'DEMONSTRATION' && { demonstration: true }),
  };
  return { engine, keyring, register, staff: { ...following, caughtUp } };
}
