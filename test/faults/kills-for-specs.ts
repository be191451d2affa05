import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

/** Programs that are killed with everything they have in hand; `end` kills those that are left. */
export function mortals() {
  const children = new Set<ChildProcess>();

  async function kill(child: ChildProcess): Promise<void> {
    children.delete(child);
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  return {
    /** Resolves when it says its first word; rejects when it ends before. */
    async start(program: string, args: readonly string[], execArgv: readonly string[] = []): Promise<ChildProcess> {
      const child = fork(program, args, { execArgv: [...execArgv] });
      children.add(child);
      const ended = once(child, 'exit').then(([code]) => {
        if (children.has(child)) throw new Error(`${program} ended with ${String(code)}.`);
      });
      await Promise.race([once(child, 'message'), ended]);
      return child;
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
  readonly start: () => Promise<ChildProcess>;
  readonly kill: (child: ChildProcess) => Promise<void>;
  /** Each appends some events and answers how many. */
  readonly tellers: readonly (() => Promise<number>)[];
}

/** Has two run at a time and kills each at a random moment, at the latest after as long as it took to start, while as many events are told between two kills as there are for each; answers how many of both. */
export async function killAgainAndAgain({ random, kills, events, start, kill, tellers }: Toll) {
  let [killed, told] = [0, 0];
  const failing = new AbortController(); // one that fails ends the others
  const goesOn = (): boolean => !failing.signal.aborted && (told < events || killed < kills);

  async function tellOn(tell: () => Promise<number>): Promise<void> {
    while (goesOn()) {
      if (told > (events * (killed + 1)) / kills) await delay(5);
      else told += await tell();
    }
  }
  async function killOn(): Promise<void> {
    while (goesOn() && killed < kills) {
      const began = Date.now();
      const child = await start();
      await delay(random() * (Date.now() - began));
      await kill(child);
      killed += 1;
    }
  }

  try {
    await Promise.all([...tellers.map(tellOn), killOn(), killOn()]);
  } finally {
    failing.abort();
  }
  return { told, killed };
}
