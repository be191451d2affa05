import { parseArgs } from 'node:util';
import { shrunk } from './shrink.js';
import { choicesOf, simulate } from './simulation.js';

// npm run simulate -- --seeds N [--seed S] [--trace] [--first]: runs seeds from S on; of one that fails it prints what happened, as short as it
// gets, or with --first only which one it was, and ends there.
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    trace: { type: 'boolean', default: false },
    first: { type: 'boolean', default: false },
  },
});
const [first, many] = [Number(values.seed), Number(values.seeds)];
if (!Number.isSafeInteger(first) || !Number.isSafeInteger(many) || many < 1) {
  process.stderr.write('--seed and --seeds are whole numbers.\n');
  process.exit(1);
}

const say = (lines: readonly string[]): void => {
  process.stdout.write(`${lines.join('\n')}\n`);
};
const drawn = new Map<string, number>();
const began = performance.now();
let failed = 0;
for (let seed = first; seed < first + many; seed += 1) {
  const outcome = await simulate(choicesOf(seed), seed);
  for (const [what, times] of outcome.drawn) drawn.set(what, (drawn.get(what) ?? 0) + times);
  if (outcome.faults.length > 0) {
    failed += 1;
    if (values.first) {
      say([`seed ${seed} fails:`, ...outcome.faults]);
      break;
    }
    const choices = await shrunk(choicesOf(seed), async (some) => (await simulate(some, seed)).faults.length > 0);
    const { trace, faults } = await simulate(choices, seed);
    say([`seed ${seed} fails:`, ...trace, ...faults]);
  } else if (values.trace) {
    say([`seed ${seed}: ${outcome.events} events`, ...outcome.trace]);
  }
}
const seconds = (performance.now() - began) / 1_000;
const often = [...drawn].sort(([one], [other]) => (one < other ? -1 : 1)).map(([what, times]) => `  ${what}: ${times}`);
say([...(values.trace ? often : []), `${many} seeds, ${failed} failed, ${(many / seconds).toFixed(1)} a second`]);
process.exitCode = failed > 0 ? 1 : 0;
