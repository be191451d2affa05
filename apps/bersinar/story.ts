import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '#platform/telemetry';
import { configFrom } from './config.js';
import { oneLine, stopped } from './process.js';
import { logins } from './story/cast.js';
import { scenes, playStory } from './story/play-story.js';
import { startSystem } from './system.js';

/** How many times the programme's people a big story has. */
const BIG = 10;

const print = (line: string) => process.stdout.write(`${line}\n`);

/** Plays the story on throw-away stores, then stays up to look around, unless it is to exit. Answers the exit code. */
async function story(stays: boolean, times: number): Promise<number> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bersinar-story-'));
  try {
    const { EVENTSTORE_URL, MONGODB_URL, KEYRING_URL, KEK_FILE } = process.env;
    const { PORT: port = '0', LOG_LEVEL: level = 'warn', NODE_ENV: mode } = process.env;
    const servers = { EVENTSTORE_URL, MONGODB_URL, KEYRING_URL, KEK_FILE, REQUESTS_PER_MINUTE: '999999999' };
    const settings = { ...servers, PORT: port, LOG_LEVEL: level, NODE_ENV: mode, DATA_DIR: dataDir };
    const config = configFrom(settings, ['--demonstration']);
    const system = await startSystem(config, createLogger(config.logLevel), { threads: true });
    try {
      const exitCode = await playStory(system, print, scenes(times));
      if (stays) {
        await invite(system.url);
        await stopped();
      }
      return exitCode;
    } finally {
      await system.close();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function invite(url: string): Promise<void> {
  print('');
  print(`API documentation  ${url}/docs`);
  print(`GraphiQL           ${url}/graphiql`);
  print('Tokens, good for 12 hours:');
  for (const { subject, token } of Object.values(await logins())) print(`  ${subject}\n    ${token}`);
  print('Ctrl-C ends it and removes its data.');
}

try {
  process.exitCode = await story(!process.argv.includes('--exit'), process.argv.includes('--big') ? BIG : 1);
} catch (error) {
  process.stderr.write(`${oneLine(error)}\n`);
  process.exitCode = 1;
}
