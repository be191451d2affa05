import { cast, type Logins, logins } from '../../apps/bersinar/story/cast.js';
import { Api } from '../../apps/bersinar/story/client.js';
import { storesForSpecs } from '../../libs/platform/stores/stores-for-specs.js';
import { issueDirective } from './directives-for-specs.js';
import { framesOf } from './frames-for-specs.js';
import { type App, buildApps, startApp } from './processes-for-specs.js';
import { readyOf } from './readiness-for-specs.js';

const NAMES = ['api', 'projector', 'gateway'] as const;

describe('The API, the projector and the gateway as processes of their own on the same stores', () => {
  let stores: Awaited<ReturnType<typeof storesForSpecs>>;
  let people: Logins;
  let apps: Record<(typeof NAMES)[number], App>;

  beforeAll(async () => {
    [stores, people] = await Promise.all([storesForSpecs(), logins(), buildApps()]);
    const settings = await stores.settings();
    const [api, projector, gateway] = await Promise.all([
      startApp('api', settings, stores.args),
      startApp('projector', settings, stores.args),
      startApp('gateway', settings, stores.args),
    ]);
    apps = { api, projector, gateway };
  });
  afterAll(async () => {
    await Promise.all(Object.values(apps).map((app) => app.stop('SIGKILL')));
    await stores.close();
  });

  it('start together on an empty log', () => {
    expect(NAMES.filter((name) => apps[name].url === '')).toEqual([]);
  });

  it('serve a command, a question that waits for it, and its event', async () => {
    const api = new Api(apps.api.url);
    const id = await issueDirective(api, await cast(api), 'together');
    const found = await api.ask(people.karutan, `/directives/${id}`);
    expect([found.status, found.text('number')]).toEqual([200, 'JUKNIS/together']);
    for await (const { event, data } of framesOf(apps.gateway.url, { token: people.service.token })) {
      if (event === 'cloudevent' && (data as { subject?: string }).subject === id) break;
    }
  });

  it.each([
    ['projector', '/directives'],
    ['projector', '/events'],
    ['gateway', '/directives'],
    ['api', '/events'],
  ] as const)('leave to others what is not theirs: the %s has no %s', async (name, path) => {
    const headers = { Authorization: `Bearer ${people.karutan.token}` };
    expect((await fetch(apps[name].url + path, { headers })).status).toBe(404);
  });

  it.each(NAMES)('say that they are ready: the %s', async (name) => {
    expect(await readyOf(apps[name].url)).toMatchObject({ status: 200 });
  });

  it.each(NAMES)('leave with 0 when they are told to: the %s', async (name) => {
    expect([await apps[name].stop(), apps[name].said.error]).toEqual([0, '']);
  });
});
