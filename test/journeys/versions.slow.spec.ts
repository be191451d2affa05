// Left out on servers: what it asks of read models is in the log, and everybody else there would do it too.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { loadKek } from '#platform/keyring';
import { operate } from '../../apps/bersinar/projections.js';
import { until } from '../../apps/bersinar/story/client.js';
import type { Stage } from '../../apps/bersinar/story/scene.js';
import { storesForSpecs } from '../../libs/platform/stores/stores-for-specs.js';
import { otherBuild, raisedDirectives } from './builds-for-specs.js';
import { proposeAgreement } from './agreements-for-specs.js';
import { issueDirective } from './directives-for-specs.js';
import { type Listed, rowsIn } from './listed-for-specs.js';
import { type App, buildApps, startApp } from './processes-for-specs.js';
import { readinessOf, readyOf } from './readiness-for-specs.js';
import { stageAt } from './stage-for-specs.js';

const NAME = 'directive-compliance';
const DIRECTIVES = 20;
const A_SECOND = 200;
const AT_A_TIME = 8; // a machine that is slower is asked as often as it answers
const ASKED_AT_LEAST = 1_000;

describe('The versions of a read model, of processes', () => {
  const running = new Set<App>();
  let folder: string;
  let raised: string;
  let stores: Awaited<ReturnType<typeof storesForSpecs>>;
  let settings: Record<string, string>;
  let [api, stage]: [App | undefined, Stage | undefined] = [undefined, undefined];

  const start = async (name: string, root?: string): Promise<App> => {
    const app = await startApp(name, settings, [], root);
    if (app.url === '') throw new Error(`It did not start: ${app.said.error}`);
    running.add(app);
    return app;
  };
  /** What of the directives is answered: the status, and the versions that their titles are of, or the code and what is waited for. */
  const answered = async (): Promise<string> => {
    const headers = { Authorization: `Bearer ${the(stage).cast.karutan.token}` };
    const answer = await fetch(`${the(api).url}/directives?limit=200`, { headers }).catch(() => undefined);
    if (answer === undefined) return 'nothing';
    const body = (await answer.json()) as { code?: string; problems?: string[]; items?: { title: string }[] };
    const { code = '', problems = [], items = [] } = body;
    if (!answer.ok) return `${answer.status} ${code} ${problems.join()}`;
    const titles = items.map(({ title }) => title);
    const versions = new Set(titles.map((title) => (title.endsWith(' (2)') ? 2 : 1)));
    return `200 ${titles.length} of ${[...versions].join(' and ')}`;
  };
  const whole = (version: number): string => `200 ${DIRECTIVES} of ${version}`;
  /** Asks so often a second until it is told to stop; how often what was answered. */
  const asking = () => {
    const answers = new Map<string, number>();
    const asked: Promise<void>[] = [];
    let inFlight = 0;
    const began = performance.now();
    const once = async (): Promise<void> => {
      inFlight += 1;
      const said = await answered();
      inFlight -= 1;
      answers.set(said, (answers.get(said) ?? 0) + 1);
    };
    const timer = setInterval(() => {
      if (inFlight < AT_A_TIME) asked.push(once());
    }, 1_000 / A_SECOND);
    return async (atLeast: number) => {
      await until('It is asked so often', () => Promise.resolve(asked.length >= atLeast), 60_000);
      clearInterval(timer);
      await Promise.all(asked);
      const seconds = (performance.now() - began) / 1_000;
      process.stdout.write(`${asked.length} questions, ${Math.round(asked.length / seconds)} a second\n`);
      return [...answers.keys()].sort();
    };
  };
  /** What its readiness says of the read model that the directives are answered from. */
  const readiness = async () => {
    const { status, checks } = await readinessOf(the(api).url);
    return { status, ...checks.find(({ name }) => name === `${NAME}@1`) };
  };
  const ask = (what: string) => operate([what, NAME, '--url', the(api).url]);
  const buildings = async (): Promise<readonly Listed[]> =>
    rowsIn(await operate(['list', '--url', the(api).url])).filter(({ name }) => name?.startsWith(`${NAME}@`));
  const standing = async (): Promise<string> =>
    (await buildings()).map(({ stands, name, lag }) => `${stands ?? ''} ${name ?? ''} ${lag ?? ''}`).join();
  const untilStanding = (...expected: readonly string[]) =>
    until(expected.join(), async () => (await standing()) === expected.map((one) => `${one} 0`).join(), 60_000);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bersinar-versions-'));
    [stores] = await Promise.all([storesForSpecs(), buildApps()]);
    const KEK_FILE = join(folder, 'kek');
    await loadKek({ file: KEK_FILE, mayCreate: true });
    settings = { ...(await stores.settings()), KEK_FILE, DEV_ISSUER_KEY: resolve('.dev-issuer/key.jwk') };
    raised = await otherBuild(join(folder, 'raised'), raisedDirectives);
  });
  afterAll(async () => {
    await Promise.all([...running].map((app) => app.stop('SIGKILL')));
    await stores.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('are 503, with what is waited for, while nobody builds them', async () => {
    api = await start('api');
    stage = await stageAt(api.url);
    for (let number = 0; number < DIRECTIVES; number += 1) await issueDirective(stage.api, stage.cast, number);
    expect(await answered()).toBe(`503 read-model-not-built ${NAME}@1`);
    expect(await readiness()).toMatchObject({ status: 503, state: 'down', reason: `waits for ${NAME}@1 to be built` });
  });

  it('go on being answered from the old one, never from one that is not built, when nobody projects any more', async () => {
    const projector = await start('projector');
    await until('It is built', async () => (await answered()) === whole(1), 60_000);
    await readyOf(the(api).url);
    await projector.stop('SIGKILL');
    expect(await answered()).toBe(whole(1));
    await proposeAgreement(the(stage));
    await until('It is said to be behind', async () => ((await readiness()).lag ?? 0) > 0);
    const { lagSeconds, ...behind } = await readiness();
    expect([behind, typeof lagSeconds]).toMatchObject([{ status: 200, state: 'up' }, 'number']);
    await the(api).stop();
    api = await start('api', raised);
    stage = await stageAt(api.url);
    expect(await answered()).toBe(whole(1));
  });

  it('are switched, back and again, and built again, while 200 questions a second are answered by one of them each', async () => {
    await start('projector', raised);
    await untilStanding(`served ${NAME}@1`, `beside ${NAME}@2`);
    const end = asking();
    await ask('switch');
    await until('The later is answered', async () => (await answered()) === whole(2));
    await ask('switch');
    await until('The earlier is answered', async () => (await answered()) === whole(1));
    await ask('switch');
    await until('The later is answered', async () => (await answered()) === whole(2));
    await ask('rebuild');
    await untilStanding(`served ${NAME}@2_1`, `beside ${NAME}@2`);
    await ask('switch');
    await untilStanding(`served ${NAME}@2`, `beside ${NAME}@2_1`);
    await delay(1_000); // by then everybody has seen it
    expect(await end(ASKED_AT_LEAST)).toEqual([whole(1), whole(2)]);
  });
});

function the<T>(one: T | undefined): T {
  if (one === undefined) throw new Error('It was not started.');
  return one;
}
