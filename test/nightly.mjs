import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

const USAGE = 'npm run test:nightly -- --minutes N [--seed S] [pattern]';

const { values, positionals } = parseArgs({
  options: { minutes: { type: 'string' }, seed: { type: 'string' } },
  allowPositionals: true,
});
const minutes = Number(values.minutes);
if (!(minutes > 0)) {
  process.stderr.write(`Say for how long: ${USAGE}\n`);
  process.exit(2);
}
const until = Date.now() + minutes * 60_000;
const LEAST_MS = 180_000; // for one more round
const left = () => until - Date.now();
const say = (line) => process.stdout.write(`${line}\n`);

/** The specs that try more often at night: those that ask `test/tier.ts` how often. */
async function nightly([pattern = '']) {
  const folders = await Promise.all(
    ['apps', 'libs', 'test'].map((folder) => readdir(folder, { recursive: true, withFileTypes: true })),
  );
  const specs = folders
    .flat()
    .filter((file) => file.name.endsWith('.spec.ts'))
    .map((file) => `${file.parentPath}/${file.name}`);
  const texts = await Promise.all(specs.map((path) => readFile(path, 'utf8')));
  return specs.filter((path, index) => path.includes(pattern) && /\/tier\.js'/.test(texts[index] ?? ''));
}

/** Runs one spec under a seed; stops it when the night is over. */
async function run(spec, seed) {
  const config = spec.endsWith('.slow.spec.ts') ? 'jest.slow.config.mjs' : 'jest.config.mjs';
  const flags = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
  const child = spawn(process.execPath, [...flags, '--config', config, '--runTestsByPath', spec], {
    env: { ...process.env, TIER: 'nightly', SEED: String(seed), NIGHT_ENDS: String(until) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (text) => (said += text));
  child.stderr.on('data', (text) => (said += text));
  const timer = setTimeout(() => child.kill('SIGINT'), left());
  const [code] = await once(child, 'close');
  clearTimeout(timer);
  const outcome = code === 0 ? 'held' : left() <= 0 ? 'cut short' : 'FAILED';
  return { outcome, said };
}

const specs = await nightly(positionals);
const counts = { held: 0, 'cut short': 0, FAILED: 0 };
for (let round = 0; left() > (round === 0 ? 0 : LEAST_MS) && specs.length > 0; round += 1) {
  const seed = Number(values.seed ?? randomInt(2 ** 31));
  for (const spec of specs) {
    if (left() <= (round === 0 ? 0 : LEAST_MS)) break;
    const { outcome, said } = await run(spec, seed);
    counts[outcome] += 1;
    say([outcome, `seed ${seed}`, spec, ...(said.match(/^tried .*$/gm) ?? [])].join('  '));
    if (outcome === 'FAILED') say(said);
  }
}
say(`${counts.held} held, ${counts.FAILED} failed, ${counts['cut short']} cut short, in ${minutes} minutes.`);
process.exitCode = counts.FAILED > 0 || counts.held === 0 ? 1 : 0;
