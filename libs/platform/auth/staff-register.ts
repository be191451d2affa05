import {
  believe,
  deadlineOf,
  type Engine,
  HistoryCorrupt,
  isObject,
  PATIENCE,
  type RawEvent,
  type RecordedEvent,
  type Staff,
  untilAnswered,
} from '#kernel';
import type { GrantEvent } from '#contracts/access/grant.events';
import type { StaffEvent } from '#contracts/access/staff.events';
import { type Grant, type Grants, grantsAfter, grantsStreamOf } from '#contracts/access/grants';
import { ownStaffIdOf } from './login.js';
import { UNIT_REGISTER } from './units.js';

/**
 * Who of the staff is who, and may do what: read from the store's leader when somebody asks, and kept until the tail of the log says more. Abstract class, so
 * it is its own injection token.
 */
export abstract class StaffRegister implements Staff {
  abstract unregistered(staffIds: readonly string[]): Promise<readonly string[]>;
  abstract canSignIn(staffId: string, but?: string): Promise<boolean>;
  abstract idsOf(staffId: string): ReadonlySet<string> | Promise<ReadonlySet<string>>;
  /** The staff id under which a login acts: that of the record it is linked to, else its own. Throws `UnknownEvent`, `Unavailable`. */
  abstract staffIdOf(login: string): string | Promise<string>;
  /** What was ever granted to that staff id. Throws `UnknownEvent`, `Unavailable`. */
  abstract grantsOf(staffId: string): Promise<readonly Grant[]>;
  /** Takes in an event of the log: what was read of its stream before it is read anew. */
  abstract take(event: RawEvent): void;
  /** Reads a stream anew. Throws `UnknownEvent`, `Unavailable`. */
  abstract read(stream: string): Promise<void>;
  /** Forgets everything that was read. */
  abstract clear(): void;
}

/** What a register reads by. */
export interface Reading extends Pick<Engine, 'store' | 'registry' | 'patience' | 'excluded'> {
  /** Told of each stream that is not believed from there on. */
  readonly disbelieved?: (at: { readonly stream: string; readonly revision: number }) => void;
  /** How many streams are kept. */
  readonly most?: number;
}

/** What a stream says, up to a revision: of a record, of a login, of the logins of a staff id, or of the grants of a unit. */
interface Known {
  readonly revision: number;
  readonly isRegistered: boolean;
  /** The record to which the login is linked now, and every one to which it ever was. */
  readonly linked?: string;
  readonly records: ReadonlySet<string>;
  readonly logins: ReadonlySet<string>;
  readonly grants: Grants;
}

/** A stream that is being read, and whether the tail told of it meanwhile. */
interface Flight {
  isStale: boolean;
}

const hasMissed = ({ isStale }: Flight): boolean => isStale;

const NOTHING: Known = { revision: -1, isRegistered: false, records: new Set(), logins: new Set(), grants: new Map() };
const OF_STAFF = /^(staff(login)?|grant)-/;
const MOST = 50_000;

/** A register in memory that has read nothing yet. */
export function staffRegister({
  store,
  registry,
  patience = PATIENCE,
  excluded,
  disbelieved,
  most = MOST,
}: Reading): StaffRegister {
  const known = new Map<string, Known>();
  const reading = new Map<string, Set<Flight>>();
  const reported = new Set<string>();
  const believing = { store, ...(excluded && { excluded }) };

  /** What a stream says now: as it was read, else as it is on the leader. */
  async function knownOf(stream: string): Promise<Known> {
    return known.get(stream) ?? (await readAnew(stream));
  }

  async function readAnew(stream: string): Promise<Known> {
    const flight: Flight = { isStale: false };
    const flights = reading.get(stream) ?? new Set<Flight>();
    reading.set(stream, flights.add(flight));
    try {
      let found: Known;
      do {
        flight.isStale = false; // what the tail tells meanwhile may not be in what is read
        found = (await believedOf(stream)).reduce(after, NOTHING);
      } while (hasMissed(flight));
      keep(stream, found);
      return found;
    } finally {
      flights.delete(flight);
      if (flights.size === 0) reading.delete(stream);
    }
  }

  /** The stream's events up to the first that is not believed, in their latest version. */
  async function believedOf(stream: string): Promise<readonly RecordedEvent[]> {
    const code = 'event-store-unavailable';
    const raw = await untilAnswered(store, () => store.read(stream), deadlineOf(patience), { code, patience });
    return (await believedFrom(stream, raw)).map((event) => registry.upcast(event));
  }

  async function believedFrom(stream: string, raw: readonly RawEvent[]): Promise<readonly RecordedEvent[]> {
    try {
      return await believe(believing, stream, raw);
    } catch (error) {
      if (!(error instanceof HistoryCorrupt)) throw error;
      const { revision } = error;
      if (!reported.has(`${stream}@${revision}`)) disbelieved?.({ stream, revision });
      reported.add(`${stream}@${revision}`);
      return believe(
        believing,
        stream,
        raw.filter((event) => event.revision < revision),
      );
    }
  }

  function keep(stream: string, found: Known): void {
    known.delete(stream);
    known.set(stream, found);
    const [oldest] = known.size > most ? known.keys() : [];
    if (oldest !== undefined) known.delete(oldest);
  }

  function drop(stream: string, revision = Infinity): void {
    for (const flight of reading.get(stream) ?? []) flight.isStale = true;
    if (revision > (known.get(stream)?.revision ?? Infinity)) known.delete(stream);
  }

  function take({ stream, revision, data }: RawEvent): void {
    if (OF_STAFF.test(stream)) drop(stream, revision);
    if (stream.startsWith('repair-') && isObject(data) && typeof data.stream === 'string') drop(data.stream);
  }

  /** The ids that a login joins: none when it was only noted, and never linked. */
  async function joinedBy(login: string): Promise<readonly string[]> {
    const { records } = await knownOf(`stafflogin-${login}`);
    return records.size === 0 ? [] : [ownStaffIdOf(login), ...records];
  }

  async function idsOf(staffId: string): Promise<ReadonlySet<string>> {
    const ids = new Set([staffId]);
    for (const one of ids) {
      const { logins } = await knownOf(loginsStreamOf(one));
      for (const joined of await Promise.all([...logins].map(joinedBy))) {
        if (joined.includes(one)) joined.forEach((other) => ids.add(other));
      }
    }
    return ids;
  }

  async function isRegistered(staffId: string): Promise<boolean> {
    const stream = `staff-${staffId}`;
    return known.get(stream)?.isRegistered === true || (await readAnew(stream)).isRegistered;
  }

  return {
    take,
    read: async (stream) => {
      await readAnew(stream);
    },
    clear: () => {
      known.clear();
      for (const stream of reading.keys()) drop(stream);
    },
    idsOf,
    staffIdOf: async (login) => (await knownOf(`stafflogin-${login}`)).linked ?? ownStaffIdOf(login),
    canSignIn: async (staffId, but) => {
      const { logins } = await knownOf(loginsStreamOf(staffId));
      const others = [...logins].filter((login) => login !== but);
      const all = await Promise.all(others.map((login) => knownOf(`stafflogin-${login}`)));
      return all.some(({ linked }) => linked === staffId);
    },
    grantsOf: async (wanted) => {
      const known = await Promise.all(UNIT_REGISTER.units.map(({ code }) => knownOf(grantsStreamOf(code))));
      return known.flatMap(({ grants }) => [...grants.values()].filter(({ staffId }) => staffId === wanted));
    },
    unregistered: async (staffIds) => {
      const found = await Promise.all(staffIds.map(isRegistered));
      return staffIds.filter((_, index) => found[index] !== true);
    },
  };
}

/** The stream that notes which logins a staff id was ever linked to, so that whoever knows one finds the others. */
export const loginsStreamOf = (staffId: string): string => `stafflogin-${staffId}`;

function after({ linked, ...before }: Known, event: RecordedEvent): Known {
  const { type, data } = event as unknown as StaffEvent | GrantEvent;
  const now = { ...before, revision: event.revision };
  switch (type) {
    case 'StaffRegistered':
      return { ...now, isRegistered: true };
    case 'StaffLoginLinked':
      return { ...now, linked: data.staffId, records: new Set([...before.records, data.staffId]) };
    case 'StaffLoginUnlinked':
      return now;
    case 'StaffLoginNoted':
      return { ...now, ...(linked !== undefined && { linked }), logins: new Set([...before.logins, data.login]) };
    case 'AccessGranted':
    case 'GrantRevoked':
      return { ...now, grants: grantsAfter(before.grants, event as unknown as GrantEvent & { revision: number }) };
  }
}
