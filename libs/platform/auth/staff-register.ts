import {
  deadlineOf,
  type Engine,
  GENESIS,
  HistoryCorrupt,
  PATIENCE,
  type RawEvent,
  type Staff,
  untilAnswered,
  uuidOf,
  verify,
} from '#kernel';
import type { StaffEvent } from '#contracts/access/staff.events';
import { ownStaffIdOf } from './login.js';

/** Who of the staff is who, as far as this process has read the log. Abstract class, so it is its own injection token. */
export abstract class StaffRegister implements Staff {
  abstract unregistered(staffIds: readonly string[]): Promise<readonly string[]>;
  abstract idsOf(staffId: string): ReadonlySet<string>;
  /** The staff id under which a login acts: that of the record it is linked to, else its own. */
  abstract staffIdOf(login: string): string;
  /** Takes in an event of the log, each stream from its first; what it knows already changes nothing. Throws `UnknownEvent`. */
  abstract take(event: RawEvent): void;
  /** Takes in a stream as it is on the store's leader. Throws `UnknownEvent`, `Unavailable`. */
  abstract read(stream: string): Promise<void>;
}

/** What a register reads by. */
export interface Reading extends Pick<Engine, 'store' | 'registry' | 'patience'> {
  /** Told of each stream that is not believed from there on. */
  readonly disbelieved?: (at: { readonly stream: string; readonly revision: number }) => void;
}

const OF_STAFF = /^staff(login)?-/;

/** How far a stream was taken in; what comes after its end that is not believed is passed by. */
interface Taken {
  readonly revision: number;
  readonly hash: string;
  readonly isOver?: true;
}

/** A register in memory, empty until events are taken in. */
export function staffRegister({ store, registry, patience = PATIENCE, disbelieved }: Reading): StaffRegister {
  const taken = new Map<string, Taken>();
  const registered = new Set<string>();
  const linked = new Map<string, string>();
  const persons = new Map<string, ReadonlySet<string>>();

  const idsOf = (staffId: string): ReadonlySet<string> => persons.get(staffId) ?? new Set([staffId]);

  function join(one: string, other: string): void {
    const together = new Set([...idsOf(one), ...idsOf(other)]);
    for (const staffId of together) persons.set(staffId, together);
  }

  function fold(uuid: string, { type, data }: StaffEvent): void {
    switch (type) {
      case 'StaffRegistered':
        registered.add(uuid);
        return;
      case 'StaffLoginLinked':
        linked.set(uuid, data.staffId);
        join(ownStaffIdOf(uuid), data.staffId);
        return;
      case 'StaffLoginUnlinked':
        linked.delete(uuid);
    }
  }

  function take(raw: RawEvent): void {
    const { stream, revision } = raw;
    if (!OF_STAFF.test(stream)) return;
    const last = taken.get(stream) ?? { revision: -1, hash: GENESIS };
    if (last.isOver || revision <= last.revision) return;
    try {
      const event = registry.upcast(verify(raw, last));
      fold(uuidOf(stream), event as unknown as StaffEvent);
      taken.set(stream, { revision, hash: event.metadata.hash });
    } catch (error) {
      if (!(error instanceof HistoryCorrupt)) throw error;
      taken.set(stream, { ...last, isOver: true });
      disbelieved?.({ stream, revision });
    }
  }

  async function read(stream: string): Promise<void> {
    const code = 'event-store-unavailable';
    const history = await untilAnswered(store, () => store.read(stream), deadlineOf(patience), { code, patience });
    history.forEach(take);
  }

  return {
    take,
    read,
    idsOf,
    staffIdOf: (login) => linked.get(login) ?? ownStaffIdOf(login),
    unregistered: async (staffIds) => {
      const missing = staffIds.filter((staffId) => !registered.has(staffId));
      await Promise.all(missing.map((staffId) => read(`staff-${staffId}`)));
      return missing.filter((staffId) => !registered.has(staffId));
    },
  };
}
