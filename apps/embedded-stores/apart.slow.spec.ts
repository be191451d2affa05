import { EventStoreDBClient, jsonEvent, streamNameFilter } from '@eventstore/db-client';
import { MongoClient, type Document } from 'mongodb';
import { setTimeout as delay } from 'node:timers/promises';
import { startProcess, type StoreProcess } from './process-for-specs.js';

const wanted = 50;
const endless = '^(a+)+$'; // takes twice as long for each letter more
const letters = `${'a'.repeat(48)}!`;

let stores: StoreProcess;
let events: EventStoreDBClient;
let mongo: MongoClient;

beforeEach(async () => {
  stores = await startProcess({ mongodb: true });
  events = EventStoreDBClient.connectionString(stores.url);
  mongo = new MongoClient(stores.mongodbUrl);
  await mongo.connect();
});

afterEach(async () => {
  await stores.discard();
  await Promise.all([events.dispose(), mongo.close()]);
});

const things = () => mongo.db('spec').collection<Document & { _id: number }>('things');
const append = (stream: string) => events.appendToStream(stream, jsonEvent({ type: 'VisitRecorded', data: {} }));
const isSilent = async (answer: Promise<unknown>) =>
  (await Promise.race([answer.catch(() => 'refused'), delay(1_000, 'silent')])) === 'silent';

async function answered(call: (n: number) => Promise<unknown>): Promise<number> {
  let count = 0;
  for (let n = 1; n <= wanted; n++) await call(n).then(() => count++);
  return count;
}

it('appends are answered while a query of MongoDB matches an expression that does not come to an end', async () => {
  await things().insertOne({ _id: 1, text: letters });
  const endlessQuery = things()
    .find({ text: new RegExp(endless) })
    .toArray();
  endlessQuery.catch(() => undefined);
  expect(await isSilent(mongo.db('admin').command({ ping: 1 }))).toBe(true);
  expect(await answered(() => append('visit-1'))).toBe(wanted);
  expect(await isSilent(endlessQuery)).toBe(true);
});

it('queries are answered while a subscription matches an expression that does not come to an end', async () => {
  await append(letters);
  events.subscribeToAll({ filter: streamNameFilter({ regex: endless }) }).on('error', () => undefined);
  await delay(300);
  const late = append('visit-1');
  expect(await isSilent(late)).toBe(true);
  expect(await answered((_id) => things().insertOne({ _id }))).toBe(wanted);
  expect(await isSilent(late)).toBe(true);
});

it('the process stops although one of them does not', async () => {
  await things().insertOne({ _id: 1, text: letters });
  const endlessQuery = things().findOne({ text: new RegExp(endless) });
  endlessQuery.catch(() => undefined);
  expect(await isSilent(mongo.db('admin').command({ ping: 1 }))).toBe(true);
  expect(await stores.stop()).toBe(1);
});
