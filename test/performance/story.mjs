import { spawn } from 'node:child_process';
import { areOnServers, freshLog, onServers } from './log.mjs';
import { print, row, table } from './measuring.mjs';

/** The story with its 142 people, on stores and in a process of its own. */
export async function benchStory() {
  if (areOnServers && !(await isNew())) {
    print('story is left out: its people come to a log once and it counts what is there, so it wants a new one.');
    return;
  }
  const begun = performance.now();
  const lines = await said(['dist/apps/bersinar/story.js', '--exit']);
  const seconds = (performance.now() - begun) / 1000;
  const [, people = '?', took = '?'] = /programme of (\d+) people took ([\d.]+) s/.exec(lines) ?? [];
  table('the story', ['people', 'the programme, s', 'the whole story with start and end, s']);
  row([people, took, seconds.toFixed(1)]);
}

/** Whether nobody has done anything yet that the log of the servers shows. */
async function isNew() {
  const its = await freshLog();
  const last = await its.store.head(({ stream }) => !stream.startsWith('log-'));
  await its.close();
  its.remove();
  return last === undefined;
}

function said(args) {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ...(areOnServers && onServers()) };
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
    process.once('exit', () => child.kill('SIGKILL'));
    let text = '';
    child.stdout.on('data', (chunk) => (text += chunk));
    child.once('exit', (code) =>
      code === 0 ? resolve(text) : reject(new Error(`The story ended with ${String(code)}.`)),
    );
  });
}
