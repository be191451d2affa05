import type { EventStore } from '#kernel';
import { itIsAnEventStore } from '#kernel/event-store.contract';
import { storesForSpecs } from '../stores/stores-for-specs.js';
import { eventStoreDb } from './eventstoredb.js';

let stores: Awaited<ReturnType<typeof storesForSpecs>>;
let store: EventStore;

beforeAll(async () => {
  stores = await storesForSpecs();
  store = eventStoreDb(stores.eventstoreUrl);
});

afterAll(async () => {
  await store.close();
  await stores.close();
});

describe('eventStoreDb', () => {
  itIsAnEventStore(() => store);
});
