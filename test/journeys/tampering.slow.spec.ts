// Left out on servers: it alters what is stored, which everybody else would meet.
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import {
  formatPosition,
  GENESIS,
  hashOf,
  type JsonObject,
  repairStreamOf,
  verifyStream,
  type RecordedEvent,
} from '#kernel';
import { administrator } from '../../apps/bersinar/story/cast.js';
import { until } from '../../apps/bersinar/story/client.js';
import type { Stage } from '../../apps/bersinar/story/scene.js';
import { storesForSpecs } from '../../libs/platform/stores/stores-for-specs.js';
import { discuss, proposeAgreement } from './agreements-for-specs.js';
import { issueDirective } from './directives-for-specs.js';
import { framesOf } from './frames-for-specs.js';
import { readyOf } from './readiness-for-specs.js';
import { stageAt } from './stage-for-specs.js';
import { type SystemForSpecs, systemForSpecs } from './system-for-specs.js';

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
  const code = name === 'a wrong prevHash' ? 'chain' : 'hash';
  let stores: Awaited<ReturnType<typeof storesForSpecs>>;
  let system: SystemForSpecs;
  let stage: Stage;
  let [forged, other] = ['', ''];
  let before: unknown;

  beforeAll(async () => {
    stores = await storesForSpecs();
    const { eventstoreUrl, mongodbUrl } = stores;
    system = await systemForSpecs({ settings: { EVENTSTORE_URL: eventstoreUrl, MONGODB_URL: mongodbUrl } });
    stage = await stageAt(system.url);
    [forged, other] = [await proposeAgreement(stage), await proposeAgreement(stage)];
    expect((await discuss(stage, forged)).status).toBe(200);
    before = (await stage.api.ask(stage.cast.kasubsi, `/agreements/${forged}`)).at('');
    await append(forge);
    await until('its stream is parked', async () => (await said()).length > 0);
    await until('the projections are past it', async () => {
      const head = (await system.engine.store.head()) ?? '';
      return system.statuses().every(({ position = '' }) => position >= head);
    });
  });
  afterAll(async () => {
    await system.close();
    await stores.close();
  });

  const said = async () => verifyStream(await system.engine.store.read(repairStreamOf(`agreement-${forged}`)));

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

  it('parks its stream from there on, which is said once in the log and to people, and named by all who project', async () => {
    const at = { stream: `agreement-${forged}`, revision: 2, code };
    expect((await said()).map(({ type, data }) => [type, data])).toEqual([
      ['StreamParked', at],
      ['IntegrityAlarmRaised', at],
    ]);
    const group = await system.database.collection<{ _id: string }>('checkpoints').findOne({ _id: 'group' });
    expect(group).toMatchObject({ parked: [at] });
    const followers = await stage.api.ask(await administrator(), '/operations/projections');
    const projections = (followers.at('items') as { kind: string; parked: string[] }[]).filter(
      ({ kind }) => kind === 'PROJECTION',
    );
    expect(projections.map(({ parked }) => parked)).toEqual(system.projections.map(() => [at.stream]));
    const alarms = system
      .logged()
      .split('\n')
      .filter((line) => line.includes('"alarm":'));
    expect(alarms.map((line) => (JSON.parse(line) as { alarm: object }).alarm)).toEqual([{ ...at, recorded: true }]);
  });

  it('stops no projection, and the system stays ready', async () => {
    expect(new Set(system.statuses().map(({ state }) => state))).toEqual(new Set(['running']));
    expect(await readyOf(system.url)).toMatchObject({ status: 200 });
  });

  it('makes answers that rest on it say so, as they were before it, and no others', async () => {
    const { api, cast } = stage;
    expect((await discuss(stage, other)).status).toBe(200);
    const [resting, untouched, list] = [
      await api.ask(cast.kasubsi, `/agreements/${forged}`),
      await api.ask(cast.kasubsi, `/agreements/${other}`),
      await api.ask(cast.kasubsi, '/agreements'),
    ];
    expect([resting, untouched, list].map(({ status }) => status)).toEqual([200, 200, 200]);
    expect([resting, untouched, list].map(({ headers }) => headers.get('incomplete'))).toEqual(['true', null, 'true']);
    expect(resting.at('')).toEqual({ ...(before as object), incomplete: true });
  });

  it('is passed by in what services hear, which goes on, and is no cursor', async () => {
    const { api, cast } = stage;
    const [raw] = await system.engine.store.read(`agreement-${forged}`, 2);
    const ids: string[] = [];
    const issued = await issueDirective(api, cast, 'after the forgery');
    const subjects: unknown[] = [];
    const listening = { token: cast.service.token, signal: AbortSignal.timeout(20_000) };
    for await (const { event, id, data } of framesOf(system.url, listening)) {
      ids.push(id);
      if (event === 'cloudevent') subjects.push((data as { subject?: string }).subject);
      if (subjects.includes(issued)) break;
    }
    expect(subjects).toEqual([issued]);
    expect(ids).not.toContain(formatPosition(system.engine.log, raw?.position ?? ''));
    expect(system.logged()).not.toContain(FORGED);
  });
});
