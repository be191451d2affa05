import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { openMongo } from '#platform/mongodb';
import { startStore } from '../../test/journeys/outages-for-specs.js';
import { configFrom } from './config.js';
import { reachStores } from './stores.js';

describe('Stores at a start', () => {
  it('are asked again by who starts before they do', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bersinar-stores-'));
    const earlier = await startStore('mongodb', folder);
    await earlier.kill();
    const mongo = openMongo(earlier.url);
    const database = mongo.db('bersinar');
    const store = new InMemoryEventStore();
    const reached = reachStores(configFrom({}), { store, projected: store, database, keyring: database });
    await delay(2_500); // longer than one question may take
    const later = await startStore('mongodb', folder, earlier.port);
    await expect(reached).resolves.toBeUndefined();
    await mongo.close();
    await later.kill();
    await rm(folder, { recursive: true, force: true });
  });
});
