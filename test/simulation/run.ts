import { SIMULATED } from './builds.js';
import { DOINGS } from './doings.js';
import { OPERATED } from './operators.js';
import { keptIn, kindOf, shrunk } from './shrink.js';
import { choicesOf, type Outcome, simulate } from './simulation.js';

/** Which seeds: every `step`-th from the first on, as many as lie within so many. */
export interface Share {
  readonly first: number;
  readonly many: number;
  readonly step: number;
}

export interface How {
  /** Prints what happened in runs that hold as well. */
  readonly trace: boolean;
  /** Ends at the first seed that fails, and prints only which one it is. */
  readonly first: boolean;
  /** Runs each seed twice: what differs the second time has failed. */
  readonly twice: boolean;
  /** Runs these instead of the seed's own. */
  readonly choices?: readonly number[];
}

/** What happened under a seed that fails, as short as it gets while it fails in the same way, and how it is run again. */
async function storyOf(
  seed: number,
  of: readonly number[],
  [first = '']: readonly string[],
): Promise<readonly string[]> {
  const kind = kindOf(first);
  const choices = await shrunk(of, async (some) =>
    (await simulate(some, seed)).faults.some((fault) => kindOf(fault) === kind),
  );
  const { trace, faults } = await simulate(choices, seed);
  const again = `again: npm run simulate -- --seed ${seed} --seeds 1 --trace --choices ${keptIn(choices, choicesOf(seed))}`;
  return [`seed ${seed} fails:`, ...trace, ...faults, again];
}

/** How many seeds failed, and how often everything was drawn. */
export interface Ran {
  readonly failed: number;
  readonly drawn: Readonly<Record<string, number>>;
}

const countsOf = (commands: Outcome['commands']) =>
  [...commands].flatMap(([type, { sent, recorded }]) => [
    [`${type}: sent`, sent] as const,
    ...(recorded > 0 ? [[recordedAs(type), recorded] as const] : []),
  ]);
const recordedAs = (type: string): string => `${type}: recorded`;

/** The commands that were never recorded. */
export const neverRecorded = (drawn: Ran['drawn']): readonly string[] =>
  [...Object.keys(DOINGS), ...OPERATED].flatMap((type) =>
    drawn[recordedAs(type)] === undefined ? [`${type} was never recorded`] : [],
  );

const answersOf = (heard: Outcome['heard']) =>
  heard.flatMap(({ asked: { name }, answer }) => [
    askedOf(name),
    answeredAs(typeof answer === 'string' ? answer : 'an answer'),
  ]);
const askedOf = (name: string): string => `${name}: asked`;
const answeredAs = (what: string): string => `a question: ${what}`;

/** What questions come to, besides what stores and processes that fail make of them. */
const ANSWERS = ['an answer', 'projection-behind', 'read-model-not-built'];

/** The read models that were never asked, and the answers that nobody got. */
export const neverAsked = (drawn: Ran['drawn']): readonly string[] => [
  ...SIMULATED.flatMap(({ name }) => (drawn[askedOf(name)] === undefined ? [`${name} was never asked`] : [])),
  ...ANSWERS.flatMap((what) => (drawn[answeredAs(what)] === undefined ? [`nobody heard ${what}`] : [])),
];

const counted = (all: readonly string[]): Ran['drawn'] => added(all.map((one) => ({ [one]: 1 })));

export const added = (all: readonly Ran['drawn'][]): Ran['drawn'] => {
  const sum: Record<string, number> = {};
  for (const one of all) for (const [what, times] of Object.entries(one)) sum[what] = (sum[what] ?? 0) + times;
  return sum;
};

/** Runs seeds one after the other; of one that fails it says what happened, as short as it gets. */
export async function runSeeds(
  { first, many, step }: Share,
  how: How,
  say: (lines: readonly string[]) => void,
): Promise<Ran> {
  const drawn: Ran['drawn'][] = [];
  let failed = 0;
  for (let seed = first; seed < first + many; seed += step) {
    const outcome = await simulate(how.choices ?? choicesOf(seed), seed);
    drawn.push(
      Object.fromEntries([...outcome.drawn, ...countsOf(outcome.commands)]),
      counted(answersOf(outcome.heard)),
    );
    if (how.twice && (await simulate(how.choices ?? choicesOf(seed), seed)).digest() !== outcome.digest()) {
      failed += 1;
      say([`seed ${seed} goes another way the second time`]);
      continue;
    }
    if (outcome.faults.length === 0) {
      if (how.trace) say([`seed ${seed}: ${outcome.events} events`, ...outcome.trace]);
      continue;
    }
    failed += 1;
    if (how.first) {
      say([`seed ${seed} fails:`, ...outcome.faults]);
      break;
    }
    say(await storyOf(seed, how.choices ?? choicesOf(seed), outcome.faults));
  }
  return { failed, drawn: added(drawn) };
}
