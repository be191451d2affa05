// Left out on servers: it records what only a later build knows, so that this one would wait.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PREFIXES } from '#contracts/log/log.events';
import type { EventStore } from '#kernel';
import { eventStoreDb } from '#platform/event-store';
import { loadKek } from '#platform/keyring';
import { type Answer, until } from '../../apps/bersinar/story/client.js';
import type { Stage } from '../../apps/bersinar/story/scene.js';
import { storesForSpecs } from '../../libs/platform/stores/stores-for-specs.js';
import { laterTypes, otherBuild, receivesDirectives } from './builds-for-specs.js';
import { draftOf, ISSUE } from './directives-for-specs.js';
import { hear, publishedIn, REGISTERED } from './hearing-for-specs.js';
import { type App, buildApps, printedBy, startApp } from './processes-for-specs.js';
import { readyOf } from './readiness-for-specs.js';
import { stageAt } from './stage-for-specs.js';
import { type Follower, merge, operations, registerInmate, sendLate, sent } from './troubled-for-specs.js';

const ROUNDS = 4;
const SECOND = ['DirectiveIssued', 'InmateRecordsMerged'];

describe('A newer build beside an older one on the same stores, of which the older then leaves', () => {
  const running = new Set<App>();
  const heard: string[] = [];
  const merged: { readonly survivor: string; readonly duplicate: string }[] = [];
  const issued: string[] = [];
  let folder = '';
  let newerRoot = '';
  let stores: Awaited<ReturnType<typeof storesForSpecs>>;
  let store: EventStore;
  let settings: Readonly<Record<string, string>>;
  let [older, newer]: [App | undefined, App | undefined] = [undefined, undefined];
  let [atOlder, atNewer]: [Stage | undefined, Stage | undefined] = [undefined, undefined];
  let cursor: string | undefined;

  const start = async (root?: string): Promise<{ app: App; stage: Stage }> => {
    const app = await startApp('bersinar', settings, [], root);
    running.add(app);
    if (app.url === '') throw new Error(`It did not start: ${app.said.error}`);
    return { app, stage: await stageAt(app.url) };
  };
  const listen = async (url: string, upTo: string) => {
    const { events, cursor: last, waiting } = await hear(url, the(atNewer).cast.service, upTo, cursor);
    heard.push(...events);
    cursor = last;
    return waiting;
  };
  const issue = async (stage: Stage): Promise<string> => {
    const { agencyHead } = stage.cast;
    const id = await sent(stage, agencyHead, '/directives', draftOf(stage.cast, `${issued.length}`));
    await sent(stage, agencyHead, `/directives/${id}/issue`, ISSUE);
    issued.push(id);
    return id;
  };
  const acknowledge = (stage: Stage, id: string): Promise<Answer> =>
    sendLate(stage, stage.cast.kasubsi, `/directives/${id}/acknowledge`, { acknowledgedOn: '2024-12-16' });
  const mergeTwo = async (stage: Stage): Promise<void> => {
    const [survivor, duplicate] = [await registerInmate(stage), await registerInmate(stage)];
    await merge(stage, survivor, duplicate);
    merged.push({ survivor, duplicate });
  };
  const typesOf = async (stream: string) => (await store.read(stream)).map(({ type }) => type);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bersinar-upgrade-'));
    [stores] = await Promise.all([storesForSpecs(), buildApps()]);
    store = eventStoreDb(stores.eventstoreUrl, { prefixes: PREFIXES });
    const KEK_FILE = join(folder, 'kek');
    await loadKek({ file: KEK_FILE, mayCreate: true });
    const DEV_ISSUER_KEY = resolve('.dev-issuer/key.jwk');
    settings = { EVENTSTORE_URL: stores.eventstoreUrl, MONGODB_URL: stores.mongodbUrl, KEK_FILE, DEV_ISSUER_KEY };
    const changes = { ...laterTypes(SECOND, { DirectiveReceived: 'DirectiveAcknowledged' }), ...receivesDirectives };
    newerRoot = await otherBuild(join(folder, 'newer'), changes);
    ({ app: older, stage: atOlder } = await start());
    await issue(atOlder);
    await mergeTwo(atOlder);
    expect((await acknowledge(atOlder, issued[0] ?? '')).status).toBe(200);
  });
  afterAll(async () => {
    await Promise.all([...running].map((app) => app.stop('SIGKILL')));
    await store.close();
    await stores.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('has its commands answered, and those of the older are answered on what that one knows', async () => {
    ({ app: newer, stage: atNewer } = await start(newerRoot));
    for (let round = 0; round < ROUNDS; round += 1) {
      await mergeTwo(atNewer);
      await registerInmate(the(atOlder));
      const id = await issue(atNewer);
      expect((await acknowledge(atNewer, id)).status).toBe(200);
      expect(await typesOf(`directive-${id}`)).toEqual(['DirectiveDrafted', 'DirectiveIssued', 'DirectiveReceived']);
      const refused = await acknowledge(the(atOlder), id);
      expect([refused.status, refused.text('code')]).toEqual([503, 'build-too-old']);
      await registerInmate(the(atOlder));
    }
  });

  it('knows all of it, while the older says what it waits for', async () => {
    for (const id of issued) {
      const found = async () => await the(atNewer).api.ask(the(atNewer).cast.karutan, `/directives/${id}`);
      await until('it is folded', async () => (await found()).status === 200, 30_000);
      expect((await found()).at('acknowledgements')).toHaveLength(1);
    }
    await until(
      'the policy has told every duplicate',
      async () => (await Promise.all(merged.map(marks))).every((n) => n > 0),
      30_000,
    );
    const waits = async () =>
      (await operations<Follower>(the(atOlder), 'projections')).flatMap(({ waitsFor = [] }) => waitsFor);
    await until(
      'the older waits',
      async () => {
        const waited = await waits();
        return SECOND.every((type) => waited.includes(`${type}@2`));
      },
      30_000,
    );
    expect(await readyOf(the(older).url)).toMatchObject({ status: 200 });
  });

  it('goes on where a subscriber of the older waits', async () => {
    expect(await listen(the(older).url, 'nothing')).toBe('DirectiveIssued@2');
    expect(heard.length).toBeGreaterThan(0);
    expect(await the(older).stop()).toBe(0);
    await mergeTwo(the(atNewer));
    const last = await registerInmate(the(atNewer));
    expect(await listen(the(newer).url, `${REGISTERED} ${last}`)).toBeUndefined();
    expect(heard).toEqual(await publishedIn(store));
    expect(new Set(heard).size).toBe(heard.length);
  });

  it('leaves every read model as a fold from zero gives it, and every duplicate told once', async () => {
    await until('the last is told', async () => (await Promise.all(merged.map(marks))).every((n) => n > 0), 30_000);
    const position = (await store.head()) ?? '';
    const behind = async () =>
      (await operations<Follower>(the(atNewer), 'projections')).filter(
        ({ kind, stands, position: reached = '' }) =>
          kind === 'PROJECTION' && stands !== 'beside' && reached < position, // what only the older knew stays where it left
      );
    await until('all are up with it', async () => (await behind()).length === 0, 30_000);
    expect(await the(newer).stop()).toBe(0);
    const rows = (await printedBy('test/journeys/compare-with-fold.mjs', settings, newerRoot)).trim().split('\n');
    const compared = rows.map((row) => JSON.parse(row) as [string, string, object[]]);
    expect(compared.filter(([, reached, differences]) => reached < position || differences.length > 0)).toEqual([]);
    expect(compared.map(([name]) => name)).toContain('directive-compliance@2');
    expect(await Promise.all(merged.map(marks))).toEqual(merged.map(() => 1));
  });

  it('had no projection that began anew, in either build', () => {
    expect([the(older), the(newer)].flatMap(fallen)).toEqual([]);
  });

  async function marks({ duplicate }: { readonly duplicate: string }): Promise<number> {
    return (await typesOf(`inmate-${duplicate}`)).filter((type) => type === 'InmateMarkedDuplicate').length;
  }
});

interface Said {
  readonly projection?: { readonly name: string; readonly version: number; readonly position?: string };
}

/** The projections of a process whose place, as it says it, was once behind one that it had said before. */
function fallen({ said }: App): readonly string[] {
  const places = new Map<string, string>();
  return said.out.split('\n').flatMap((line) => {
    const { projection } = JSON.parse(line || '{}') as Said;
    if (projection?.position === undefined) return [];
    const name = `${projection.name}@${projection.version}`;
    const before = places.get(name) ?? '';
    places.set(name, projection.position);
    return projection.position < before ? [`${name}: ${before}, then ${projection.position}`] : [];
  });
}

function the<T>(one: T | undefined): T {
  if (one === undefined) throw new Error('It was not started.');
  return one;
}
