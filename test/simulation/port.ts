import { world } from '#kernel/world';
import type { Tape } from './tape.js';
import type { VirtualWorld } from './virtual-world.js';

/** What may go wrong with one call, besides that whoever made it dies before or after. */
export const FAULTS = ['before', 'after', 'never', 'never, but done', 'late', 'twice', 'no leader'] as const;
/** Some writes of one call are done, in whatever order, and others are not. */
const HALF = 'half';
export type Fault = (typeof FAULTS)[number] | typeof HALF;

const CHANGES =
  /\b(append|insertOne|replaceOne|deleteOne|deleteMany|dropCollection|bulkWrite|keysFor|macKeyAt|houseKeys|destroy)$/;
const OF_READING = ['before', 'after', 'never', 'late', 'no leader'] as const;

/** What may go wrong with a call of that name: what changes nothing is not done, and not twice, for anybody to notice. */
export const faultsFor = (name: string): readonly [Fault, ...Fault[]] =>
  name.endsWith('bulkWrite') ? [...FAULTS, HALF] : CHANGES.test(name) ? FAULTS : OF_READING;

/** What may go wrong with what comes by itself. */
export const CUTS = ['cut', 'silent'] as const;
export type Cut = (typeof CUTS)[number];

const OFTEN = { fault: 30, death: 1 }; // of a thousand calls, while there are faults
const SELDOM = { fault: 250, death: 60 }; // of the first calls of a run, and of what is removed, so that what is seldom called fails as well
const FIRST = 3;
const REMOVES = /\b(delete|drop)/;

/** Whoever calls: nothing is answered once it is dead. */
export interface Runner {
  readonly name: string;
  isDead: boolean;
}

/** What the client of a store says of a fault, and after how long it gives up on an answer. */
export interface Client {
  readonly failure: (fault: Fault | Cut) => Error;
  readonly givesUpMs: number;
}

/** Does only some of what a call does, each part where it is so. */
export type Half = (isDone: () => boolean) => Promise<unknown>;

export interface Port {
  /** One call of its runner through the port: it waits for its turn, may go wrong, and is never answered to the dead. */
  readonly call: <T>(name: string, work: () => Promise<T>, client: Client, half?: Half) => Promise<T>;
  /** One thing that comes to its runner by itself, such as an event of a subscription; what falls silent does so until whoever waits gives up. */
  readonly arrive: (name: string, client: Client, givenUp?: () => Promise<void>) => Promise<void>;
}

/** Nothing ever goes wrong. */
export const SURE: Port = { call: (_, work) => work(), arrive: () => Promise.resolve() };

/** The faults that the ports of all runners draw from, until they are ended; `drawn` counts each by call and kind, the calls, and what else is counted. */
export function faultsOf({ turn, note }: VirtualWorld, tape: Tape, died: (who: Runner) => void) {
  const drawn = new Map<string, number>();
  let areOver = false;
  const count = (what: string): void => {
    drawn.set(what, (drawn.get(what) ?? 0) + 1);
  };
  const often = (name: string): typeof OFTEN =>
    REMOVES.test(name) || (drawn.get(`${name}: called`) ?? 0) <= FIRST ? SELDOM : OFTEN;
  function draw<K extends Fault | Cut>(who: Runner, name: string, kinds: readonly [K, ...K[]]): K | undefined {
    count(`${name}: called`);
    if (areOver || !tape.rarely(often(name).fault)) return undefined;
    const fault = kinds[tape.choose(kinds.length)] ?? kinds[0];
    count(`${name}: ${fault}`);
    note(`${who.name}: ${name} fails ${fault}`);
    return fault;
  }
  const never = (): Promise<never> => new Promise<never>(() => undefined);

  /** A turn after which the dead go no further; it is where they die. */
  async function step(who: Runner, name: string): Promise<void> {
    if (!who.isDead) await turn(name);
    if (!who.isDead && !areOver && tape.rarely(often(name.replace(/ answered$/, '')).death)) {
      count(`${name}: death`);
      note(`${who.name} dies at ${name}`);
      who.isDead = true;
      died(who);
    }
    if (who.isDead) await never();
  }

  const portOf = (who: Runner): Port => ({
    call: async (name, work, { failure, givesUpMs }, half) => {
      await step(who, name);
      const fault = draw(who, name, faultsFor(name));
      /** Every client gives up on a call in the end. */
      const silence = async (): Promise<never> => {
        await world.delay(givesUpMs);
        throw failure('never');
      };
      if (fault === 'before' || fault === 'no leader') throw failure(fault);
      if (fault === 'never') return silence();
      if (fault === HALF) {
        await half?.(() => tape.choose(2) === 1);
        throw failure(fault);
      }
      if (fault === 'late') for (let n = tape.choose(20) + 5; n > 0; n -= 1) await turn(name);
      const answer = await work();
      if (fault === 'twice') void again(name, work);
      if (fault === 'never, but done') return silence();
      await step(who, `${name} answered`);
      if (fault === 'after') throw failure(fault);
      return answer;
    },
    arrive: async (name, { failure, givesUpMs }, givenUp = () => world.delay(givesUpMs)) => {
      await step(who, name);
      const fault = draw(who, name, CUTS);
      if (fault === 'silent') await givenUp();
      if (fault !== undefined) throw failure(fault);
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
    count,
    end: () => {
      areOver = true;
    },
  };
}
