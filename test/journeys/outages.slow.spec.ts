// Left out on servers: it kills the stores and starts them again.
import { setTimeout as delay } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventStoreDb } from '#platform/event-store';
import { compareWithFoldFromZero } from '#platform/projections';
import { operate } from '../../apps/bersinar/projections.js';
import { type Answer, until } from '../../apps/bersinar/story/client.js';
import type { Stage } from '../../apps/bersinar/story/scene.js';
import { draftOf, issueDirective, send } from './directives-for-specs.js';
import { framesOf } from './frames-for-specs.js';
import { rowsIn, saidOf } from './listed-for-specs.js';
import { type Kind, marksOf, recordMerge, startStore } from './outages-for-specs.js';
import { readinessOf } from './readiness-for-specs.js';
import { stageAt } from './stage-for-specs.js';
import { type SystemForSpecs, systemForSpecs } from './system-for-specs.js';
import { registerInmate } from './troubled-for-specs.js';

/** A minute: longer than anybody's patience with a silent connection. */
const OUTAGE_MS = 60_000;

describe('A running system', () => {
  let folder: string;
  let stores: Record<Kind, Awaited<ReturnType<typeof startStore>>>;
  let system: SystemForSpecs;
  let stage: Stage;
  let issued: string;
  let inmates: readonly string[]; // two to be merged in each outage
  const heard: string[] = [];
  const leaving = new AbortController();
  let listening: Promise<void>;

  /** Hears what is published, and comes again from the last cursor whenever the feed ends. */
  async function listen(): Promise<void> {
    const { token } = stage.cast.service;
    let lastEventId: string | undefined;
    while (!leaving.signal.aborted) {
      try {
        for await (const { event, id, data } of framesOf(system.url, { token, lastEventId, signal: leaving.signal })) {
          lastEventId = id;
          if (event === 'cloudevent') heard.push((data as { subject?: string }).subject ?? '');
        }
      } catch {
        continue; // the connection was lost
      } finally {
        await delay(100);
      }
    }
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bersinar-outages-'));
    const [eventstore, mongodb] = [await startStore('eventstore', folder), await startStore('mongodb', folder)];
    stores = { eventstore, mongodb };
    system = await systemForSpecs({
      settings: {
        EVENTSTORE_URL: eventstore.url,
        MONGODB_URL: mongodb.url,
      },
    });
    stage = await stageAt(system.url);
    issued = await issueDirective(stage.api, stage.cast, 'before');
    expect((await stage.api.ask(stage.cast.karutan, `/directives/${issued}`)).status).toBe(200);
    inmates = [];
    for (let n = 0; n < 4; n += 1) inmates = [...inmates, await registerInmate(stage)];
    await operate(['list', '--url', system.url]); // who asks is known from then on
    listening = listen();
  });
  afterAll(async () => {
    leaving.abort();
    await listening;
    await system.close();
    await Promise.all(Object.values(stores).map((store) => store.kill()));
    await rm(folder, { recursive: true, force: true });
  });

  const restart = async (kind: Kind) => {
    stores[kind] = await startStore(kind, folder, stores[kind].port);
  };
  const draft = (key: string) => send(stage.api, stage.cast.agencyHead, '/directives', draftOf(stage.cast, key), key);
  const outcome = (answer: Answer) => [answer.status, answer.at('code')];
  const readiness = async () => {
    const { status, checks } = await readinessOf(system.url);
    return [status, checks.filter(({ state }) => state === 'down').map(({ name }) => name)] as const;
  };
  /** What `npm run projections -- list` says of all of a kind: state, reason, events behind. */
  const listed = async (kind: 'PROJECTION' | 'POLICY') =>
    saidOf(rowsIn(await operate(['list', '--url', system.url])), kind, 'state', 'reason', 'lag');
  const isReady = async () => (await readiness())[0] === 200;
  const isAlive = async () => (await fetch(`${system.url}/health/live`)).ok;

  /** Nothing was lost on the way into the read models. */
  async function expectFolded(): Promise<void> {
    const { engine, database, projections } = system;
    const head = (await engine.store.head()) ?? '';
    await until(
      'Catching up',
      () => Promise.resolve(system.statuses().every(({ position = '' }) => position >= head)),
      60_000,
    );
    for (const projection of projections) {
      expect(await compareWithFoldFromZero(engine, projection, database)).toEqual([]);
    }
  }

  /** Whether all projections, and all policies, wherever each of them is, try again for that reason. */
  const retrying = async (reason: string) =>
    (await Promise.all([listed('PROJECTION'), listed('POLICY')])).map(
      (states) => states.length > 0 && states.every((state) => state.startsWith(`retrying ${reason} `)),
    );

  /** All run at the head again, policies too, and a service hears what is told from now on, everything once. */
  async function expectFollowed(number: string): Promise<void> {
    const id = await issueDirective(stage.api, stage.cast, number);
    await until('it is heard', () => Promise.resolve(heard.includes(id)), 60_000);
    expect(heard).toEqual([...new Set(heard)]);
    for (const kind of ['PROJECTION', 'POLICY'] as const) {
      await until(`each ${kind} is at the head`, async () => (await listed(kind)).join() === 'running - 0', 60_000);
    }
  }

  /** The survivor and the duplicate of an outage. */
  const merged = (outage: 0 | 1) => inmates.slice(2 * outage, 2 * outage + 2) as [survivor: string, duplicate: string];

  /** What came of a merge in an outage: the duplicate is told, and everybody who could tell it again has gone on. */
  async function expectHandledOnce(duplicateId: string): Promise<void> {
    const { store } = system.engine;
    await until('The duplicate is told', async () => (await marksOf(store, duplicateId)) > 0, 60_000);
    await until('each policy is at the head', async () => (await listed('POLICY')).join() === 'running - 0', 60_000);
    expect(await marksOf(store, duplicateId)).toBe(1);
  }

  describe('whose event store is down', () => {
    const key = randomUUID();

    beforeAll(async () => {
      await stores.eventstore.kill();
      const unseen = await startStore('eventstore', folder); // on a port of its own
      const store = eventStoreDb(unseen.url);
      await recordMerge(store, ...merged(0));
      await store.close();
      await unseen.kill();
    });

    it('answers commands with 503, a stable code and when to try again', async () => {
      const answer = await draft(key);
      expect(outcome(answer)).toEqual([503, 'outcome-unknown']); // what creates is appended without being read first
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    });

    it.each(['/audit/history?stream=directive-', '/events?from=now'])('answers %s with 503', async (path) => {
      const { auditor, service } = stage.cast;
      const asked = path.startsWith('/audit') ? [auditor, path + issued] : ([service, path] as const);
      const answer = await stage.api.ask(...(asked as [typeof auditor, string]));
      expect(outcome(answer)).toEqual([503, 'event-store-unavailable']);
    });

    it('lives, is not ready and names it', async () => {
      expect(await isAlive()).toBe(true);
      const [status, down] = await readiness();
      expect([status, down.includes('event-store'), down.includes('mongodb')]).toEqual([503, true, false]);
    });

    it('says of each projection and policy that it tries again, and why', async () => {
      await until('all notice', async () => (await retrying('event-store-unavailable')).every(Boolean), 60_000);
    });

    it(`is so for ${OUTAGE_MS / 1000} s`, () => delay(OUTAGE_MS));

    it('works again as soon as it is back, and what was sent twice is recorded once', async () => {
      await restart('eventstore');
      const first = await draft(key);
      const again = await draft(key);
      expect([first.status, again.status, again.text('id')]).toEqual([201, 201, first.text('id')]);
      expect(again.headers.get('idempotency-replayed')).toBe('true');
      await until('it is ready', isReady, 60_000);
      const found = await stage.api.ask(stage.cast.agencyHead, `/directives/${first.text('id')}`);
      expect(found.status).toBe(200);
      await expectHandledOnce(merged(0)[1]);
      await expectFolded();
      await expectFollowed('after the event store');
    });
  });

  describe('whose MongoDB is down', () => {
    beforeAll(async () => {
      await draft(randomUUID()); // the month's key is in memory
      await stores.mongodb.kill();
    });

    it('answers questions with 503', async () => {
      const answer = await stage.api.ask(stage.cast.karutan, '/directives');
      expect(outcome(answer)).toEqual([503, 'read-models-unavailable']);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    });

    it('records with keys that it has in memory, or says that it cannot reach them', async () => {
      const path = `/directives/${issued}/acknowledge`;
      const acknowledged = await send(stage.api, stage.cast.kasubsi, path, { acknowledgedOn: '2024-12-13' });
      expect([
        [200, undefined],
        [503, 'keyring-unavailable'],
      ]).toContainEqual(outcome(acknowledged));
      const question = { questionId: randomUUID(), question: 'What about the night shift?' };
      const sealed = await send(stage.api, stage.cast.kasubsi, `/directives/${issued}/ask`, question);
      expect(outcome(sealed)).toEqual([503, 'keyring-unavailable']);
    });

    it('lives, is not ready and names it', async () => {
      expect(await isAlive()).toBe(true);
      const [status, down] = await readiness();
      expect([status, down.includes('event-store'), down.includes('mongodb')]).toEqual([503, false, true]);
    });

    it('says of each projection and policy that it tries again, and why', async () => {
      await recordMerge(system.engine.store, ...merged(1));
      await until('all notice', async () => (await retrying('read-models-unavailable')).every(Boolean), 60_000);
    });

    it(`is so for ${OUTAGE_MS / 1000} s`, () => delay(OUTAGE_MS));

    it('works again as soon as it is back, with read models that equal a fold from zero', async () => {
      await restart('mongodb');
      await until('it is ready', isReady, 60_000);
      const id = await issueDirective(stage.api, stage.cast, 'after');
      expect((await stage.api.ask(stage.cast.karutan, `/directives/${id}`)).status).toBe(200);
      await expectHandledOnce(merged(1)[1]);
      await expectFolded();
      await expectFollowed('after MongoDB');
    });
  });

  it('logs no word of what stores and drivers say', () => {
    for (const word of ['mongodb://', 'esdb://', 'MongoServerSelectionError:', 'ECONNREFUSED 127']) {
      expect(system.logged()).not.toContain(word);
    }
  });
});
