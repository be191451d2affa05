import { Type } from '@sinclair/typebox';
import type { Aggregate, Engine } from './ask.js';
import { hashOf } from './chain.js';
import { cite } from './cite.js';
import type { RawEvent, RecordedEvent } from './envelope.js';
import { HistoryCorrupt } from './errors.js';
import { load, send } from './handle.js';
import { id, uuidOf } from './ids.js';
import { RECORDING } from './occurrence.js';
import { event, type EventOf, Registry } from './registry.js';
import { believe, believedOf, gapsOf, repairStreamOf } from './repair.js';
import { ask, Counted, tally, tallyEngine, TallyOpened } from './tally-for-specs.js';

const EventsExcluded = event(
  'EventsExcluded',
  { legalBasis: 'LEGAL_DUTY', moment: RECORDING },
  Type.Object(
    {
      from: Type.Integer(),
      to: Type.Integer(),
      lastHash: Type.String(),
      askedBy: Type.String(),
      approvedBy: Type.String(),
    },
    { additionalProperties: false },
  ),
);
type Excluded = EventOf<typeof EventsExcluded>;
const repair: Aggregate<null, { type: 'Exclude'; data: Excluded['data'] }, Excluded> = {
  name: 'repair',
  unitsOf: () => [],
  decider: {
    initial: null,
    decide: { Exclude: ({ data }) => [{ type: 'EventsExcluded', data }] },
    evolve: { EventsExcluded: () => null },
  },
};

async function counted(times: number) {
  const { engine } = tallyEngine({ registry: new Registry([TallyOpened, Counted, EventsExcluded]) });
  const { id: on } = await send(engine, tally, ask({ type: 'Open', data: { label: 'x' } }, 'open'));
  const stream = `tally-${on}`;
  for (let n = 0; n < times; n += 1) await send(engine, tally, ask({ type: 'Count', data: { n: 1 } }, `k${n}`, { on }));
  const raw = () => engine.store.read(stream);
  const hashAt = async (revision: number) => ((await raw())[revision] as RecordedEvent).metadata.hash;
  return {
    engine,
    stream,
    on,
    raw,
    hashAt,
    prevHashAt: async (revision: number) => ((await raw())[revision] as RecordedEvent).metadata.prevHash,
    alter: (revision: number, of = stream): void => {
      engine.store.tamper(of, revision, (one) => ({ ...one, data: { n: 99 } }));
    },
    exclude: (from: number, to: number, lastHash: string, approvedBy = 'another') =>
      send(engine, repair, {
        command: { type: 'Exclude', data: { from, to, lastHash, askedBy: 'one', approvedBy } },
        createdId: uuidOf(repairStreamOf(stream)),
        by: { kind: 'SYSTEM', name: 'spec' },
        commandId: id('spec', 'exclude', from),
        body: {},
        context: {},
        correlationId: id('spec'),
        causationId: id('spec'),
      }),
    revisions: async (parts: Partial<Engine> = {}) =>
      (await believe({ ...engine, ...parts }, stream, await raw())).map(({ revision }) => revision),
  };
}

describe('repairStreamOf', () => {
  it('is one stream for each stream', () => {
    const stream = `tally-${id('spec', 1)}`;
    expect(repairStreamOf(stream)).toBe(`repair-${id('repair', stream)}`);
  });
});

describe('believe', () => {
  it('reads nothing else while a history holds', async () => {
    const { engine, revisions } = await counted(2);
    const reads: string[] = [];
    const store = Object.assign(Object.create(engine.store) as typeof engine.store, {
      read: (stream: string) => {
        reads.push(stream);
        return engine.store.read(stream);
      },
    });
    expect(await revisions({ store })).toEqual([0, 1, 2]);
    expect(reads).toEqual([]);
  });

  it('believes no history with a break that nobody excluded', async () => {
    const { revisions, alter } = await counted(2);
    alter(1);
    await expect(revisions()).rejects.toMatchObject({ revision: 1 });
  });

  it('leaves out what was excluded, and folds and continues the rest', async () => {
    const { engine, stream, on, revisions, alter, exclude, prevHashAt } = await counted(4);
    alter(2);
    await exclude(2, 2, await prevHashAt(3));
    expect(await revisions()).toEqual([0, 1, 3, 4]);
    const { state } = await load(engine, tally, stream);
    expect(state.total).toBe(3);
    await send(engine, tally, ask({ type: 'Count', data: { n: 5 } }, 'next', { on }));
    expect(await revisions()).toEqual([0, 1, 3, 4, 5]);
  });

  it('leaves out what it knows to be excluded also where that holds, and accepts no other gap', async () => {
    const { engine, stream, on, revisions, raw, alter, exclude, prevHashAt } = await counted(4);
    await exclude(2, 2, await prevHashAt(3));
    const gaps = await gapsOf(engine.store, stream);
    const knowing = Object.assign(engine, { excluded: (one: string) => (one === stream ? gaps : []) });
    expect(await revisions()).toEqual([0, 1, 3, 4]);
    expect((await load(knowing, tally, stream)).state.total).toBe(3);
    expect((await cite(knowing, stream))?.events).toHaveLength(4);
    await send(knowing, tally, ask({ type: 'Count', data: { n: 5 } }, 'next', { on }));
    expect([(await raw()).length, await revisions()]).toEqual([6, [0, 1, 3, 4, 5]]);
    alter(1);
    await expect(revisions()).rejects.toMatchObject({ revision: 1 });
  });

  it('looks up what was excluded since, where it knows of less', async () => {
    const { engine, stream, revisions, alter, exclude, prevHashAt } = await counted(4);
    await exclude(1, 1, await prevHashAt(2));
    const gaps = await gapsOf(engine.store, stream);
    alter(3);
    await exclude(3, 3, await prevHashAt(4));
    expect(await revisions({ excluded: () => gaps })).toEqual([0, 2, 4]);
  });

  it.each([
    [1, 1],
    [3, 3],
    [2, 3],
  ])('accepts exactly the gap that was excluded: not %d to %d of a break at 2', async (from, to) => {
    const { revisions, alter, exclude, prevHashAt } = await counted(4);
    alter(2);
    await exclude(from, to, await prevHashAt(2));
    await expect(revisions()).rejects.toThrow(HistoryCorrupt);
  });

  it('wants what follows a gap to follow its last hash', async () => {
    const { revisions, alter, exclude, hashAt } = await counted(4);
    alter(2);
    await exclude(2, 2, await hashAt(1));
    await expect(revisions()).rejects.toMatchObject({ revision: 3 });
  });

  it('believes nothing of an exclusion that is not believed itself', async () => {
    const { stream, revisions, alter, exclude, prevHashAt } = await counted(4);
    alter(2);
    await exclude(2, 2, await prevHashAt(3));
    alter(0, repairStreamOf(stream));
    await expect(revisions()).rejects.toMatchObject({ stream, revision: 2 });
  });

  it('believes no repair stream for what another says of it', async () => {
    const { engine, stream, alter, exclude, prevHashAt } = await counted(3);
    alter(2);
    await exclude(2, 2, await prevHashAt(3));
    const said = repairStreamOf(stream);
    alter(0, said);
    await expect(believe(engine, said, await engine.store.read(said))).rejects.toThrow(HistoryCorrupt);
  });

  it('wants each event to fit its schema, until that is excluded', async () => {
    const { engine, stream, revisions, exclude, prevHashAt } = await counted(3);
    engine.store.tamper(stream, 3, (raw) => {
      const event = { ...(raw as RecordedEvent), data: { n: 'two' } };
      return { ...event, metadata: { ...event.metadata, hash: hashOf(event) } };
    });
    for (const asked of [() => load(engine, tally, stream), () => cite(engine, stream)]) {
      await expect(asked()).rejects.toThrow('it is not as its schema says');
    }
    await exclude(3, 3, await prevHashAt(3));
    expect(await revisions()).toEqual([0, 1, 2]);
  });

  it('refuses a stream that is parked, also one whose bytes came back', async () => {
    const { stream, revisions } = await counted(2);
    const parked = (one: string) => (one === stream ? 1 : undefined);
    await expect(revisions({ parked })).rejects.toMatchObject({ stream, revision: 1 });
    expect(await revisions({ parked: () => undefined })).toEqual([0, 1, 2]);
  });
});

describe('gapsOf', () => {
  it('finds none where nobody excluded anything', async () => {
    const { engine, stream } = await counted(1);
    expect(await gapsOf(engine.store, stream)).toEqual([]);
  });

  it('finds none where one person asked and approved', async () => {
    const { engine, stream, exclude, prevHashAt } = await counted(3);
    await exclude(2, 2, await prevHashAt(3), 'one');
    expect(await gapsOf(engine.store, stream)).toEqual([]);
  });

  it('finds each, up to the first that is not believed', async () => {
    const { engine, stream, alter, exclude } = await counted(5);
    for (const revision of [1, 2, 3]) await exclude(revision, revision, 'f'.repeat(64));
    expect((await gapsOf(engine.store, stream)).map(({ from }) => from)).toEqual([1, 2, 3]);
    alter(1, repairStreamOf(stream));
    expect((await gapsOf(engine.store, stream)).map(({ from }) => from)).toEqual([1]);
  });
});

describe('believedOf', () => {
  it('ends before the first event that is altered, missing or of a later build', async () => {
    const { raw, alter } = await counted(3);
    const whole = await raw();
    const lengthOf = (events: readonly RawEvent[]) => believedOf(events).length;
    expect([lengthOf(whole), lengthOf([]), lengthOf([...whole.slice(0, 2), ...whole.slice(3)])]).toEqual([4, 0, 2]);
    expect(lengthOf(whole.slice(1))).toBe(0);
    alter(2);
    expect(lengthOf(await raw())).toBe(2);
  });
});
