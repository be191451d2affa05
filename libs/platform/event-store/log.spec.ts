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
import { openLog } from './log.js';

const stream = `log-${id('log')}`;

const engineParts = (): Pick<Engine, 'keyring' | 'build' | 'now'> & { store: InMemoryEventStore } => ({
  store: new InMemoryEventStore(),
  keyring: inMemoryKeyring(),
  build: '0.1.0+unknown',
  now: () => new Date('2026-11-24T01:00:00.000Z'),
});

describe('openLog', () => {
  it('starts the log once, with a whole envelope (D1)', async () => {
    const engine = engineParts();
    const log = await openLog(engine);
    const [first, ...others] = verifyStream(await engine.store.read(stream));
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      type: 'LogStarted',
      data: { log },
      metadata: {
        log,
        actor: { kind: 'SYSTEM', role: 'system', unitId: 'BERSINAR' },
        unitId: 'BERSINAR',
        zone: 'Asia/Jakarta',
        source: 'API',
        legalBasis: 'LEGAL_DUTY',
        recordedAt: '2026-11-24T01:00:00.000Z',
      },
    });
    expect(validator(MetadataSchema)(first?.metadata)).toBe(true);
  });

  it('reads the one that is there, whoever opens it', async () => {
    const engine = engineParts();
    const log = await openLog(engine);
    expect(await openLog({ ...engine, keyring: inMemoryKeyring(), now: () => new Date() })).toBe(log);
    expect(await engine.store.read(stream)).toHaveLength(1);
  });

  it('gives many processes that start at once the same log', async () => {
    const { store } = engineParts();
    const logs = await Promise.all(Array.from({ length: 8 }, () => openLog({ ...engineParts(), store })));
    expect(new Set(logs).size).toBe(1);
    expect(await store.read(stream)).toHaveLength(1);
  });

  it('gives every store another', async () => {
    expect(await openLog(engineParts())).not.toBe(await openLog(engineParts()));
  });

  it('believes no altered start', async () => {
    const engine = engineParts();
    await openLog(engine);
    engine.store.tamper(stream, 0, (event) => ({ ...event, data: { log: id('spec', 'another') } }));
    await expect(openLog(engine)).rejects.toThrow(HistoryCorrupt);
  });
});
