import { world } from '#kernel/world';
import type { Tape } from './tape.js';
import type { VirtualWorld } from './virtual-world.js';

/** What may go wrong with one call, besides that whoever made it dies before or after. */
export const FAULTS = ['before', 'after', 'never', 'never, but done', 'late', 'twice'] as const;
export type Fault = (typeof FAULTS)[number];

const OFTEN = 30; // of a thousand calls, while there are faults
const DEATHS = 1;
const GIVEN_UP_MS = 2_000;

/** Whoever calls: nothing is answered once it is dead. */
export interface Runner {
  readonly name: string;
  isDead: boolean;
}

export interface Port {
  /** One call of its runner through the port: it waits for its turn, may go wrong, and is never answered to the dead. */
  readonly call: <T>(name: string, work: () => Promise<T>, failure: () => Error) => Promise<T>;
  /** One thing that comes to its runner by itself, such as an event of a subscription. */
  readonly arrive: (name: string, failure: () => Error) => Promise<void>;
}

/** The faults that the ports of all runners draw from, until they are ended; `drawn` counts each by call and kind. */
export function faultsOf({ turn, note }: VirtualWorld, tape: Tape, died: (who: Runner) => void) {
  const drawn = new Map<string, number>();
  let areOver = false;
  const count = (what: string): void => {
    drawn.set(what, (drawn.get(what) ?? 0) + 1);
  };
  const draw = (who: Runner, name: string): Fault | undefined => {
    if (areOver || !tape.rarely(OFTEN)) return undefined;
    const fault = FAULTS[tape.choose(FAULTS.length)] ?? 'before';
    count(`${name}: ${fault}`);
    note(`${who.name}: ${name} fails ${fault}`);
    return fault;
  };
  const never = (): Promise<never> => new Promise<never>(() => undefined);
  /** Every client gives up on a call in the end. */
  const silence = async (failure: () => Error): Promise<never> => {
    await world.delay(GIVEN_UP_MS);
    throw failure();
  };

  /** A turn after which the dead go no further; it is where they die. */
  async function step(who: Runner, name: string): Promise<void> {
    if (!who.isDead) await turn(name);
    if (!who.isDead && !areOver && tape.rarely(DEATHS)) {
      count(`${name}: death`);
      note(`${who.name} dies at ${name}`);
      who.isDead = true;
      died(who);
    }
    if (who.isDead) await never();
  }

  const portOf = (who: Runner): Port => ({
    call: async (name, work, failure) => {
      await step(who, name);
      const fault = draw(who, name);
      if (fault === 'before') throw failure();
      if (fault === 'never') return silence(failure);
      if (fault === 'late') for (let n = tape.choose(20) + 5; n > 0; n -= 1) await turn(name);
      const answer = await work();
      if (fault === 'twice') void again(name, work);
      if (fault === 'never, but done') return silence(failure);
      await step(who, `${name} answered`);
      if (fault === 'after') throw failure();
      return answer;
    },
    arrive: async (name, failure) => {
      await step(who, name);
      if (draw(who, name) === undefined) return;
      throw failure();
    },
  });

  /** The same bytes reach the store once more. */
  async function again(name: string, work: () => Promise<unknown>): Promise<void> {
    for (let n = tape.choose(20); n > 0; n -= 1) await turn(name);
    await work().catch(() => undefined);
  }

  return {
    portOf,
    drawn,
    end: () => {
      areOver = true;
    },
  };
}
