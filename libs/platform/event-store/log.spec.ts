import { type Engine, HistoryCorrupt, id, MetadataSchema, validator, verifyStream } from '#kernel';
import { inMemoryKeyring } from '#kernel/in-memory-keyring-for-specs';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { PREFIXES } from '#contracts/log/log.events';
import { announcedPrefixes } from './announcements.js';
import { openLog, type Opening } from './log.js';

const stream = `log-${id('log')}`;
const REAL: Opening = { purpose: 'REAL', production: false, place: './data' };
const DEMONSTRATION: Opening = { ...REAL, purpose: 'DEMONSTRATION' };

const engineParts = (): Pick<Engine, 'keyring' | 'build' | 'now'> & { store: InMemoryEventStore } => ({
  store: new InMemoryEventStore(),
  keyring: inMemoryKeyring(),
  build: '0.1.0+unknown',
  now: () => new Date('2026-11-24T01:00:00.000Z'),
});

describe('openLog', () => {
  it('starts the log once, with a whole envelope, its prefixes and its keys (D1, "To the byte" 8 and 9)', async () => {
    const engine = engineParts();
    const { log, keys } = await openLog(engine, REAL);
    const [first, ...others] = verifyStream(await engine.store.read(stream));
    expect(others).toEqual([]);
    expect(keys).toEqual(await engine.keyring.houseKeys());
    expect(first).toMatchObject({
      type: 'LogStarted',
      data: {
        log,
        format: 2,
        purpose: 'REAL',
        keys: { command: keys.command.id, login: keys.login.id, lookup: keys.lookup.id },
      },
      metadata: {
        log,
        actor: { kind: 'SYSTEM', name: 'bersinar' },
        unitId: 'BERSINAR',
        zone: 'Asia/Jakarta',
        on: '2026-11-24',
        source: 'SYSTEM',
        about: [],
        legalBasis: 'LEGAL_DUTY',
        recordedAt: '2026-11-24T01:00:00.000Z',
      },
    });
    const prefixes = first?.data.prefixes as string[];
    expect(prefixes).toEqual([...prefixes].sort());
    expect(prefixes).toEqual(expect.arrayContaining(['inmate', 'log', 'rehabcase', 'staff', 'stafflogin']));
    expect(validator(MetadataSchema)(first?.metadata)).toBe(true);
    expect(Object.keys(first?.metadata.command ?? {}).sort()).toEqual(['attempt', 'id']);
  });

  it('reads the one that is there, whoever opens it', async () => {
    const engine = engineParts();
    const opened = await openLog(engine, REAL);
    expect(await openLog({ ...engine, now: () => new Date() }, REAL)).toEqual(opened);
    expect(await engine.store.read(stream)).toHaveLength(1);
  });

  it('gives many processes that start at once the same log', async () => {
    const { store, keyring } = engineParts();
    const opening = () => openLog({ ...engineParts(), store, keyring }, REAL);
    const opened = await Promise.all(Array.from({ length: 8 }, opening));
    expect(new Set(opened.map(({ log }) => log)).size).toBe(1);
    expect(await store.read(stream)).toHaveLength(1);
  });

  it('gives every store another', async () => {
    const [one, other] = [await openLog(engineParts(), REAL), await openLog(engineParts(), REAL)];
    expect(one.log).not.toBe(other.log);
  });

  it('believes no altered start', async () => {
    const engine = engineParts();
    await openLog(engine, REAL);
    engine.store.tamper(stream, 0, (event) => ({
      ...event,
      data: { ...(event.data as object), log: id('spec', 'another') },
    }));
    await expect(openLog(engine, REAL)).rejects.toThrow(HistoryCorrupt);
  });
});

describe('openLog of a build that knows more kinds of stream', () => {
  const newer: Opening = { ...REAL, prefixes: [...PREFIXES, 'zebra', 'novel'] };

  it('announces them in the log’s own stream, once (D3, "To the byte" 9)', async () => {
    const engine = engineParts();
    const opened = await openLog(engine, REAL);
    expect(await openLog(engine, newer)).toEqual(opened);
    await openLog(engine, newer);
    await openLog(engine, REAL);
    const events = verifyStream(await engine.store.read(stream));
    expect(events.map(({ type, data }) => [type, type === 'LogStarted' || data])).toEqual([
      ['LogStarted', true],
      ['PrefixesAdded', { prefixes: ['novel', 'zebra'] }],
    ]);
    expect(events[1]?.metadata).toMatchObject({ log: opened.log, unitId: 'BERSINAR', source: 'SYSTEM', about: [] });
    expect(announcedPrefixes(events)).toEqual([...PREFIXES, 'novel', 'zebra']);
  });

  it('announces each once, however many start at once', async () => {
    const { store, keyring } = engineParts();
    await openLog({ ...engineParts(), store, keyring }, REAL);
    const builds = [newer, newer, { ...REAL, prefixes: [...PREFIXES, 'novel'] }, newer];
    await Promise.all(builds.map((opening) => openLog({ ...engineParts(), store, keyring }, opening)));
    const added = verifyStream(await store.read(stream)).flatMap(({ type, data }) =>
      type === 'PrefixesAdded' ? (data.prefixes as string[]) : [],
    );
    expect(added.toSorted()).toEqual(['novel', 'zebra']);
  });

  it('opens the log although an announcement is altered that it does not need, and adds nothing to it', async () => {
    const engine = engineParts();
    await openLog(engine, REAL);
    await openLog(engine, newer);
    engine.store.tamper(stream, 1, (event) => ({ ...event, data: { prefixes: ['novel', 'other'] } }));
    await expect(openLog(engine, REAL)).resolves.toMatchObject({ purpose: 'REAL' });
    await expect(openLog(engine, newer)).rejects.toThrow(HistoryCorrupt);
    expect(await engine.store.read(stream)).toHaveLength(2);
  });
});

describe('openLog refuses', () => {
  it('a keyring that is another log’s', async () => {
    const engine = engineParts();
    await openLog(engine, REAL);
    const other = { ...engine, keyring: inMemoryKeyring() };
    await expect(openLog(other, REAL)).rejects.toThrow(/^keyring-of-another-log: .*\.\/data/);
  });

  it('a log of the first edition, naming where it is, and changes nothing of it', async () => {
    const engine = engineParts();
    await openLog(engine, REAL);
    engine.store.tamper(stream, 0, (event) => ({ ...event, data: { log: id('spec', 'old') } }));
    await expect(openLog(engine, REAL)).rejects.toThrow('The log in ./data is not in format 2');
    expect(await engine.store.read(stream)).toHaveLength(1);
  });

  it('a demonstration in production, before it starts one', async () => {
    const engine = engineParts();
    await expect(openLog(engine, { ...DEMONSTRATION, production: true })).rejects.toThrow('NODE_ENV is production');
    expect(await engine.store.head()).toBeUndefined();
    await openLog(engine, DEMONSTRATION);
    await expect(openLog(engine, { ...REAL, production: true })).rejects.toThrow('./data is a demonstration');
  });

  it('to mix what is real and a demonstration', async () => {
    const [real, demonstration] = [engineParts(), engineParts()];
    await openLog(real, REAL);
    await openLog(demonstration, DEMONSTRATION);
    await expect(openLog(real, DEMONSTRATION)).rejects.toThrow('./data is of real people');
    await expect(openLog(demonstration, REAL)).rejects.toThrow('start it with --demonstration');
  });
});
