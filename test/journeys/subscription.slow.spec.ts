import { randomUUID } from 'node:crypto';
import { cooperationPublications } from '#contexts/cooperation';
import { BEFORE_FIRST, formatPosition, parsePosition, type RecordedEvent } from '#kernel';
import { developmentToken } from '#platform/auth';
import { mappingOf } from '#platform/gateway';
import { type Cast, cast } from '../../apps/bersinar/story/cast.js';
import { Api } from '../../apps/bersinar/story/client.js';
import { seeded } from '#kernel/seeded';
import { issueDirective } from './directives-for-specs.js';
import { type Frame, framesOf } from './frames-for-specs.js';
import { type SystemForSpecs, systemForSpecs } from './system-for-specs.js';
import { runsOf, seedOf } from '../tier.js';

const SEED = seedOf(20_241_213);
const CUTS = runsOf(50, 500);
const COMMANDS = runsOf(500, 5_000);
const SENDERS = 5;
const NOWHERE = `${'9'.repeat(15).padStart(20, '0')}.abcdef01`;

describe(`A subscription (seed ${SEED})`, () => {
  let system: SystemForSpecs;
  let people: Cast;
  let api: Api;
  let begun: string; // what others recorded before is not heard

  beforeAll(async () => {
    system = await systemForSpecs({ heartbeatMs: 100 });
    api = new Api(system.url);
    people = await cast(api);
    begun = await headCursor();
  });
  afterAll(() => system.close());

  const service = () => ({ token: people.service.token });
  const headCursor = async () => formatPosition(system.engine.log, (await system.engine.store.head()) ?? '');

  /** What the log says a service of the Rutan should have heard since then. */
  async function published(): Promise<object[]> {
    const mapping = mappingOf(cooperationPublications, system.engine.registry);
    const heard: object[] = [];
    for await (const event of system.engine.store.readAll(parsePosition(begun, system.engine.log))) {
      const outgoing = mapping(event as RecordedEvent);
      if (outgoing?.units.includes(people.service.unit)) heard.push(outgoing.cloudEvent);
    }
    return heard;
  }

  async function first(wanted: (frame: Frame) => boolean, query: string, token = service().token): Promise<Frame> {
    for await (const frame of framesOf(system.url, { token, query })) if (wanted(frame)) return frame;
    throw new Error('The stream ended.');
  }

  it(`cut ${CUTS} times while ${COMMANDS} commands run, and resumed, hears what the log says: in order, none lost, none doubled`, async () => {
    const random = seeded(SEED);
    const heard: object[] = [];
    let cursor = begun;
    let cuts = 0;
    let version = true;

    async function listen(leaving: { bytes?: number; signal?: AbortSignal }, enough = Infinity): Promise<void> {
      for await (const frame of framesOf(system.url, { ...service(), ...leaving, lastEventId: cursor })) {
        cursor = frame.id;
        if (frame.event === 'cloudevent') heard.push(frame.data);
        if (heard.length >= enough) return;
      }
    }
    async function beCut(): Promise<void> {
      while (cuts < CUTS || version) {
        await listen({ bytes: Math.floor(random() * 6_000), signal: AbortSignal.timeout(Math.floor(random() * 200)) });
        cuts += 1;
      }
    }
    async function issueMany(): Promise<void> {
      let number = 0;
      const sender = async () => {
        while (number < COMMANDS / 2) await issueDirective(api, people, (number += 1));
      };
      await Promise.all(Array.from({ length: SENDERS }, sender));
      version = false;
    }

    await Promise.all([issueMany(), beCut()]);
    const expected = await published();
    if (heard.length < expected.length) await listen({}, expected.length);
    expect(expected).toHaveLength(COMMANDS / 2);
    expect(heard).toEqual(expected);
    expect(cuts).toBeGreaterThanOrEqual(CUTS);
  });

  it('that hears nothing is told the cursor, so that it need not begin again', async () => {
    const head = await headCursor();
    const heartbeat = await first(({ event }) => event === 'heartbeat', '?from=now');
    expect([heartbeat.id, heartbeat.data]).toEqual([head, { cursor: head }]);
  });

  it('from now on hears only what happens from now on', async () => {
    const begun = await first(({ event }) => event === 'heartbeat', '?from=now');
    const id = await issueDirective(api, people, 'now');
    const frames: Frame[] = [];
    for await (const frame of framesOf(system.url, { ...service(), lastEventId: begun.id })) {
      frames.push(frame);
      if (frame.event === 'cloudevent') break;
    }
    expect(frames.at(-1)?.data).toMatchObject({ subject: id, type: 'rutan.cooperation.directive-issued.v1' });
  });

  it('hears nothing that is of other units, and yet gets on', async () => {
    const token = await developmentToken({ role: 'service', unit: 'RUTAN-PURBALINGGA' });
    const head = await headCursor();
    const events: string[] = [];
    for await (const { event, id } of framesOf(system.url, { token, lastEventId: begun })) {
      events.push(event);
      if (id >= head) break;
    }
    expect(new Set(events)).toEqual(new Set(['heartbeat']));
  });

  it.each([
    ['of another log', () => formatPosition(randomUUID(), BEFORE_FIRST), '', 400, 'foreign-position'],
    ['of an event that is not there', () => formatPosition(system.engine.log, NOWHERE), '', 410, 'cursor-gone'],
    ['that is none', () => 'yesterday', '', 400, 'bad-position'],
    ['and another start', () => headCursor(), '?from=now', 400, 'two-starts'],
  ])('is refused at a cursor %s', async (_, cursorOf, query, status, code) => {
    const headers = { Authorization: `Bearer ${service().token}`, 'Last-Event-ID': await cursorOf() };
    const response = await fetch(`${system.url}/events${query}`, { headers });
    expect([response.status, await response.json()]).toEqual([status, expect.objectContaining({ code })]);
  });

  it.each(['karutan', 'auditor', 'agencyHead', 'regionalOffice'] as const)('is not for %s', async (office) => {
    const response = await fetch(`${system.url}/events`, {
      headers: { Authorization: `Bearer ${people[office].token}` },
    });
    expect([response.status, await response.json()]).toEqual([
      403,
      expect.objectContaining({ code: 'role-not-allowed' }),
    ]);
  });
});
