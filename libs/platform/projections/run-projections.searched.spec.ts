import { type Keyring, Unavailable } from '#kernel';
import { inMemoryKeyring } from '#kernel/in-memory-keyring-for-specs';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { checkpointsIn } from './checkpoint.js';
import { compareWithFoldFromZero } from './compare.js';
import { mongoForSpecs, stored, until, untilAt } from './mongo-for-specs.js';
import { LOG, noteId, RUTAN } from './notes-for-specs.js';
import { MongoReadModels } from './mongo-read-models.js';
import { people, peopleRegistry, sendPerson } from './people-for-specs.js';
import { readerOf } from './read-models-contract-for-specs.js';
import type { ProjectionStatus } from './status.js';
import { stagesOf } from './stages-for-specs.js';
import { tokensOf } from './tokens.js';

describe('A searched projection', () => {
  const mongo = mongoForSpecs();
  const registry = peopleRegistry;

  it('keeps documents that are found by a token, and that hold no plaintext', async () => {
    const [store, db, keyring] = [new InMemoryEventStore(), mongo.newDatabase(), inMemoryKeyring()];
    await sendPerson(store, keyring, 1, 'budi s.');
    const position = await sendPerson(store, keyring, 2, 'siti n.');
    mongo.run(people, { store, db, keyring, registry });
    await untilAt(db, people, position);
    const [token] = await tokensOf(keyring, [{ kind: 'name', text: 'siti n.' }]);
    const models = new MongoReadModels(db, LOG);
    const filter = { $and: [{ tokens: token }, { tokens: token }] };
    expect(await models.all(people, readerOf(RUTAN), { filter })).toMatchObject([{ id: noteId(2) }]);
    const stages = await stagesOf(mongo.stores().mongodbUrl, db.databaseName, (asked) =>
      asked.page(people, readerOf(RUTAN), { filter }),
    );
    expect(stages).toContain('IXSCAN');
    expect(stages).not.toContain('COLLSCAN');
    const everything = [...(await stored(db, people)), ...(await checkpointsIn(db).find().toArray())];
    expect(JSON.stringify(everything)).not.toMatch(/budi s|siti n/);
    expect(await compareWithFoldFromZero({ store, registry, keyring }, people, db)).toEqual([]);
  });

  it('forgets whose key was destroyed when it is built again', async () => {
    const [store, db, keyring] = [new InMemoryEventStore(), mongo.newDatabase(), inMemoryKeyring()];
    const position = await sendPerson(store, keyring, 1, 'budi s.');
    const run = mongo.run(people, { store, db, keyring, registry });
    await untilAt(db, people, position);
    await run.stop();
    await keyring.destroy(noteId(1));
    expect(await compareWithFoldFromZero({ store, registry, keyring }, people, db)).toMatchObject([
      { id: noteId(1), kind: 'different' },
    ]);
    await db.collection('people__v1').drop();
    await checkpointsIn(db).deleteMany({});
    mongo.run(people, { store, db, keyring, registry });
    await untilAt(db, people, position);
    expect(await stored(db, people)).toMatchObject([{ id: noteId(1), tokens: [] }]);
  });

  it.each(['find', 'houseKeys'])('waits while the keyring does not answer to %s, and says so', async (call) => {
    const [store, db, keyring] = [new InMemoryEventStore(), mongo.newDatabase(), inMemoryKeyring()];
    let isDown = true;
    let renewals = 0;
    store.renew = () => {
      renewals += 1;
      return Promise.resolve();
    };
    const unlessDown = async (asked: string): Promise<void> => {
      if (isDown && call === asked) await Promise.reject(new Unavailable('keyring-unavailable'));
    };
    const unsteady: Pick<Keyring, 'find' | 'houseKeys'> = {
      find: (names) => unlessDown('find').then(() => keyring.find(names)),
      houseKeys: () => unlessDown('houseKeys').then(() => keyring.houseKeys()),
    };
    const position = await sendPerson(store, keyring, 1, 'budi s.');
    const reports: ProjectionStatus[] = [];
    const run = mongo.run(people, {
      store,
      db,
      keyring: unsteady,
      registry,
      pace: { pauseMs: 5 },
      report: (status) => reports.push(status),
    });
    await until(() => reports.filter(({ state }) => state === 'retrying').length > 3);
    expect(reports.find(({ state }) => state === 'retrying')).toMatchObject({ trouble: 'keyring-unavailable' });
    expect(await stored(db, people)).toEqual([]);
    isDown = false;
    await untilAt(db, people, position);
    await until(() => run.status().state === 'running');
    expect(renewals).toBe(0);
    expect(await stored(db, people)).toMatchObject([{ tokens: { length: 2 } }]);
  });
});
