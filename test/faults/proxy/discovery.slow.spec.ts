import { randomUUID } from 'node:crypto';
import { until } from '../../../apps/bersinar/story/client.js';
import type { Stage } from '../../../apps/bersinar/story/scene.js';
import { gossipForSpecs } from '../../../libs/platform/event-store/gossip-for-specs.js';
import { storesForSpecs } from '../../../libs/platform/stores/stores-for-specs.js';
import { draftOf, send } from '../../journeys/directives-for-specs.js';
import { type App, buildApps, isAlive, startApp } from '../../journeys/processes-for-specs.js';
import { readinessOf } from '../../journeys/readiness-for-specs.js';
import { stageAt } from '../../journeys/stage-for-specs.js';
import { portIn, throughPort } from './line-for-specs.js';
import { eventStoreProxy } from './eventstore-proxy-for-specs.js';
import type { Fault } from './faults-for-specs.js';

describe('The system, whose event store is a cluster that loses its leader', () => {
  let stores: Awaited<ReturnType<typeof storesForSpecs>>;
  let gossip: Awaited<ReturnType<typeof gossipForSpecs>>;
  let leader: Awaited<ReturnType<typeof eventStoreProxy>>;
  let app: App;
  let stage: Stage;
  let fault: Fault | undefined;

  beforeAll(async () => {
    [stores] = await Promise.all([storesForSpecs(), buildApps()]);
    leader = await eventStoreProxy(portIn(stores.eventstoreUrl), () => fault);
    gossip = await gossipForSpecs(() => throughPort(stores.eventstoreUrl, leader.port));
    const settings = { ...(await stores.settings()), EVENTSTORE_URL: `${gossip.url}&gossipTimeout=600` };
    app = await startApp('bersinar', settings, stores.args);
    if (app.url === '') throw new Error(`It did not start: ${app.said.error}`);
    stage = await stageAt(app.url);
    await until('It is ready', async () => (await readiness())[0] === 200, 60_000);
  });
  afterAll(async () => {
    await app.stop('SIGKILL');
    gossip.close();
    leader.close();
    await stores.close();
  });

  const key = randomUUID();
  const draft = () => send(stage.api, stage.cast.agencyHead, '/directives', draftOf(stage.cast, 'lost'), key);
  const readiness = async () => {
    const { status, checks } = await readinessOf(app.url);
    return [status, checks.filter(({ state }) => state === 'down').map(({ name }) => name)] as const;
  };

  it('says that it is not ready, and why, while nobody leads and nobody says who does', async () => {
    gossip.become('hangs');
    fault = 'not-leader';
    leader.cut();
    await until('It is not ready', async () => (await readiness())[1].includes('event-store'), 60_000);
    const answer = await draft();
    expect([answer.status, answer.text('code')]).toEqual([503, 'event-store-unavailable']);
    expect([(await fetch(`${app.url}/health/live`)).status, gossip.held()]).toEqual([200, expect.any(Number)]);
    expect(gossip.held()).toBeGreaterThan(1); // of clients that were replaced meanwhile
  });

  it('says so still when it is recorded late, and then that there is no leader', async () => {
    gossip.become('refuses');
    gossip.release();
    await until('All clients are told', () => Promise.resolve(gossip.held() === 0));
    expect((await draft()).status).toBe(503);
    expect((await readiness())[0]).toBe(503);
  });

  it('goes on with a new client as soon as somebody leads', async () => {
    fault = undefined;
    gossip.become('answers');
    await until('It is ready', async () => (await readiness())[0] === 200, 60_000);
    const [first, again] = [await draft(), await draft()];
    expect([first.status, again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 201, 'true']);
    const read = await stage.api.ask(stage.cast.agencyHead, `/directives/${first.text('id')}`);
    expect(read.status).toBe(200);
  });

  it('is the process that it was, of which no promise was rejected unheard', () => {
    expect([isAlive(app.pid), app.said.error]).toEqual([true, '']);
    const bad = /for which nobody waits|projector thread|"level":60/;
    expect(app.said.out.split('\n').filter((line) => bad.test(line))).toEqual([]);
  });

  it('leaves when it is told to although nobody says who leads', async () => {
    gossip.become('hangs');
    fault = 'not-leader';
    leader.cut();
    await until('It looks for a leader', () => Promise.resolve(gossip.held() > 0), 60_000);
    expect(await app.stop()).toBe(0);
  });
});
