import { setTimeout as delay } from 'node:timers/promises';
import { type InMemoryEventStore, repairStreamOf } from '#kernel';
import { openMongo } from '#platform/mongodb';
import { integrityAlarms } from '#platform/operations';
import { collectionOf } from '#platform/projections';
import { parkedStreams } from '#platform/repair';
import { storesForSpecs } from '../../libs/platform/stores/stores-for-specs.js';
import { operationsForSpecs } from '../../libs/platform/operations/operations-for-specs.js';
import { keepParked } from './parked.js';

const soon = async (holds: () => boolean): Promise<void> => {
  for (let n = 0; n < 200 && !holds(); n += 1) await delay(5);
};

describe('The register of parked streams of a process', () => {
  let its: Awaited<ReturnType<typeof operationsForSpecs>>;
  let store: InMemoryEventStore;

  beforeAll(async () => {
    its = await operationsForSpecs();
    ({ store } = its);
    await its.park(1);
  });
  afterAll(() => its.close());

  it('learns of the repair streams that the tail tells of, even when the store does not answer at first', async () => {
    const register = parkedStreams();
    let failures = 2;
    const read = (stream: string) => {
      failures -= 1;
      return failures < 0 ? store.read(stream) : Promise.reject(new Error('It does not answer.'));
    };
    const kept = keepParked(register, { read }, 1);
    kept.take({ stream: its.stream });
    expect(failures).toBe(2);
    kept.take({ stream: repairStreamOf(its.stream) });
    await soon(() => register.of(its.stream) !== undefined);
    expect(register.of(its.stream)).toBe(1);
    kept.stop();
  });

  it('believes nothing of a repair stream that is not what was written', async () => {
    const register = parkedStreams();
    const read = async (stream: string) => (await store.read(stream)).map((event) => ({ ...event, data: {} }));
    const kept = keepParked(register, { read });
    kept.take({ stream: repairStreamOf(its.stream) });
    await delay(20);
    expect([...register.all()]).toEqual([]);
    kept.stop();
  });

  it('begins with what the read model holds for parked, and with what was excluded', async () => {
    const stores = await storesForSpecs();
    const client = openMongo(stores.mongodbUrl);
    const database = client.db(stores.databaseName);
    const row = { isParked: false, excluded: [] };
    const rows = [
      { _id: '1', stream: 'note-parked', ...row, isParked: true },
      { _id: '2', stream: 'note-excluded', ...row, excluded: [{ from: 1, to: 1 }] },
      { _id: '3', stream: 'note-resumed', ...row },
      { _id: '4', _gone: true },
    ];
    await database.collection<{ _id: string }>(collectionOf(integrityAlarms)).insertMany(rows);
    const read: string[] = [];
    const empty = (stream: string) => {
      read.push(stream);
      return Promise.resolve([]);
    };
    await keepParked(parkedStreams(), { read: empty }).begin(database);
    expect(read).toEqual(['note-parked', 'note-excluded'].map(repairStreamOf));
    await client.close();
    await stores.close();
  });
});
