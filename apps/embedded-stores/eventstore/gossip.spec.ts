import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { collect, startProcess, type StoreProcess } from '../process-for-specs.js';

let store: StoreProcess;

beforeAll(async () => {
  store = await startProcess();
});

afterAll(() => store.discard());

describe('a client that looks for the leader of a cluster', () => {
  it.each([
    ['by the address of one node', () => store.url.replace('esdb:', 'esdb+discover:')],
    ['in a list of nodes, of which some are gone', () => store.url.replace('?', ',127.0.0.1:1?')],
  ])('finds this one %s', async (_, url) => {
    const client = EventStoreDBClient.connectionString(url());
    await client.appendToStream('visit-1', jsonEvent({ type: 'VisitRecorded', data: {} }));
    expect((await collect(client.readStream('visit-1'))).length).toBeGreaterThan(0);
    await client.dispose();
  });
});
