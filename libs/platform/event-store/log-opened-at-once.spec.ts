// Left out on servers: it starts the log itself, in an empty store.
import { inMemoryKeyring } from '#kernel/in-memory-keyring-for-specs';
import { storesForSpecs } from '../stores/stores-for-specs.js';
import { eventStoreDb } from './eventstoredb.js';
import { openLog } from './log.js';

describe('A log that nobody has started', () => {
  it('is started once however many processes open it at once (D1)', async () => {
    const stores = await storesForSpecs();
    const keyring = inMemoryKeyring();
    const others = Array.from({ length: 4 }, () => eventStoreDb(stores.eventstoreUrl));
    const logs = await Promise.all(
      others.map((one) =>
        openLog(
          { store: one, keyring, build: 'spec', now: () => new Date() },
          { purpose: 'REAL', production: false, place: 'spec' },
        ),
      ),
    );
    expect(new Set(logs.map(({ log }) => log)).size).toBe(1);
    await Promise.all(others.map((one) => one.close()));
    await stores.close();
  });
});
