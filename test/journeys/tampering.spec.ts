import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { GENESIS, hashOf, type JsonObject, verifyStream, type RecordedEvent } from '#kernel';
import { until } from '../../apps/bersinar/story/client.js';
import type { Stage } from '../../apps/bersinar/story/scene.js';
import { storesForSpecs } from '../../libs/platform/stores/stores-for-specs.js';
import { discuss, proposeAgreement } from './agreements-for-specs.js';
import { framesOf } from './frames-for-specs.js';
import { stageAt } from './stage-for-specs.js';
import { type SystemForSpecs, systemForSpecs } from './system-for-specs.js';

jest.setTimeout(120_000);

const FORGED = 'written-behind-our-back';

interface Forgery {
  readonly data: unknown;
  readonly metadata: JsonObject;
}

/** What somebody with access to the event store might append after an event. */
const FORGERIES: Readonly<Record<string, (last: RecordedEvent, id: string) => Forgery>> = {
  'a wrong hash': ({ data, metadata }) => ({
    data: { ...data, heldOn: '2024-12-14' },
    metadata: { ...metadata, build: FORGED, prevHash: metadata.hash },
  }),
  'a wrong prevHash': (last, id) => {
    const metadata = { ...last.metadata, build: FORGED, prevHash: GENESIS };
    const hash = hashOf({ ...last, id, revision: last.revision + 1, metadata });
    return { data: last.data, metadata: { ...metadata, hash } };
  },
  'a member that was added to its metadata on the way': (last, id) => {
    const metadata = { ...last.metadata, build: FORGED, prevHash: last.metadata.hash };
    const hash = hashOf({ ...last, id, revision: last.revision + 1, metadata });
    return { data: last.data, metadata: { ...metadata, hash, $traceId: FORGED } };
  },
  'an array for data': ({ metadata }) => ({
    data: [FORGED],
    metadata: { ...metadata, prevHash: metadata.hash },
  }),
};

describe.each(Object.entries(FORGERIES))('An event with %s in the stream of an agreement', (name, forge) => {
  const isAltered = name !== 'a wrong prevHash';
  let stores: Awaited<ReturnType<typeof storesForSpecs>>;
  let system: SystemForSpecs;
  let stage: Stage;
  let [forged, other] = ['', ''];

  beforeAll(async () => {
    stores = await storesForSpecs();
    const { eventstoreUrl, mongodbUrl } = stores;
    system = await systemForSpecs({ settings: { EVENTSTORE_URL: eventstoreUrl, MONGODB_URL: mongodbUrl } });
    stage = await stageAt(system.url);
    [forged, other] = [await proposeAgreement(stage), await proposeAgreement(stage)];
    expect((await discuss(stage, forged)).status).toBe(200);
    await append(forge);
    await until('the projections see it', async () => {
      const head = (await system.engine.store.head()) ?? '';
      return system.statuses().every(({ state, position = '' }) => state === 'stopped' || position >= head);
    });
  });
  afterAll(async () => {
    await system.close();
    await stores.close();
  });

  async function append(forgery: (typeof FORGERIES)[string]): Promise<void> {
    const stream = `agreement-${forged}`;
    const last = verifyStream(await system.engine.store.read(stream)).at(-1);
    if (last === undefined) throw new Error('There is nothing to forge.');
    const id = randomUUID();
    const { data, metadata } = forgery(last, id);
    const client = EventStoreDBClient.connectionString(stores.eventstoreUrl);
    await client.appendToStream(stream, jsonEvent({ id, type: last.type, data: data as JsonObject, metadata }));
    await client.dispose();
  }

  it('makes every command on that stream answer 500 history-corrupt, without a word of what is in it', async () => {
    const answer = await discuss(stage, forged);
    expect([answer.status, answer.at('code')]).toEqual([500, 'history-corrupt']);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    for (const word of [FORGED, forged, 'hash', '.ts']) expect(answer.says(word)).toBe(false);
    expect(await system.engine.store.read(`agreement-${forged}`)).toHaveLength(3);
    expect(system.logged()).not.toContain(FORGED);
  });

  it('shows in the history: verified before it, and no longer from it on', async () => {
    const history = await stage.api.ask(stage.cast.auditor, `/audit/history?stream=agreement-${forged}`);
    expect(history.at('items.*.verified')).toEqual([true, true, false]);
    const untouched = await stage.api.ask(stage.cast.auditor, `/audit/history?stream=agreement-${other}`);
    expect(untouched.at('items.*.verified')).toEqual([true]);
  });

  it('is in nobody’s way on other streams', async () => {
    expect((await discuss(stage, other)).status).toBe(200);
    expect((await fetch(`${system.url}/health/live`)).status).toBe(200);
  });

  if (!isAltered) {
    it('is believed by projections, to which each event stands alone: they go on', async () => {
      expect((await stage.api.ask(stage.cast.kasubsi, `/agreements/${forged}`)).status).toBe(200);
      expect((await fetch(`${system.url}/health/ready`)).status).toBe(200);
    });
    return;
  }

  it('stops the projections, which say why, and readiness names them', async () => {
    const ready = await fetch(`${system.url}/health/ready`);
    const { code, checks } = (await ready.json()) as { code: string; checks: { name: string }[] };
    expect([ready.status, code]).toEqual([503, 'not-ready']);
    const down = { state: 'down', reason: 'corrupt-event' };
    const stopped = system.projections.map((projection) => ({
      name: `${projection.name}@${projection.version}`,
      ...down,
    }));
    expect(checks.filter(({ name }) => name.includes('@'))).toEqual(stopped);
  });

  it('makes questions that must include it say that they cannot be answered', async () => {
    expect((await discuss(stage, other)).status).toBe(200);
    const answer = await stage.api.ask(stage.cast.kasubsi, '/agreements');
    expect(answer.status).toBeGreaterThanOrEqual(503);
  });

  it('ends what services hear before it', async () => {
    const types: unknown[] = [];
    for await (const { data } of framesOf(system.url, { token: stage.cast.service.token })) types.push(data.type);
    expect(types).toEqual([]);
    expect(system.logged()).not.toContain(FORGED);
  });
});
