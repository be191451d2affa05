import { execFile, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const JEST = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
const CONFIG = ['--config', 'jest.real.config.mjs'];
const KIT = 'libs/platform/stores/stores-for-specs.ts';
const OF_THE_WHOLE = ['test/journeys/', 'test/faults/'];
const STORY = ['run', '-s', 'story', '--', '--exit'];

const say = (line) => process.stdout.write(`${line}\n`);

/** The specs that ask for stores, and every journey and fault spec, by the reason for which they are left out, undefined for those that run. */
async function specs() {
  const onStores = await listed('--findRelatedTests', KIT);
  const paths = new Set([...onStores, ...(await listed('--testPathPatterns', ...OF_THE_WHOLE))]);
  const all = [...paths].sort().map((path) => ({ path, reason: reasonIn(readFileSync(resolve(ROOT, path), 'utf8')) }));
  const unsaid = all.filter(({ path, reason }) => reason === undefined && !onStores.includes(path));
  return { all, unsaid };
}

async function listed(...which) {
  const list = [...JEST, ...CONFIG, '--listTests', ...which];
  const { stdout } = await promisify(execFile)(process.execPath, list, { cwd: ROOT });
  return stdout
    .split('\n')
    .map((line) => relative(ROOT, line.trim()))
    .filter((path) => path.endsWith('.spec.ts'));
}

const reasonIn = (text) => /^\/\/ Left out on servers: (.+)/.exec(text)?.[1];

async function run(command, args, env) {
  const [code] = await once(spawn(command, args, { cwd: ROOT, env, stdio: 'inherit' }), 'close');
  return code === 0;
}

const missing = ['EVENTSTORE_URL', 'MONGODB_URL'].filter((name) => !process.env[name]?.trim());
if (missing.length > 0) {
  process.stderr.write(`Name the servers that the specs may write to: ${missing.join(' and ')} must be set.\n`);
  process.exit(2);
}
const { KEK_FILE = resolve(ROOT, 'data/real/kek') } = process.env;
if (!existsSync(KEK_FILE)) {
  mkdirSync(resolve(KEK_FILE, '..'), { recursive: true, mode: 0o700 });
  const key = `id ${randomUUID()}\nkey ${randomBytes(32).toString('base64url')}\n`;
  writeFileSync(KEK_FILE, key, { mode: 0o600, flag: 'wx' });
}
const env = { ...process.env, KEK_FILE };

const patterns = process.argv.slice(2);
const { all: every, unsaid } = await specs();
if (unsaid.length > 0) {
  const paths = unsaid.map(({ path }) => path).join(', ');
  process.stderr.write(`They ask no server for its stores and do not say why in their first line: ${paths}.\n`);
  process.exit(2);
}
const all = every.filter(({ path }) => patterns.length === 0 || patterns.some((one) => path.includes(one)));
const onServers = all.filter(({ reason }) => reason === undefined).map(({ path }) => path);
for (const { path, reason } of all) if (reason !== undefined) say(`left out  ${path}: ${reason}`);
const story = patterns.length === 0 || patterns.includes('story');
const held = [
  !story || (await run('npm', STORY, env)), // first, because it counts what is there
  onServers.length === 0 || (await run(process.execPath, [...JEST, ...CONFIG, '--runTestsByPath', ...onServers], env)),
];
if (onServers.length === 0 && !story) say('There is no such spec.');
process.exitCode = held.every(Boolean) && (onServers.length > 0 || story) ? 0 : 1;
