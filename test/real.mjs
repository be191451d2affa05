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
const STORY = ['run', '-s', 'story', '--', '--exit'];

const say = (line) => process.stdout.write(`${line}\n`);

/** The specs that ask for stores, by the reason for which they are left out, undefined for those that run. */
async function specs(patterns) {
  const list = [...JEST, ...CONFIG, '--listTests', '--findRelatedTests', KIT];
  const { stdout } = await promisify(execFile)(process.execPath, list, { cwd: ROOT });
  const paths = stdout.split('\n').map((line) => relative(ROOT, line.trim()));
  const wanted = paths.filter((path) => path.endsWith('.spec.ts') && patterns.some((one) => path.includes(one)));
  return wanted.sort().map((path) => ({ path, reason: reasonIn(readFileSync(resolve(ROOT, path), 'utf8')) }));
}

const reasonIn = (text) => /^\/\/ Left out on servers: (.+)$/m.exec(text)?.[1];

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
const all = await specs(patterns.length > 0 ? patterns : ['']);
const onServers = all.filter(({ reason }) => reason === undefined).map(({ path }) => path);
for (const { path, reason } of all) if (reason !== undefined) say(`left out  ${path}: ${reason}`);
const story = patterns.length === 0 || patterns.includes('story');
const held = [
  !story || (await run('npm', STORY, env)), // first, because it counts what is there
  onServers.length === 0 || (await run(process.execPath, [...JEST, ...CONFIG, '--runTestsByPath', ...onServers], env)),
];
if (onServers.length === 0 && !story) say('There is no such spec.');
process.exitCode = held.every(Boolean) && (onServers.length > 0 || story) ? 0 : 1;
