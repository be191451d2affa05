import { type EventStore, GENESIS, id, type JsonObject, link, type Metadata, verifyStream } from '#kernel';
import { person } from '#kernel/given-for-specs';
import { grantsStreamOf } from '#contracts/access/grants';
import { ownStaffIdOf } from './login.js';
import { loginsStreamOf } from './staff-register.js';

const uuid = (n: number): string => id('spec', n);
const AT = '2024-12-16T02:00:00.000Z';
const METADATA: Omit<Metadata, 'hash' | 'prevHash'> = {
  env: 1,
  v: 1,
  log: uuid(0),
  recordedAt: AT,
  occurredAt: AT,
  on: '2024-12-16',
  zone: 'Asia/Jakarta',
  actor: person('clerk', 'kasubsi-pelayanan', 'RUTAN-BANJARNEGARA'),
  unitId: 'BERSINAR',
  about: [],
  command: { id: uuid(1), attempt: uuid(2) },
  $correlationId: uuid(3),
  $causationId: uuid(3),
  source: 'API',
  legalBasis: 'LEGAL_DUTY',
  build: 'spec',
};

interface Granted {
  readonly staffId: string;
  readonly role: string;
  readonly unitId: string;
  readonly from?: string;
  readonly until?: string;
}

/** Records on a log, as if somebody's commands had, who is registered, which login is theirs and what they may do. */
export function staffHistory(store: EventStore) {
  let events = 0;
  async function add(stream: string, type: string, data: JsonObject, envelope: Partial<Metadata> = {}): Promise<void> {
    const last = verifyStream(await store.read(stream)).at(-1);
    const { revision = -1, metadata: { hash } = { hash: GENESIS } } = last ?? {};
    const event = { id: id('spec', stream, (events += 1)), type, data, metadata: { ...METADATA, ...envelope } };
    await store.append(stream, last?.revision ?? 'no-stream', link(stream, { revision, hash }, [event]));
  }
  return {
    add,
    registered: (staffId: string) =>
      add(`staff-${staffId}`, 'StaffRegistered', { unitId: 'RUTAN-BANJARNEGARA', role: 'karutan' }),
    linked: async (login: string, staffId: string): Promise<void> => {
      for (const one of [staffId, ownStaffIdOf(login)]) await add(loginsStreamOf(one), 'StaffLoginNoted', { login });
      await add(`stafflogin-${login}`, 'StaffLoginLinked', { staffId });
    },
    granted: async (grantId: string, { staffId, role, unitId, from = '2024-12-16', ...more }: Granted) => {
      const data = { grantId, staffId, role, unitId, from, ...more };
      await add(grantsStreamOf(unitId), 'AccessGranted', data);
    },
    noted: (login: string, staffId: string) => add(loginsStreamOf(staffId), 'StaffLoginNoted', { login }),
    unlinked: (login: string, staffId: string) => add(`stafflogin-${login}`, 'StaffLoginUnlinked', { staffId }),
  };
}
