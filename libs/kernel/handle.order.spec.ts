import { Conflict, Forbidden, HistoryCorrupt, NotFound, Refusal, Unavailable, UnknownEvent } from './errors.js';
import { AppendDenied, type EventStore } from './event-store.js';
import { faultyEventStore } from './faulty-event-store-for-specs.js';
import { load, send } from './handle.js';
import { id } from './ids.js';
import { InMemoryEventStore } from './in-memory-event-store-for-specs.js';
import { Registry } from './registry.js';
import { ask, stranger, tally, TallyOpened, tallyEngine } from './tally-for-specs.js';

const count = (n: number) => ({ type: 'Count', data: { n } }) as const;
const open = { type: 'Open', data: { label: 'Razia' } } as const;

async function opened() {
  const { engine, clock } = tallyEngine({});
  const { id: on } = await send(engine, tally, ask(open, 'open'));
  const stream = `tally-${on}`;
  return { engine, clock, on, stream, history: () => engine.store.read(stream) };
}

describe('send', () => {
  it('creates a stream whose uuid follows from the command (D2)', async () => {
    const { engine } = tallyEngine({});
    const creating = ask(open, 'open');
    const receipt = await send(engine, tally, creating);
    expect(receipt).toEqual({
      id: id('tally', creating.commandId),
      revision: 0,
      position: (await engine.store.head()) ?? '',
      replayed: false,
    });
  });

  it('creates under the uuid that the data format gives, once (D3)', async () => {
    const { engine } = tallyEngine({});
    const createdId = id('rehabcase', 'inmate', 1);
    expect(await send(engine, tally, ask(open, 'open', { createdId }))).toMatchObject({ id: createdId, revision: 0 });
    expect(await send(engine, tally, ask(count(0), 'again', { createdId }))).toMatchObject({ revision: 0 });
    expect(await engine.store.read(`tally-${createdId}`)).toHaveLength(1);
  });

  it('acts on what is there', async () => {
    const { engine, on, history } = await opened();
    expect(await send(engine, tally, ask(count(3), 'k', { on }))).toEqual({
      id: on,
      revision: 1,
      position: (await engine.store.head()) ?? '',
      replayed: false,
    });
    expect((await history()).map(({ type }) => type)).toEqual(['TallyOpened', 'Counted']);
  });

  it('knows nothing of what is not there, whoever asks and whatever they believe', async () => {
    const { engine } = tallyEngine({});
    const nowhere = ask(count(-1), 'k', { on: id('spec', 'nothing'), ifMatch: 7, by: stranger });
    await expect(send(engine, tally, nowhere)).rejects.toThrow(NotFound);
  });

  it('forbids what belongs to another unit before it looks at the key, the revision or the rules', async () => {
    const { engine, on, history } = await opened();
    await send(engine, tally, ask(count(3), 'k', { on }));
    const theirs = send(engine, tally, ask(count(-1), 'k', { on, ifMatch: 7, by: stranger }));
    await expect(theirs).rejects.toMatchObject({ code: 'outside-your-unit' });
    await expect(theirs).rejects.toThrow(Forbidden);
    expect(await history()).toHaveLength(2);
  });

  it('forbids to create for another unit, and records nothing', async () => {
    const { engine } = tallyEngine({});
    const theirs = send(engine, tally, ask(open, 'open', { unitId: 'RUTAN-CILACAP' }));
    await expect(theirs).rejects.toMatchObject({ code: 'outside-your-unit' });
    expect(await engine.store.head()).toBeUndefined();
  });

  it('lets the system act anywhere', async () => {
    const { engine, on } = await opened();
    const by = { kind: 'SYSTEM', name: 'mirror' } as const;
    expect(await send(engine, tally, ask(count(1), 'k', { on, by }))).toMatchObject({ revision: 1 });
  });

  it('forbids a unit that is not in the register', async () => {
    const { engine } = tallyEngine({});
    const nowhere = send(engine, tally, ask(open, 'open', { unitId: 'LAPAS-X' }));
    await expect(nowhere).rejects.toMatchObject({ code: 'unknown-unit' });
    await expect(nowhere).rejects.toThrow(Forbidden);
  });

  it('recognises a repeat before it looks at the revision or the rules', async () => {
    const { engine, on } = await opened();
    const first = await send(engine, tally, ask(count(600), 'k', { on, ifMatch: 0 }));
    await send(engine, tally, ask(count(400), 'later', { on }));
    expect(await send(engine, tally, ask(count(600), 'k', { on, ifMatch: 0 }))).toEqual({ ...first, replayed: true });
  });

  it('wants the revision that the client pinned before it looks at the rules, and says the current one', async () => {
    const { engine, on, history } = await opened();
    const stale = send(engine, tally, ask(count(-1), 'k', { on, ifMatch: 4 }));
    await expect(stale).rejects.toMatchObject({ code: 'revision-mismatch', revision: 0 });
    await expect(stale).rejects.toThrow(Conflict);
    expect(await history()).toHaveLength(1);
    expect(await send(engine, tally, ask(count(1), 'k', { on, ifMatch: 0 }))).toMatchObject({ revision: 1 });
  });

  it('leaves no trace of a refusal and evaluates it again', async () => {
    const { engine, clock, on, history } = await opened();
    const context = { occurredAt: '2026-11-24T08:10:00+07:00' };
    const early = ask(count(1), 'k', { on, context });
    await expect(send(engine, tally, early)).rejects.toThrow(Refusal);
    expect(await history()).toHaveLength(1);
    clock.at = '2026-11-24T01:10:00.000Z';
    expect(await send(engine, tally, early)).toMatchObject({ revision: 1, replayed: false });
  });

  it('answers with the last place when it is so already, and leaves the key unused', async () => {
    const { engine, on, history } = await opened();
    const { position } = await send(engine, tally, ask(count(2), 'before', { on }));
    const receipt = await send(engine, tally, ask(count(0), 'k', { on }));
    expect(receipt).toEqual({ id: on, revision: 1, position, replayed: false });
    expect(await history()).toHaveLength(2);
    expect(await send(engine, tally, ask(count(5), 'k', { on }))).toMatchObject({ revision: 2 });
  });

  it('creates nothing out of nothing', async () => {
    const { engine } = tallyEngine({});
    await expect(send(engine, tally, ask(count(0), 'k'))).rejects.toThrow('decided to be nothing');
    expect(await engine.store.head()).toBeUndefined();
  });

  it('puts facts from elsewhere into the command, of the state as loaded', async () => {
    const { engine, on, history } = await opened();
    await send(engine, tally, ask(count(7), 'before', { on }));
    await send(engine, tally, ask(count(1), 'k', { on }), (command, { total }) =>
      Promise.resolve(command.type === 'Count' ? count(command.data.n + total) : command),
    );
    expect((await history()).map(({ data }) => data)).toMatchObject([{ label: 'Razia' }, { n: 7 }, { n: 8 }]);
  });

  it('refuses every command on an altered history, and adds nothing to it (D6)', async () => {
    const { engine, on, stream, history } = await opened();
    await send(engine, tally, ask(count(7), 'before', { on }));
    engine.store.tamper(stream, 1, (event) => ({ ...event, data: { n: 9 } }));
    await expect(send(engine, tally, ask(count(1), 'k', { on }))).rejects.toThrow(HistoryCorrupt);
    expect(await history()).toHaveLength(2);
  });

  it('refuses to guess at a type that this build does not know (D4)', async () => {
    const { engine, on } = await opened();
    await send(engine, tally, ask(count(7), 'before', { on }));
    const older = { ...engine, registry: new Registry([TallyOpened]) };
    await expect(send(older, tally, ask(count(1), 'k', { on }))).rejects.toThrow(UnknownEvent);
  });
});

describe('send without an answer of the store', () => {
  const patience = { attemptMs: 20, totalMs: 60 };

  it.each([
    ['event-store-unavailable', count(1), (store: EventStore) => faultyEventStore(store, () => 'throws', 0)],
    ['outcome-unknown', open, (store: EventStore) => readingOnly(store, () => Promise.reject(new Error('broken')))],
    ['outcome-unknown', open, (store: EventStore) => readingOnly(store, () => new Promise(() => undefined))],
  ] as const)('is unavailable: %s', async (code, command, broken) => {
    const { engine } = tallyEngine({ patience });
    const { id: on } = await send(engine, tally, ask(open, 'open'));
    const asked = ask(command, 'k', command === open ? {} : { on });
    const sending = send({ ...engine, store: broken(engine.store) }, tally, asked);
    await expect(sending).rejects.toMatchObject({ code, status: 503 });
    await expect(sending).rejects.toThrow(Unavailable);
  });

  it('passes on at once what the store says for good', async () => {
    const { engine } = tallyEngine({});
    const store = readingOnly(engine.store, () => Promise.reject(new AppendDenied('The stream is deleted.')));
    await expect(send({ ...engine, store }, tally, ask(open, 'open'))).rejects.toThrow(AppendDenied);
  });
});

describe('load', () => {
  it('folds nothing to the initial state', async () => {
    const { engine } = tallyEngine({});
    expect(await load(engine, tally, `tally-${id('spec', 'nothing')}`)).toEqual({
      history: [],
      state: tally.decider.initial,
    });
  });
});

function readingOnly(store: EventStore, append: () => Promise<never>): EventStore {
  return Object.assign(new InMemoryEventStore(), {
    append,
    read: (stream: string, from?: number) => store.read(stream, from),
  });
}
