import { type EventStore, type Position, type RawEvent, UnknownEvent } from '#kernel';
import { follow } from '../projections/follow.js';
import { persevere } from '../projections/persevere.js';
import type { StaffRegister } from './staff-register.js';

/** How far a register follows the log; `behind` has never caught up, `too-old` cannot read what a later build wrote. */
export interface StaffStatus {
  readonly state: 'behind' | 'following' | 'retrying' | 'too-old';
  readonly position?: Position;
}

interface Following {
  /** A client of its own for the subscription. */
  readonly store: EventStore;
  /** Told every change of state. */
  readonly report?: (status: StaffStatus) => void;
  readonly pace?: Partial<{ readonly batch: number; readonly pauseMs: number; readonly silenceMs: number }>;
}

const PACE = { batch: 500, pauseMs: 5_000, silenceMs: 15_000 };

/** Keeps a register up with the log until it is stopped, whatever the store does meanwhile. */
export function followStaff(register: StaffRegister, { store, report, ...following }: Following) {
  const pace = { ...PACE, ...following.pace };
  let status: StaffStatus = { state: 'behind' };
  let [up, never]: [() => void, (error: Error) => void] = [nobody, nobody];
  const caughtUp = new Promise<void>((...told) => {
    [up, never] = told;
  });
  caughtUp.catch(() => undefined); // nobody may be waiting any more
  const { stop } = persevere({ store, pauseMs: pace.pauseMs, attempt: keepUp, meaningOf });

  return {
    status: (): StaffStatus => status,
    /** Once everything is taken in that the log held when it was first read. Rejects with `UnknownEvent`. */
    caughtUp,
    stop,
  };

  function become(state: StaffStatus['state'], position = status.position): void {
    const changed = state !== status.state;
    status = { state, ...(position !== undefined && { position }) };
    if (changed) report?.(status);
  }

  function takeAll(events: readonly RawEvent[]): void {
    for (const event of events) {
      register.take(event);
      become(status.state, event.position);
    }
  }

  async function keepUp(signal: AbortSignal, progressed: () => void): Promise<void> {
    if (status.state !== 'following') {
      for await (const event of store.readAll(status.position)) {
        if (signal.aborted) return;
        takeAll([event]);
      }
    }
    become('following');
    up();
    for await (const events of follow(store, status.position, { ...pace, signal })) {
      takeAll(events);
      progressed();
    }
  }

  function meaningOf(error: unknown): 'end' | 'renew' {
    if (!(error instanceof UnknownEvent)) {
      become('retrying');
      return 'renew';
    }
    become('too-old');
    never(error);
    return 'end';
  }
}

const nobody = (): void => undefined;
