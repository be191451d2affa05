import { GENESIS, id, repairStreamOf } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { storeWith } from '#kernel/store-with-for-specs';
import { ownStaffIdOf } from '#platform/auth';
import { createLogger } from '#platform/telemetry';
import { staffHistory } from '../../libs/platform/auth/staff-for-specs.js';
import { keyringsForSpecs } from '../../libs/platform/keyring/keyrings-for-specs.js';
import { configFrom } from './config.js';
import { openEngine } from './engine.js';
import { until } from './story/client.js';
import type { Closing } from './stores.js';

const [SITI, LOGIN] = ['siti', 'login'].map((name) => id('spec', name)) as [string, string];
const STREAM = `stafflogin-${LOGIN}`;

describe('The engine of a thread', () => {
  const its = keyringsForSpecs();

  it('forgets of the staff what two people exclude, although it holds', async () => {
    const closing: Closing = [];
    const log = new InMemoryEventStore();
    const { linked, add } = staffHistory(log);
    await linked(LOGIN, SITI);
    let askMeanwhile = (): unknown => undefined;
    const store = storeWith(log, {
      read: async (stream) => {
        if (stream === repairStreamOf(STREAM)) await askMeanwhile();
        return log.read(stream);
      },
    });
    const config = { ...configFrom({}, []), kekFile: its.file('kek') };
    const stores = { store, projected: store, keyring: its.db, database: its.db };
    const opened = await openEngine(config, stores, createLogger('silent'), closing, { mayCreate: true });
    await opened.staff.caughtUp;
    const { staff } = opened.engine;
    expect(await staff.staffIdOf(LOGIN)).toBe(SITI);
    askMeanwhile = () => staff.staffIdOf(LOGIN);
    const by = { askedBy: SITI, approvedBy: LOGIN };
    const excluded = { stream: STREAM, from: 0, to: 0, lastHash: GENESIS, ...by };
    await add(repairStreamOf(STREAM), 'EventsExcluded', excluded);
    await until('It is forgotten', async () => (await staff.staffIdOf(LOGIN)) === ownStaffIdOf(LOGIN));
    for (const close of closing.reverse()) await close();
  });
});
