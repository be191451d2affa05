// Left out on servers: it is about what is there when no server is named.
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { MongoClient } from 'mongodb';
import { storesForSpecs } from './stores-for-specs.js';

const { EVENTSTORE_URL, MONGODB_URL } = process.env;

afterEach(() => {
  restore('EVENTSTORE_URL', EVENTSTORE_URL);
  restore('MONGODB_URL', MONGODB_URL);
});

function restore(name: string, value: string | undefined): void {
  if (value === undefined) Reflect.deleteProperty(process.env, name);
  else process.env[name] = value;
}

describe('the stores of a spec', () => {
  it('take events and documents, in a database of their own', async () => {
    const [stores, others] = await Promise.all([storesForSpecs(), storesForSpecs()]);
    const events = EventStoreDBClient.connectionString(stores.eventstoreUrl);
    const documents = await MongoClient.connect(stores.mongodbUrl);
    const stream = `visit-${stores.databaseName}`;
    expect(await events.appendToStream(stream, jsonEvent({ type: 'VisitRecorded', data: {} }))).toMatchObject({
      success: true,
    });
    const visits = documents.db(stores.databaseName).collection<{ _id: string }>('visits');
    await visits.insertOne({ _id: 'visit' });
    expect(await visits.findOne({ _id: 'visit' })).toEqual({ _id: 'visit' });
    expect(others.databaseName).not.toBe(stores.databaseName);
    await Promise.all([events.dispose(), documents.close()]);
    await Promise.all([stores.close(), others.close()]);
  });

  it('are those that the environment names', async () => {
    process.env.EVENTSTORE_URL = 'esdb://127.0.0.1:1?tls=false';
    process.env.MONGODB_URL = 'mongodb://127.0.0.1:2';
    const stores = await storesForSpecs();
    expect([stores.eventstoreUrl, stores.mongodbUrl]).toEqual([process.env.EVENTSTORE_URL, process.env.MONGODB_URL]);
    await stores.close();
  });
});
