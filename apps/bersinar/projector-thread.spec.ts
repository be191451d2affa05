import { jest } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { configFrom } from './config.js';
import { endAll, runFollowersApart } from './projector-thread.js';

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

const until = async (holds: () => boolean) => {
  for (let turn = 0; !holds(); turn += 1) {
    if (turn > 1_000) throw new Error('It never came true.');
    await delay(10);
  }
};

describe('The thread of the projector', () => {
  it('says how all are, is woken from outside, and is started again when it dies', async () => {
    const followers = runFollowersApart(assignment, logger, entry);
    const projection = () => followers.status().projections[0];
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

  it('is started again and again until it can be, and ends all the same', async () => {
    let starts = 0;
    const config = Object.defineProperty({ ...assignment.config }, 'logLevel', {
      enumerable: true,
      get: () => {
        starts += 1;
        if (starts === 2) throw new Error('It cannot be given its settings.');
        return 'silent';
      },
    });
    const followers = runFollowersApart({ ...assignment, config }, logger, entry);
    const isRunning = () => followers.status().projections[0]?.state === 'running';
    await until(isRunning);
    followers.wake('die');
    await until(() => starts === 3 && isRunning());
    await followers.stop();
  });

  it('ends everything, whatever of it fails to end, and says so by its code', async () => {
    const ended: string[] = [];
    const end = (name: string) => () => Promise.resolve(ended.push(name));
    const failing = () => Promise.reject(new Error('It does not end.'));
    expect(await endAll([end('store'), failing, end('followers')], logger)).toBe(1);
    expect(ended).toEqual(['followers', 'store']);
    expect(await endAll([end('all')], logger)).toBe(0);
  });
});
