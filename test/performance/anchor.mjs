import { execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';

const PLACE = join(import.meta.dirname, 'anchor');

/** emmett-esdb behind bare Fastify on an event store, which appends that event at each command: installed when it is first started. */
export async function startAnchor(folder, eventstoreUrl, event) {
  execFileSync('npm', ['ci', '--ignore-scripts', '--silent'], { cwd: PLACE, stdio: 'inherit' });
  const file = join(folder, 'anchor.json');
  writeFileSync(file, JSON.stringify(event));
  const child = spawn(process.execPath, ['server.mjs', eventstoreUrl, file], {
    cwd: PLACE,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  process.once('exit', () => child.kill('SIGKILL'));
  const [port] = await Promise.race([
    once(child.stdout, 'data'),
    exited.then(() => Promise.reject(new Error('The anchor did not start.'))),
  ]);
  return { child, exited, url: `http://127.0.0.1:${Number(port)}` };
}
