import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { pino } from 'pino';
import { appendRetries, repeatedAppends } from '#platform/telemetry';
import { configFrom } from './config.js';
import { NOBODY } from './followers.js';
import { endAll, runFollowersApart, saying } from './projector-thread.js';

/** A thread that says what it was woken for, each time that it sent two appends again, dies when it is woken for `die`, and ends when it is told to. */
const PROGRAM = `
  import { parentPort, threadId } from 'node:worker_threads';
  const projectionAt = (position) => ({ name: 'x', version: threadId, state: 'running', position });
  const status = (position) => ({
    status: { projections: [projectionAt(position)], policies: [], parked: [] },
    repeatedAppends: position === 'none' ? 0 : 2,
  });
  parentPort.postMessage(status('none'));
  parentPort.on('message', ({ wake, stop, follow }) => {
    if (follow) return;
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
    const followers = runFollowersApart(assignment, logger, { entry });
    const projection = () => followers.status().projections[0];
    expect(followers.status().projections.every(({ state }) => state === 'starting')).toBe(true);
    await until(() => projection()?.state === 'running');
    const [first, before] = [projection()?.version, await repeatedAppends()];
    followers.wake('10');
    await until(() => projection()?.position === '10');
    followers.wake('11');
    await until(() => projection()?.position === '11');
    expect((await repeatedAppends()) - before).toBe(4);
    followers.wake('die');
    await until(() => projection()?.state === 'starting');
    await until(() => projection()?.state === 'running');
    expect(projection()?.version).not.toBe(first);
    await followers.stop();
  });

  it('may have been begun before; one that has died since is begun anew', async () => {
    const begun = new Worker(entry);
    const followers = runFollowersApart(assignment, logger, { entry, begun });
    const projection = () => followers.status().projections[0];
    await until(() => projection()?.state === 'running');
    expect(projection()?.version).toBe(begun.threadId);
    await followers.stop();

    const dead = new Worker('process.exit(1)', { eval: true });
    await once(dead, 'exit');
    const others = runFollowersApart(assignment, logger, { entry, begun: dead });
    await until(() => others.status().projections[0]?.state === 'running');
    await others.stop();
  });

  it('is started again and again until it can be, and ends all the same', async () => {
    let isToFail = false;
    const failing = Object.defineProperty(new URL(entry), 'href', {
      get: () => {
        if (!isToFail) return entry.href;
        isToFail = false;
        throw new Error('No thread can be made.');
      },
    });
    const followers = runFollowersApart(assignment, logger, { entry: failing });
    const isRunning = () => followers.status().projections[0]?.state === 'running';
    await until(isRunning);
    isToFail = true;
    followers.wake('die');
    await until(() => !isToFail && isRunning());
    await followers.stop();
  });

  it('says each append that was sent again, whether or not anything else has changed', async () => {
    const told: number[] = [];
    const say = saying(NOBODY, (input) => told.push(input.repeatedAppends));
    await say();
    for (const times of [1, 1, 0]) {
      appendRetries.inc(times);
      await say();
    }
    expect(told.slice(1)).toEqual([1, 1]);
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
