import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Position } from '#kernel';

type Settings = Readonly<Record<string, string>>;

/** Programs that are killed with everything they have in hand; `end` kills those that are left. */
export function mortals() {
  const children = new Set<ChildProcess>();

  async function kill(child: ChildProcess): Promise<void> {
    children.delete(child);
    if (child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  return {
    start(program: string, args: readonly string[], settings: Settings): ChildProcess {
      const child = fork(program, args, { env: { PATH: process.env.PATH, ...settings } });
      children.add(child);
      return child;
    },
    /** Resolves when it says its first word; rejects when it ends before. */
    async heard(child: ChildProcess): Promise<void> {
      const ended = once(child, 'exit').then(([code]) => {
        if (children.has(child)) throw new Error(`${child.spawnfile} ended with ${String(code)}.`);
      });
      await Promise.race([once(child, 'message'), ended]);
    },
    kill,
    end: async (): Promise<void> => {
      await Promise.all([...children].map(kill));
    },
  };
}

interface Toll {
  readonly random: () => number;
  readonly kills: number;
  readonly events: number;
  /** Resolves to one that has done some work. */
  readonly start: () => Promise<ChildProcess>;
  readonly kill: (child: ChildProcess) => Promise<void>;
  /** Each appends some events and answers where they are. */
  readonly senders: readonly (() => Promise<readonly Position[]>)[];
  /** Up to where what was told has been taken in. */
  readonly reached: () => Promise<Position>;
}

const AHEAD = 1_000; // at most so many events are told that nobody has taken in
const MOMENT_MS = 100;

/**
 * Has two run at a time and kills each at a random moment of the work: when so many events have been taken in, and some milliseconds later. Meanwhile
 * more is told, as long as anybody is to be killed. Answers how many of both.
 */
export async function killAgainAndAgain({ random, kills, events, start, kill, senders, reached }: Toll) {
  const moments = Array.from({ length: kills }, () => Math.floor(random() * events)).sort((a, b) => a - b);
  const acknowledged: Position[] = [];
  let [killed, taken] = [0, 0];
  const failing = new AbortController(); // one that fails ends the others
  const isFailing = (): boolean => failing.signal.aborted;
  const isOver = (): boolean => isFailing() || (killed === kills && acknowledged.length >= events);

  async function sendOn(send: () => Promise<readonly Position[]>): Promise<void> {
    while (!isOver()) {
      if (acknowledged.length - taken > AHEAD && killed < kills) await delay(5);
      else acknowledged.push(...(await send()));
    }
  }
  async function lookOn(): Promise<void> {
    while (!isOver()) {
      const at = await reached();
      taken = acknowledged.filter((position) => position <= at).length;
      await delay(10);
    }
  }
  async function killOn(): Promise<void> {
    for (let moment = moments.shift(); moment !== undefined && !isFailing(); moment = moments.shift()) {
      const child = await start();
      while (taken < moment && !isFailing()) await delay(5);
      await delay(random() * MOMENT_MS);
      await kill(child);
      killed += 1;
    }
  }

  const all = [...senders.map(sendOn), lookOn(), killOn(), killOn()].map((one) =>
    one.catch((error: unknown) => {
      failing.abort();
      throw error;
    }),
  );
  await Promise.all(all).finally(() => Promise.allSettled(all)); // none is started any more
  return { input: acknowledged.length, killed };
}
