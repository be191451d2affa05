import { createHash } from 'node:crypto';
import { world, type World } from '#kernel/world';
import type { Tape } from './tape.js';

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly act: () => void;
}

interface Turn {
  readonly label: string;
  readonly go: () => void;
}

export interface VirtualWorld {
  readonly trace: readonly string[];
  /** A hash of every turn that was given, when, and of all that was noted. */
  readonly digest: () => string;
  /** Waits for its turn, which comes when the tape says so. */
  readonly turn: (label: string) => Promise<void>;
  readonly note: (line: string) => void;
  readonly now: () => number;
  /** Gives turns and lets time pass until it is so; throws when it is not after so many milliseconds of virtual time. */
  readonly until: (isSo: () => boolean, withinMs: number, what: string) => Promise<void>;
  readonly leave: () => void;
}

/** Everything has happened that needs no turn and no time: Node asks for the next tick once no promise has anything left to do. */
const settled = (): Promise<void> =>
  new Promise((resolve) => {
    process.nextTick(resolve);
  });

const aborted = (): Error => Object.assign(new Error('The operation was aborted'), { name: 'AbortError' });

/** A world of which one tape owns the order of everything, one seed the chance; every clock of the system is in it until it is left. */
export function enterVirtualWorld(tape: Tape, seed: number, startsAt: number): VirtualWorld {
  const before = { ...world };
  const trace: string[] = [];
  const course = createHash('sha256');
  const turns: Turn[] = [];
  const timers = new Set<Timer>();
  let [clock, order, drawn] = [startsAt, 0, 0];

  const bytes = (length: number): Uint8Array => {
    const blocks = Array.from({ length: Math.ceil(length / 32) }, () =>
      createHash('sha256')
        .update(`${seed} ${(drawn += 1)}`)
        .digest(),
    );
    return Buffer.concat(blocks).subarray(0, length);
  };
  const uuid = (): string => {
    const hex = Buffer.from(bytes(16)).toString('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)].join(
      '-',
    );
  };
  const later = (milliseconds: number, act: () => void): (() => void) => {
    const timer = {
      at: clock + Math.max(1, Math.ceil(milliseconds)),
      order: (order += 1),
      act,
    };
    timers.add(timer);
    return () => timers.delete(timer);
  };
  const simulated: World = {
    now: () => clock,
    delay: (milliseconds, { signal } = {}) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(aborted());
          return;
        }
        const stop = () => {
          forget();
          reject(aborted());
        };
        const forget = later(milliseconds, () => {
          signal?.removeEventListener('abort', stop);
          resolve();
        });
        signal?.addEventListener('abort', stop, { once: true });
      }),
    later,
    every: (milliseconds, act) => {
      let forget = (): void => undefined;
      const again = (): void => {
        forget = later(milliseconds, () => {
          again();
          act();
        });
      };
      again();
      return () => {
        forget();
      };
    },
    random: () => Buffer.from(bytes(4)).readUInt32BE() / 2 ** 32,
    uuid,
    bytes,
  };
  Object.assign(world, simulated);

  const first = (): Timer | undefined => {
    let found: Timer | undefined;
    for (const timer of timers) {
      if (found === undefined || timer.at < found.at || (timer.at === found.at && timer.order < found.order))
        found = timer;
    }
    return found;
  };

  /** Gives one turn, or lets time pass until the next timer. */
  function step(): void {
    const passes = turns.length === 0 || tape.rarely(20);
    const timer = passes ? first() : undefined;
    if (timer !== undefined) {
      timers.delete(timer);
      clock = Math.max(clock, timer.at);
      timer.act();
      return;
    }
    const [turn] = turns.splice(tape.choose(Math.max(1, turns.length)), 1);
    if (turn === undefined) throw new Error('Nothing is left that could happen.');
    clock += 1;
    course.update(`${clock} ${turn.label}\n`);
    turn.go();
  }

  return {
    trace,
    now: () => clock,
    digest: () => course.copy().update(trace.join('\n')).digest('hex'),
    note: (line) => trace.push(`${new Date(clock).toISOString().slice(11, 23)} ${line}`),
    turn: (label) => new Promise((go) => turns.push({ label, go })),
    until: async (isSo, withinMs, what) => {
      const late = clock + withinMs;
      for (;;) {
        await settled();
        if (isSo()) return;
        if (clock > late) throw new Error(`${what}: not within ${withinMs} ms`);
        step();
      }
    },
    leave: () => {
      Object.assign(world, before);
    },
  };
}
