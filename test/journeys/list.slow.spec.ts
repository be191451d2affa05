// Left out on servers: it reads a listing that grows with what others leave in the log.
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { openMongo } from '#platform/mongodb';
import type { MongoClient } from 'mongodb';
import { POLICIES, PROJECTIONS } from '../../apps/bersinar/followers.js';
import { until } from '../../apps/bersinar/story/client.js';
import { storesForSpecs } from '../../libs/platform/stores/stores-for-specs.js';
import { issueDirective } from './directives-for-specs.js';
import { type Listed, rowsIn, saidOf } from './listed-for-specs.js';
import { type App, buildApps, printed, startApp } from './processes-for-specs.js';
import { stageAt } from './stage-for-specs.js';

const ALL = PROJECTIONS.length + POLICIES.length;
const [LONG_AGO, LATER] = ['2024-12-16T01:00:00.000Z', '2024-12-16T02:00:00.000Z'];
const by = ({ pid }: App): string => `${hostname()}/${pid}`;

describe('npm run projections -- list, of a process that only serves the API', () => {
  let stores: Awaited<ReturnType<typeof storesForSpecs>>;
  let client: MongoClient;
  let settings: Record<string, string>;
  let api: App;
  const projectors: App[] = [];

  beforeAll(async () => {
    [stores] = await Promise.all([storesForSpecs(), buildApps()]);
    client = openMongo(stores.mongodbUrl);
    settings = await stores.settings();
    api = await startApp('api', settings, stores.args);
    projectors.push(
      await startApp('projector', settings, stores.args),
      await startApp('projector', settings, stores.args),
    );
    const { api: asks, cast } = await stageAt(api.url);
    await issueDirective(asks, cast, 'first');
  });
  afterAll(async () => {
    await Promise.all([api, ...projectors].map((app) => app.stop('SIGKILL')));
    await client.close();
    await stores.close();
  });

  const database = () => client.db(stores.databaseName);
  const list = async (): Promise<readonly Listed[]> => {
    const rows = rowsIn((await printed('projections', ['list', '--url', api.url])).trimEnd().split('\n'));
    return rows.filter(({ kind }) => kind !== 'STAFF');
  };
  const untilListed = (what: string, holds: (rows: readonly Listed[]) => boolean) =>
    until(what, async () => holds(await list()), 60_000);
  /** Killed, and not heard of since long ago: the half minute is not waited for. */
  const lose = async (app: App | undefined, heardAt: string): Promise<void> => {
    await app?.stop('SIGKILL');
    const heartbeats = database().collection<{ _id: string }>('followers');
    if (app !== undefined) await heartbeats.updateOne({ _id: by(app) }, { $set: { heardAt } });
  };

  it('has everybody twice while two projectors run, each at the head', async () => {
    await untilListed(
      'all run twice',
      (rows) => rows.length === 2 * ALL && rows.every(({ lag, state }) => lag === '0' && state === 'running'),
    );
    const rows = await list();
    expect(new Set(rows.map((row) => row.by))).toEqual(new Set(projectors.map(by)));
    expect(new Set(rows.map(({ name }) => name)).size).toBe(ALL);
    for (const { since = '', heardAt = '' } of rows)
      expect([Date.parse(since), Date.parse(heardAt)]).not.toContain(NaN);
  });

  it('has everybody once when one of them was killed', async () => {
    await lose(projectors[0], LONG_AGO);
    await untilListed('all run once', (rows) => rows.length === ALL);
    const { api: asks, cast } = await stageAt(api.url);
    await issueDirective(asks, cast, 'second');
    await untilListed('at the head', (rows) => rows.every(({ lag, state }) => lag === '0' && state === 'running'));
  });

  it('says that everybody is silent when nobody runs them any more, since when, where they are and how far behind', async () => {
    await lose(projectors[1], LATER);
    const { api: asks, cast } = await stageAt(api.url);
    await issueDirective(asks, cast, 'third'); // nobody folds it
    const rows = await list();
    expect(rows).toHaveLength(ALL);
    expect(saidOf(rows, 'PROJECTION', 'state', 'heardAt', 'by')).toEqual([
      `silent ${LATER} ${projectors.map(by)[1] ?? ''}`,
    ]);
    expect(saidOf(rows, 'POLICY', 'state')).toEqual(['silent']);
    expect(rows.every(({ lag, position }) => Number(lag) > 0 && position !== '-')).toBe(true);
  });

  it('says that the checkpoint is of another log, and that the policies go on', async () => {
    const checkpoints = database().collection<{ _id: string }>('checkpoints');
    await checkpoints.updateOne({ _id: 'group' }, { $set: { log: randomUUID() } });
    projectors.push(await startApp('projector', settings, stores.args));
    await untilListed(
      'they stopped',
      (rows) => saidOf(rows, 'PROJECTION', 'state', 'reason').join() === 'stopped foreign-log',
    );
    await untilListed('policies run', (rows) => saidOf(rows, 'POLICY', 'state', 'lag').join() === 'running 0');
  });
});
