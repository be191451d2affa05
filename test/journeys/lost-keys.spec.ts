import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '#platform/telemetry';
import { openMongo } from '#platform/mongodb';
import { startEmbeddedStores } from '#platform/stores';
import { configFrom } from '../../apps/bersinar/config.js';
import { visit } from '../../apps/bersinar/story/scenes/visit.js';
import { startSystem } from '../../apps/bersinar/system.js';
import { stageAt } from './stage-for-specs.js';

describe('a system whose keyring lost keys that the log needs (D9)', () => {
  it('says so in one sentence and does not start', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'bersinar-lost-'));
    const config = configFrom({ PORT: '0', DATA_DIR: dataDir });
    const start = () => startSystem(config, createLogger('silent'));
    try {
      const system = await start();
      await visit(await stageAt(system.url));
      await system.close();
      await (await start()).close();

      const stores = await startEmbeddedStores({ dataDir, eventstore: false });
      const mongo = openMongo(stores.mongodbUrl ?? '');
      await mongo
        .db('bersinar-keyring')
        .collection('keys')
        .deleteMany({ _id: { $regex: /^[0-9a-f]{8}-/ } } as object);
      await mongo.close();
      await stores.close();
      await expect(start()).rejects.toThrow(
        /^The keyring lacks \d+ keys? that the log needs: restore it before you start\.$/,
      );
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});
