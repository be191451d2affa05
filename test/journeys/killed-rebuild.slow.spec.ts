// Left out on servers: what it asks of read models is in the log, and everybody else there would do it too.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { inParallel } from '#kernel';
import { loadKek } from '#platform/keyring';
import { openMongo } from '#platform/mongodb';
import { operate } from '../../apps/bersinar/projections.js';
import { until } from '../../apps/bersinar/story/client.js';
import type { Stage } from '../../apps/bersinar/story/scene.js';
import { storesForSpecs } from '../../libs/platform/stores/stores-for-specs.js';
import { portIn, throughPort } from '../faults/proxy/line-for-specs.js';
import { holdingBefore } from './building-for-specs.js';
import { issueDirective } from './directives-for-specs.js';
import { type Listed, rowsIn } from './listed-for-specs.js';
import { type App, buildApps, startApp } from './processes-for-specs.js';
import { stageAt } from './stage-for-specs.js';

const NAME = 'directive-compliance';
const DIRECTIVES = 300; // of more events than a projector takes at a time
const ASKED_AT_LEAST = 100;
const NOTHING = 'nothing';

describe('A read model whose projector is killed while it is built again', () => {
  const running = new Set<App>();
  let folder: string;
  let stores: Awaited<ReturnType<typeof storesForSpecs>>;
  let gate: Awaited<ReturnType<typeof holdingBefore>>;
  let settings: Record<string, string>;
  let [api, projector, stage]: [App?, App?, Stage?] = [];

  const start = async (name: string): Promise<App> => {
    const through = name === 'projector' && { MONGODB_URL: throughPort(settings.MONGODB_URL ?? '', gate.port) };
    const app = await startApp(name, { ...settings, ...through });
    if (app.url === '') throw new Error(`It did not start: ${app.said.error}`);
    running.add(app);
    return app;
  };
  /** How many directives are answered, on all pages, or what else. */
  const answered = async (): Promise<string> => {
    const headers = { Authorization: `Bearer ${the(stage).cast.karutan.token}` };
    const page = new URL(`${the(api).url}/directives?limit=200`);
    for (let count = 0; ;) {
      const answer = await fetch(page, { headers });
      const {
        items = [],
        next,
        code = '',
      } = (await answer.json()) as { items?: unknown[]; next?: string; code?: string };
      if (!answer.ok) return `${answer.status} ${code}`;
      count += items.length;
      if (next === undefined) return `200 ${count}`;
      page.searchParams.set('after', next);
    }
  };
  /** Asks without a pause until it is told to stop; what was answered. */
  const asking = () => {
    const answers = new Set<string>();
    let [asked, isOver] = [0, false];
    const all = (async () => {
      for (; !isOver || asked < ASKED_AT_LEAST; asked += 1) {
        const said = await answered().catch(() => NOTHING);
        answers.add(said);
        if (said === NOTHING) return;
      }
    })();
    return async () => {
      isOver = true;
      await all;
      return [...answers];
    };
  };
  const ask = (what: string) => operate([what, NAME, '--url', the(api).url]);
  const buildings = async (): Promise<readonly Listed[]> =>
    rowsIn(await operate(['list', '--url', the(api).url])).filter(({ name }) => name?.startsWith(`${NAME}@`));
  const untilStanding = (...expected: readonly string[]) =>
    until(
      expected.join(),
      async () => {
        const rows = await buildings(); // of each process that was heard of lately
        const standing = new Set(rows.map(({ stands, name, lag }) => `${stands ?? ''} ${name ?? ''} ${lag ?? ''}`));
        return [...standing].join() === expected.map((one) => `${one} 0`).join();
      },
      60_000,
    );
  /** Once a building has its first documents and more are on their way. */
  const untilHalfBuilt = (building: string, sent: number) =>
    until(
      `${building} is half built`,
      async () => {
        const one = (await buildings()).find(({ name }) => name === building);
        const isBuilding = one?.state === 'building' && one.position !== '-' && Number(one.lag) > 0;
        return isBuilding && gate.sent().length > sent;
      },
      30_000,
    );
  const documentsIn = async (collection: string): Promise<number> => {
    const client = openMongo(the(settings.MONGODB_URL));
    const found = await client
      .db()
      .collection(collection)
      .find({ _gone: { $ne: true } })
      .toArray();
    await client.close();
    return found.length;
  };
  /** Builds again, and kills who builds it, with some of its documents there. */
  const killWhileBuilding = async (rebuild: number): Promise<void> => {
    gate.hold(`${NAME}__v1_${rebuild}`);
    await ask('rebuild');
    await untilHalfBuilt(`${NAME}@1_${rebuild}`, 1);
    await expect(ask('rebuild')).rejects.toThrow('another-build-beside');
    expect(await the(projector).stop('SIGKILL')).toBe('SIGKILL');
    const built = await documentsIn(`${NAME}__v1_${rebuild}`);
    expect([built > 0, built < DIRECTIVES]).toEqual([true, true]);
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bersinar-killed-'));
    [stores] = await Promise.all([storesForSpecs(), buildApps()]);
    gate = await holdingBefore(portIn(stores.mongodbUrl));
    const KEK_FILE = join(folder, 'kek');
    await loadKek({ file: KEK_FILE, mayCreate: true });
    settings = { ...(await stores.settings()), KEK_FILE, DEV_ISSUER_KEY: resolve('.dev-issuer/key.jwk') };
    api = await start('api');
    projector = await start('projector');
    const { api: client, cast } = (stage = await stageAt(api.url));
    await inParallel(
      Array.from({ length: DIRECTIVES }, (_, number) => number),
      16,
      (number) => issueDirective(client, cast, number),
    );
    await until('It is built', async () => (await answered()) === `200 ${DIRECTIVES}`, 60_000);
  });
  afterAll(async () => {
    await Promise.all([...running].map((app) => app.stop('SIGKILL')));
    gate.close();
    await stores.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is answered whole all the while, and switched to once a later process has gone on with it', async () => {
    const end = asking();
    await killWhileBuilding(1);
    const before = gate.sent();
    const known = before.length;
    gate.letGo();
    projector = await start('projector');
    await untilStanding(`served ${NAME}@1_1`, `beside ${NAME}@1`);
    expect(await end()).toEqual([`200 ${DIRECTIVES}`]);
    expect(gate.sent().slice(known).flat()).not.toContain(before[0]?.[0]);
  });

  it('is answered whole all the while, and goes on alone when the building is cancelled', async () => {
    const end = asking();
    await killWhileBuilding(2);
    const known = gate.sent().length;
    projector = await start('projector');
    await untilHalfBuilt(`${NAME}@1_2`, known);
    await ask('cancel');
    await untilStanding(`served ${NAME}@1_1`);
    expect(await end()).toEqual([`200 ${DIRECTIVES}`]);
    await issueDirective(the(stage).api, the(stage).cast, DIRECTIVES);
    await until('The next is folded', async () => (await answered()) === `200 ${DIRECTIVES + 1}`, 60_000);
  });
});

function the<T>(one: T | undefined): T {
  if (one === undefined) throw new Error('It is not there.');
  return one;
}
