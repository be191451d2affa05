import { BEFORE_FIRST, type EventStore, type Position } from '#kernel';
import { follow } from '../projections/follow.js';
import { persevere } from '../projections/persevere.js';
import type { StaffRegister } from './staff-register.js';

/** How far a register follows the log; `behind` has not found its head yet. */
export interface StaffStatus {
  readonly state: 'behind' | 'following' | 'retrying';
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

/** Keeps what a register has read up with the log from its head on, until it is stopped, whatever the store does meanwhile. */
export function followStaff(
  register: Pick<StaffRegister, 'take' | 'clear'>,
  { store, report, ...following }: Following,
) {
  const pace = { ...PACE, ...following.pace };
  let status: StaffStatus = { state: 'behind' };
  let up = (): void => undefined;
  const caughtUp = new Promise<void>((resolve) => {
    up = resolve;
  });
  const { stop } = persevere({ store, pauseMs: pace.pauseMs, attempt: keepUp, meaningOf });

  return {
    status: (): StaffStatus => status,
    /** Once it follows: whatever is recorded from then on is noticed. */
    caughtUp,
    stop,
  };

  function become(state: StaffStatus['state'], position = status.position): void {
    const changed = state !== status.state;
    status = { state, ...(position !== undefined && { position }) };
    if (changed) report?.(status);
  }

  async function keepUp(signal: AbortSignal, progressed: () => void): Promise<void> {
    const from = await beginning();
    become('following', from);
    up();
    const after = from === BEFORE_FIRST ? undefined : from;
    for await (const events of follow(store, after, { ...pace, signal })) {
      for (const event of events) {
        register.take(event);
        become('following', event.position);
      }
      progressed();
    }
  }

  /** Where it goes on; at the head, with nothing known, when it begins or the log no longer has what it had read. */
  async function beginning(): Promise<Position> {
    const { position } = status;
    if (position !== undefined && position !== BEFORE_FIRST) {
      const event = await store.eventAt(position);
      if (event?.position === position) return position;
    }
    const head = (await store.head()) ?? BEFORE_FIRST;
    register.clear();
    return head;
  }

  function meaningOf(): 'renew' {
    become('retrying');
    return 'renew';
  }
}
