import { developmentToken } from '../auth/index.js';
import { outcome, type SpecApp, startForSpecs } from './app-for-specs.js';

let edge: SpecApp;
beforeAll(async () => {
  edge = await startForSpecs();
});
afterAll(() => edge.close());

const collected = (token: string) => edge.http.get('/metrics').set('Authorization', `Bearer ${token}`);

/** The value of each measure, by its name and labels. */
async function measured(): Promise<Readonly<Record<string, number>>> {
  const { status, headers, text } = await collected(await edge.tokenOf('service'));
  expect([status, headers['content-type']]).toEqual([200, expect.stringMatching(/^text\/plain; version=/)]);
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]),
  );
}

describe('what Prometheus collects', () => {
  it('is for administrators and services alone', async () => {
    expect(await outcome(edge.http.get('/metrics'))).toBe('401 token-missing');
    expect(await outcome(edge.get('/metrics'))).toBe('403 role-not-allowed');
    expect(await outcome(collected(await edge.tokenOf('admin')))).toBe('200');
    const forEvents = await developmentToken({ role: 'service', unit: 'BERSINAR', scope: 'events' }, edge.env);
    expect(await outcome(collected(forEvents))).toBe('403 scope-missing');
    const forBoth = await developmentToken({ role: 'service', unit: 'BERSINAR', scope: 'events metrics' }, edge.env);
    expect(await outcome(collected(forBoth))).toBe('200');
  });

  it('says who does their part, who is behind and how far, and what is parked', async () => {
    edge.checks.push(
      { name: 'inmates@1', state: 'degraded', lag: 7, lagSeconds: 3 },
      { name: 'cases@2', state: 'down' },
      { name: 'parked', state: 'degraded', reason: 'note-1, note-2', streams: 2 },
    );
    expect(await measured()).toMatchObject({
      'bersinar_up{name="event-store"}': 1,
      'bersinar_up{name="inmates@1"}': 1,
      'bersinar_up{name="cases@2"}': 0,
      'bersinar_lag_events{name="inmates@1"}': 7,
      'bersinar_lag_seconds{name="inmates@1"}': 3,
      bersinar_parked_streams: 2,
    });
    edge.checks.splice(1);
  });

  it('counts refusals of both APIs by their code, and names nothing that was asked', async () => {
    const before = await measured();
    const unknown = 'Wahyu-3304';
    await edge.get(`/notes/${unknown}`);
    await edge.post('/graphql', { query: `{ note(id: "${unknown}") { id } forgotten(name: "${unknown}") }` });
    await edge.http.get('/health/live').set('Authorization', 'Bearer x').query({ name: unknown });
    await edge.http.get('/notes').set('Authorization', 'Bearer x');
    const after = await measured();
    const names = Object.keys(after).filter((name) => after[name] !== before[name]);
    expect(names.length).toBeGreaterThan(1);
    expect(names.every((name) => /^bersinar_refusals_total\{code="[a-z-]+"\}$/.test(name))).toBe(true);
    expect(JSON.stringify(after)).not.toContain(unknown);
  });

  it('has a line for what has not happened yet', async () => {
    expect(Object.keys(await measured())).toEqual(
      expect.arrayContaining(['bersinar_append_retries_total', 'bersinar_subscribers', 'bersinar_parked_streams']),
    );
  });
});
