import { jest } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { configFrom } from './config.js';
import { runFollowersApart } from './projector-thread.js';

jest.setTimeout(20_000);

/** A thread that says what it was woken for, dies when it is woken for `die`, and ends when it is told to. */
const PROGRAM = `
  import { parentPort, threadId } from 'node:worker_threads';
  const status = (position) => ({ projections: [{ name: 'x', version: threadId, state: 'running', position }], policies: [], parked: [] });
  parentPort.postMessage(status('none'));
  parentPort.on('message', ({ wake, stop }) => {
    if (stop) process.exit(0);
    if (wake === 'die') throw new Error('It is dead.');
    parentPort.postMessage(status(wake));
  });
`;
const entry = new URL(`data:text/javascript,${encodeURIComponent(PROGRAM)}`);
const assignment = { config: configFrom({}), urls: { events: '', models: '' } };
const logger = pino({ level: 'silent' });

describe('The thread of the projector', () => {
  it('says how all are, is woken from outside, and is started again when it dies', async () => {
    const followers = runFollowersApart(assignment, logger, entry);
    const projection = () => followers.status().projections[0];
    const until = async (holds: () => boolean) => {
      for (let turn = 0; !holds(); turn += 1) {
        if (turn > 1_000) throw new Error('It never came true.');
        await delay(10);
      }
    };
    expect(followers.status().projections.every(({ state }) => state === 'starting')).toBe(true);
    await until(() => projection()?.state === 'running');
    const first = projection()?.version;
    followers.wake('10');
    await until(() => projection()?.position === '10');
    followers.wake('die');
    await until(() => projection()?.state === 'starting');
    await until(() => projection()?.state === 'running');
    expect(projection()?.version).not.toBe(first);
    await followers.stop();
  });
});
