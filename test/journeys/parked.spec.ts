// Left out on servers: it alters what is stored, which everybody else would meet.
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { HOUSE, id, type JsonObject, verifyStream } from '#kernel';
import { developmentToken } from '#platform/auth';
import { createLogger } from '#platform/telemetry';
import { configFrom } from '../../apps/bersinar/config.js';
import { operate } from '../../apps/bersinar/projections.js';
import { until } from '../../apps/bersinar/story/client.js';
import type { Stage } from '../../apps/bersinar/story/scene.js';
import { startSystem } from '../../apps/bersinar/system.js';
import { recordRefusal } from '../../libs/platform/policies/refusals.js';
import { storesForSpecs } from '../../libs/platform/stores/stores-for-specs.js';
import { discuss, proposeAgreement } from './agreements-for-specs.js';
import { rowsIn } from './listed-for-specs.js';
import { readyOf } from './readiness-for-specs.js';
import { stageAt } from './stage-for-specs.js';
import { type SystemForSpecs, systemForSpecs } from './system-for-specs.js';

interface Item {
  readonly stream?: string;
  readonly kind?: string;
  readonly state?: string;
}

describe('A stream that is parked', () => {
  let stores: Awaited<ReturnType<typeof storesForSpecs>>;
  let system: SystemForSpecs;
  let stage: Stage;
  let stream = '';

  beforeAll(async () => {
    stores = await storesForSpecs();
    system = await systemForSpecs({
      settings: { EVENTSTORE_URL: stores.eventstoreUrl, MONGODB_URL: stores.mongodbUrl },
    });
    stage = await stageAt(system.url);
    const forged = await proposeAgreement(stage);
    expect((await discuss(stage, forged)).status).toBe(200);
    stream = `agreement-${forged}`;
    const last = verifyStream(await system.engine.store.read(stream)).at(-1);
    const client = EventStoreDBClient.connectionString(stores.eventstoreUrl);
    const metadata = { ...last?.metadata, build: 'forged' } as JsonObject;
    const { type = '', data = {} } = last ?? {};
    const event = jsonEvent({ id: randomUUID(), type, data, metadata });
    await client.appendToStream(stream, event);
    await client.dispose();
    await until('it is parked', () => Promise.resolve(system.engine.parked?.(stream) !== undefined));
  });
  afterAll(async () => {
    await system.close();
    await stores.close();
  });

  const readiness = async () => {
    const { status, state, checks } = await readyOf(system.url);
    return [status, state, checks.find(({ name }) => name === 'parked')];
  };
  const asked = async (path: string): Promise<readonly Item[]> => {
    const headers = { Authorization: `Bearer ${await developmentToken({ role: 'admin', unit: HOUSE })}` };
    const answer = await fetch(`${system.url}${path}`, { headers });
    return ((await answer.json()) as { items: readonly Item[] }).items;
  };

  it('leaves the system ready but degraded, and readiness names it', async () => {
    const parked = { name: 'parked', state: 'degraded', reason: stream, streams: 1 };
    expect(await readiness()).toEqual([200, 'degraded', parked]);
  });

  it('is shown to operators, with all who follow the log', async () => {
    await until('the read model has it', async () => (await asked('/operations/parked')).length > 0);
    expect(await asked('/operations/alarms')).toMatchObject([{ stream, isParked: true, parkedFrom: 2 }]);
    const followers = await asked('/operations/projections');
    expect(new Set(followers.map(({ kind }) => kind))).toEqual(new Set(['PROJECTION', 'POLICY', 'STAFF']));
    expect(followers.filter(({ kind }) => kind === 'PROJECTION')).toHaveLength(system.projections.length);
  });

  it('is listed beside what rules refused of policies', async () => {
    const [policy] = rowsIn(await operate(['list', '--url', system.url])).filter(({ kind }) => kind === 'POLICY');
    const [name = ''] = (policy?.name ?? '').split('@');
    const [cause] = verifyStream((await system.engine.store.read(stream)).slice(0, 1));
    if (cause === undefined) throw new Error('Its stream is empty.');
    const causationId = cause.id;
    await recordRefusal(
      system.engine,
      name,
      cause,
      {
        command: { type: 'MoveCase', data: {} },
        createdId: id('spec', 'case'),
        by: { kind: 'SYSTEM', name },
        commandId: id('spec', 'refused'),
        body: {},
        context: { source: 'POLICY' },
        correlationId: causationId,
        causationId,
      },
      'case-closed',
    );
    const refused = async () =>
      rowsIn(await operate(['list', '--url', system.url])).filter((row) => row.refused === '1');
    await until('the read model has it', async () => (await refused()).length > 0);
    expect(await refused()).toMatchObject([
      { name: policy?.name, lastRefused: expect.stringMatching(/^MoveCase case-closed /) as string },
    ]);
  });

  it('is known to a process that only serves, and that starts later', async () => {
    const settings = { EVENTSTORE_URL: stores.eventstoreUrl, MONGODB_URL: stores.mongodbUrl };
    const config = configFrom({ PORT: '0', DATA_DIR: system.dataDir, ...settings });
    const other = await startSystem(config, createLogger('silent'), { parts: ['api'] });
    expect(other.engine.parked?.(stream)).toBe(2);
    await other.close();
  });
});
