import {
  type Engine,
  HistoryCorrupt,
  id,
  inMemoryKeyring,
  InMemoryEventStore,
  MetadataSchema,
  validator,
  verifyStream,
} from '#kernel';
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
