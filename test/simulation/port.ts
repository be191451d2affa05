import { world } from '#kernel/world';
import type { Tape } from './tape.js';
import type { Runner, VirtualWorld } from './virtual-world.js';

/** What may go wrong with one call, besides that whoever made it dies before or after. */
export const FAULTS = ['before', 'after', 'never', 'never, but done', 'late', 'twice'] as const;
export type Fault = (typeof FAULTS)[number];

const OFTEN = 30; // of a thousand calls, while there are faults
const DEATHS = 1;
const GIVEN_UP_MS = 2_000;

export interface Port {
  /** One call of a runner through the port: it waits for its turn, may go wrong, and is never answered to the dead. */
  readonly call: <T>(name: string, work: () => Promise<T>, failure: () => Error) => Promise<T>;
  /** One thing that comes to a runner by itself, such as an event of a subscription. */
  readonly arrive: (name: string, failure: () => Error) => Promise<void>;
}

/** The faults that all ports draw from, until they are ended; `drawn` counts each by call and kind. */
export function faultsOf({ turn, runner, note, as }: VirtualWorld, tape: Tape, died: (who: Runner) => void) {
  const drawn = new Map<string, number>();
  let areOver = false;
  const count = (what: string): void => {
    drawn.set(what, (drawn.get(what) ?? 0) + 1);
  };
  const draw = (name: string): Fault | undefined => {
    if (areOver || !tape.rarely(OFTEN)) return undefined;
    const fault = FAULTS[tape.choose(FAULTS.length)] ?? 'before';
    count(`${name}: ${fault}`);
    note(`${runner()?.name ?? 'somebody'}: ${name} fails ${fault}`);
    return fault;
  };
  const never = (): Promise<never> => new Promise<never>(() => undefined);
  /** Every client gives up on a call in the end. */
  const silence = async (failure: () => Error): Promise<never> => {
    await world.delay(GIVEN_UP_MS);
    throw failure();
  };

  /** A turn after which the dead go no further; it is where they die. */
  async function step(name: string): Promise<void> {
    const who = runner();
    await turn(name);
    if (who !== undefined && !who.isDead && !areOver && tape.rarely(DEATHS)) {
      count(`${name}: death`);
      note(`${who.name} dies at ${name}`);
      who.isDead = true;
      died(who);
    }
    if (who?.isDead) await never();
  }

  const port: Port = {
    call: async (name, work, failure) => {
      await step(name);
      const fault = draw(name);
      if (fault === 'before') throw failure();
      if (fault === 'never') return silence(failure);
      if (fault === 'late') for (let n = tape.choose(20) + 5; n > 0; n -= 1) await turn(name);
      const answer = await work();
      if (fault === 'twice') void again(name, work);
      if (fault === 'never, but done') return silence(failure);
      await step(`${name} answered`);
      if (fault === 'after') throw failure();
      return answer;
    },
    arrive: async (name, failure) => {
      await step(name);
      if (draw(name) === undefined) return;
      throw failure();
    },
  };

  /** The same bytes reach the store once more. */
  const again = (name: string, work: () => Promise<unknown>): Promise<unknown> =>
    as({ name: 'the network', isDead: false }, async () => {
      for (let n = tape.choose(20); n > 0; n -= 1) await turn(name);
      return work().catch(() => undefined);
    });

  return {
    port,
    drawn,
    end: () => {
      areOver = true;
    },
  };
}
