import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { neverDrawn } from './coverage.js';
import { keeping } from './shrink.js';
import { choicesOf } from './simulation.js';
import { added, type How, neverAsked, neverRecorded, type Ran, runSeeds, type Share } from './run.js';

// npm run simulate -- --seeds N [--seed S] [--trace] [--first] [--twice] [--choices 0-120,400-410] [--processes P]: runs seeds from S on, in as many processes as there are processors; of one
// that fails it prints what happened, as short as it gets, or with --first only which one it was, and ends there; with --twice one that goes another way the second time fails too; with --choices all of the seed's choices but these are plain. Says how
// often everything was drawn, and fails over a thousand seeds and more where something never was.
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    trace: { type: 'boolean', default: false },
    first: { type: 'boolean', default: false },
    twice: { type: 'boolean', default: false },
    processes: { type: 'string', default: String(availableParallelism()) },
    choices: { type: 'string' },
    step: { type: 'string' },
  },
});
const ENOUGH = 1_000; // seeds in which everything must have been drawn
const [first, many] = [Number(values.seed), Number(values.seeds)];
if (!Number.isSafeInteger(first) || !Number.isSafeInteger(many) || many < 1) {
  refuse('--seed and --seeds are whole numbers.');
}
if (values.choices !== undefined && many !== 1) refuse('--choices are those of one seed: --seeds 1.');
const how: How = { trace: values.trace, first: values.first, twice: values.twice, ...choicesIn() };
const say = (lines: readonly string[]): void => {
  for (const line of lines) process.stdout.write(`${line}\n`);
};

if (values.step !== undefined) {
  process.send?.(await runSeeds({ first, many, step: Number(values.step) }, how, say));
  process.disconnect();
} else {
  const began = performance.now();
  const { failed, drawn } = await runAll();
  const seconds = (performance.now() - began) / 1_000;
  const often = Object.entries(drawn).sort(([one], [other]) => (one < other ? -1 : 1));
  if (many > 1) say(often.map(([what, times]) => `  ${what}: ${times}`));
  const missing = many >= ENOUGH ? [...neverDrawn(drawn), ...neverRecorded(drawn), ...neverAsked(drawn)] : [];
  say(missing);
  say([`${many} seeds, ${failed} failed, ${(many / seconds).toFixed(1)} a second`]);
  process.exitCode = failed > 0 || missing.length > 0 ? 1 : 0;
}

function refuse(line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

async function runAll(): Promise<Ran> {
  const step = how.first ? 1 : Math.min(Number(values.processes), many);
  if (step === 1) return runSeeds({ first, many, step }, how, say);
  const shares = Array.from({ length: step }, (_, n) => ({ first: first + n, many: many - n, step }));
  const ran = await Promise.all(shares.map(runApart));
  return { failed: ran.reduce((sum, one) => sum + one.failed, 0), drawn: added(ran.map((one) => one.drawn)) };
}

/** Runs a share of the seeds in a process of its own. */
async function runApart({ first: from, many: within, step }: Share): Promise<Ran> {
  const which = ['--seed', String(from), '--seeds', String(within), '--step', String(step)];
  const child = fork(import.meta.filename, [...which, ...flagsOf(how)]);
  const [answer] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [unknown];
  if (typeof answer !== 'object' || answer === null) throw new Error('A share of the seeds ended before its end.');
  return answer as Ran;
}

function flagsOf({ trace, twice }: How): readonly string[] {
  return [...(trace ? ['--trace'] : []), ...(twice ? ['--twice'] : [])];
}

function choicesIn(): Pick<How, 'choices'> {
  return values.choices === undefined ? {} : { choices: keeping(values.choices, choicesOf(first)) };
}
