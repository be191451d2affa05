import { setTimeout as delay } from 'node:timers/promises';
import { checkedLogsForSpecs } from '../../libs/platform/keyring/checked-logs-for-specs.js';
import { createLogger } from '#platform/telemetry';
import { keepKeys } from './keys.js';
import { until } from './story/client.js';
import type { Closing } from './stores.js';

const its = checkedLogsForSpecs();
const ERROR = 50; // pino’s
const EVERY_MS = 5;
const LACKS = 'the keyring lacks keys that the log needs';

/** The keys, kept and checked every few milliseconds, and the lines that are logged of them. */
async function kept(keyring: Parameters<typeof keepKeys>[0] = its.keyring) {
  const lines: string[] = [];
  const closing: Closing = [];
  const logger = createLogger('trace', { write: (line: string) => lines.push(line) });
  const checking = { everyMs: EVERY_MS, logger, closing };
  await keepKeys(keyring, { store: its.store, keyring: its.keyrings.db }, checking);
  return {
    lines,
    said: () => lines.map((line) => JSON.parse(line) as { lost: number }),
    close: async () => {
      for (const end of closing) await end();
    },
  };
}

describe('The keys of a running system', () => {
  it('are counted now and then: an error says how many the keyring lacks, and names nobody', async () => {
    const [name, other] = await its.made(2);
    await its.seal(name);
    const { lines, said, close } = await kept();
    await its.lose(other);
    await its.seal(name, other);
    await until('It is said', () => Promise.resolve(lines.length > 0));
    await its.lose(name);
    await until('It is counted', () => Promise.resolve(said().at(-1)?.lost === 2));
    await close();
    expect(said()[0]).toMatchObject({ level: ERROR, msg: LACKS, lost: 1 });
    for (const { s, k } of [name, other]) expect(lines.join()).not.toMatch(new RegExp(`${s}|${k}`));
  });

  it('are counted again after a keyring that did not answer', async () => {
    let turns = 0;
    const { said, close } = await kept({
      lost: (names) => its.keyring.lost(names),
      destroy: (...keys) => its.keyring.destroy(...keys),
      forgetOldMacKeys: () => ((turns += 1) === 2 ? Promise.reject(new Error('down')) : Promise.resolve()),
    });
    await until('It does not answer', () => Promise.resolve(turns >= 2));
    const [name] = await its.made(1);
    await its.lose(name);
    await its.seal(name);
    await until('It is said', () => Promise.resolve(said().length > 0));
    await close();
  });

  it('are counted no more once the system is closed, and what it was counting then disturbs nobody', async () => {
    let turns = 0;
    let fail: (error: Error) => void = () => undefined;
    const answering = new Promise<void>((_, reject) => (fail = reject));
    const { lines, close } = await kept({
      lost: (names) => its.keyring.lost(names),
      destroy: (...keys) => its.keyring.destroy(...keys),
      forgetOldMacKeys: () => ((turns += 1) === 3 ? answering : Promise.resolve()),
    });
    await until('It counts', () => Promise.resolve(turns >= 3));
    await close();
    const before = turns;
    fail(new Error('The client is closed.'));
    await delay(20 * EVERY_MS);
    expect([turns, lines]).toEqual([before, []]);
  });

  it('stop a start when one is missing', async () => {
    const [name] = await its.made(1);
    await its.seal(name);
    await its.lose(name);
    await expect(kept()).rejects.toThrow('The keyring lacks 1 keys that the log needs');
  });
});
