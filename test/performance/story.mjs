import { spawn } from 'node:child_process';
import { row, table } from './measuring.mjs';

/** The story with its 142 people, on stores and in a process of its own. */
export async function benchStory() {
  const begun = performance.now();
  const lines = await said(['dist/apps/bersinar/story.js', '--exit']);
  const seconds = (performance.now() - begun) / 1000;
  const [, people = '?', took = '?'] = /programme of (\d+) people took ([\d.]+) s/.exec(lines) ?? [];
  table('the story', ['people', 'the programme, s', 'the whole story with start and end, s']);
  row([people, took, seconds.toFixed(1)]);
}

function said(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    process.once('exit', () => child.kill('SIGKILL'));
    let text = '';
    child.stdout.on('data', (chunk) => (text += chunk));
    child.once('exit', (code) =>
      code === 0 ? resolve(text) : reject(new Error(`The story ended with ${String(code)}.`)),
    );
  });
}
