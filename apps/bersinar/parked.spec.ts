import { setTimeout as delay } from 'node:timers/promises';
import { placeOf, type Position, repairStreamOf, verifyStream } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { openMongo } from '#platform/mongodb';
import { integrityAlarms } from '#platform/operations';
import { collectionOf } from '#platform/projections';
import { parkedStreams } from '#platform/repair';
import { storesForSpecs } from '../../libs/platform/stores/stores-for-specs.js';
import { serveAsTheyAre } from '../../libs/platform/projections/mongo-for-specs.js';
import { operationsForSpecs } from '../../libs/platform/operations/operations-for-specs.js';
import { keepParked } from './parked.js';

const PACE = { pauseMs: 1, patienceMs: 2_000 };

const soon = async (holds: () => boolean): Promise<void> => {
  for (let n = 0; n < 200 && !holds(); n += 1) await delay(5);
};

/** The store with some of it otherwise. */
const otherwise = (store: InMemoryEventStore, parts: Partial<InMemoryEventStore>): InMemoryEventStore =>
  Object.assign(Object.create(store) as InMemoryEventStore, parts);

interface Beginning {
  /** Of the event at the read model's place. */
  readonly eventId?: string | undefined;
  readonly pace?: typeof PACE;
  /** Until then the store tells nothing of the log. */
  readonly answering?: Promise<void>;
}

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
    const kept = keepParked(register, otherwise(store, { read }), PACE);
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
    const kept = keepParked(register, otherwise(store, { read }));
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
    await serveAsTheyAre(database, integrityAlarms);
    const read: string[] = [];
    const empty = (stream: string) => {
      read.push(stream);
      return Promise.resolve([]);
    };
    const nothing = otherwise(new InMemoryEventStore(), { read: empty });
    await keepParked(parkedStreams(), nothing).begin(database);
    expect(read).toEqual(['note-parked', 'note-excluded'].map(repairStreamOf));
    await client.close();
    await stores.close();
  });

  describe('where the read model has not folded all that the log tells', () => {
    let stores: Awaited<ReturnType<typeof storesForSpecs>>;
    let client: ReturnType<typeof openMongo>;

    beforeAll(async () => {
      stores = await storesForSpecs();
      client = openMongo(stores.mongodbUrl);
    });
    afterAll(async () => {
      await client.close();
      await stores.close();
    });

    /** The database of a read model that is at that event of the stream of the staff; how many events a process reads when it begins, and what it knows. */
    async function begun(
      at: number | undefined,
      { eventId, pace = PACE, answering = Promise.resolve() }: Beginning = {},
    ) {
      const database = client.db(`spec_${crypto.randomUUID().replaceAll('-', '')}`);
      const raw = await store.read(its.stream);
      const event = at === undefined ? undefined : verifyStream(raw)[at];
      const place = event && { ...placeOf(event), ...(eventId !== undefined && { eventId }) };
      await serveAsTheyAre(database, integrityAlarms);
      await database.collection<{ _id: string }>('checkpoints').insertOne({
        _id: 'group',
        log: its.log.engine.log,
        epoch: 0,
        members: ['integrity-alarms@1'],
        place,
        parked: [],
      } as never);
      const register = parkedStreams();
      let [reads, failures] = [0, 2];
      const readAll = async function* (after?: Position) {
        failures -= 1;
        if (failures >= 0) throw new Error('It does not answer.');
        await answering;
        for await (const one of store.readAll(after)) {
          reads += 1;
          yield one;
        }
      };
      const kept = keepParked(register, otherwise(store, { readAll }), pace);
      await kept.begin(database);
      await database.dropDatabase();
      return { register, reads: () => reads, kept };
    }

    it('begins with what the log tells after the read model’s place, and reads no more of it', async () => {
      const log = [];
      for await (const event of store.readAll()) log.push(event);
      const { register, reads, kept } = await begun(2);
      expect(register.of(its.stream)).toBe(1);
      const third = log.findIndex(({ stream, revision }) => stream === its.stream && revision === 2);
      expect(reads()).toBe(log.length - third - 1);
      kept.stop();
    });

    it.each([
      ['has no place yet', undefined, undefined],
      ['has one that the log no longer has', 2, crypto.randomUUID()],
    ])('begins with the whole log where the read model %s', async (_, at, eventId) => {
      const log = [];
      for await (const event of store.readAll()) log.push(event);
      const { register, reads, kept } = await begun(at, { eventId });
      expect([register.of(its.stream), reads()]).toEqual([1, log.length]);
      kept.stop();
    });

    it('does not wait for ever, and learns the rest while it serves', async () => {
      let answer = (): void => undefined;
      const answering = new Promise<void>((resolve) => (answer = resolve));
      const { register, kept } = await begun(2, { pace: { ...PACE, patienceMs: 0 }, answering });
      expect(register.of(its.stream)).toBe(undefined);
      answer();
      await soon(() => register.of(its.stream) !== undefined);
      expect(register.of(its.stream)).toBe(1);
      kept.stop();
    });
  });
});
