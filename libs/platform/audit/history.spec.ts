import { Type } from '@sinclair/typebox';
import {
  type Aggregate,
  type AnyEvent,
  type Engine,
  event,
  id,
  InMemoryEventStore,
  inMemoryKeyring,
  type Projected,
  Registry,
  tell,
  type Told,
  verifyAlone,
} from '#kernel';
import type { Reader } from '../auth/index.js';
import { inMemoryReadModels } from '../projections/index.js';
import { historyIndex } from './history-index.projection.js';
import { HistoryOf, HistoryOfHandler, type HistoryQuestion } from './history.query.js';

const noted = event(
  'NoteTaken',
  'PUBLIC_TASK',
  Type.Object(
    {
      topic: Type.String(),
      text: Type.String({ seal: 'narrative' }),
      parentAgreementId: Type.Optional(Type.String()),
      basis: Type.Optional(Type.Array(Type.Object({ stream: Type.String() }))),
    },
    { additionalProperties: false },
  ),
);
const registry = new Registry([noted]);

interface TakeNote {
  readonly type: 'TakeNote';
  readonly data: { readonly topic: string; readonly parentAgreementId?: string };
}
type NoteTaken = { type: 'NoteTaken'; data: object };

const agreement: Aggregate<string[], TakeNote, NoteTaken> = {
  name: 'agreement',
  decider: {
    initial: [],
    decide: {
      TakeNote: ({ data }) => [
        { type: 'NoteTaken', data: { ...data, text: 'what was said', basis: [{ stream: 'x' }] } },
      ],
    },
    evolve: { NoteTaken: (units, { metadata }) => [...units, metadata.unitId] },
  },
  unitsOf: (units) => units,
};

const LOG = id('spec', 'log');
const uuid = (n: number) => id('spec', n);
const actorOf = (actorId: string, unitId: string) => ({ id: actorId, kind: 'USER' as const, role: 'auditor', unitId });
const auditor: Reader = { actor: actorOf('auditor', 'INSPEKTORAT-JENDERAL'), correlationId: uuid(9) };
const karutan = (unitId: string): Reader => ({
  actor: { ...actorOf('head', unitId), role: 'karutan' },
  correlationId: uuid(9),
});

function world() {
  let seconds = 0;
  const store = new InMemoryEventStore();
  const engine: Engine = {
    store,
    keyring: inMemoryKeyring(),
    registry,
    log: LOG,
    build: 'spec',
    zoneOf: () => 'Asia/Jakarta',
    now: () => new Date(Date.UTC(2024, 11, 13, 2, 0, (seconds += 1))),
  };
  let commands = 0;
  const note = (by: string, unitId: string, data: TakeNote['data'], target?: string): Promise<Told> =>
    tell(engine, agreement, {
      command: { type: 'TakeNote', data },
      ...(target === undefined ? { unitId } : { target: { id: target } }),
      by: actorOf(by, unitId),
      commandId: uuid((commands += 1) + 100),
      body: { topic: data.topic },
      context: { lateCode: 'DEMONSTRATION' },
      correlationId: uuid(1),
      causationId: uuid(2),
    });
  const ask = async (reader: Reader, question: HistoryQuestion) => {
    const events: Projected<AnyEvent>[] = [];
    for await (const raw of store.readAll()) if (raw.metadata !== 'forged') events.push(verifyAlone(raw));
    const models = inMemoryReadModels(events, [historyIndex(registry.definitions)]);
    return new HistoryOfHandler(engine, models).execute(new HistoryOf(reader, question));
  };
  return { store, note, ask };
}

describe('a history', () => {
  it('shows every event of a stream as stored, its seals closed', async () => {
    const { note, ask, store } = world();
    const { id: target } = await note('clerk', 'RUTAN-A', { topic: 'first' });
    await note('head', 'RUTAN-A', { topic: 'second' }, target);
    const stream = `agreement-${target}`;
    const [first] = await store.read(stream);
    const { items, next } = await ask(auditor, { stream });
    expect(next).toBeUndefined();
    expect(items.map(({ revision, verified, actor }) => ({ revision, verified, actor }))).toEqual([
      { revision: 0, verified: true, actor: actorOf('clerk', 'RUTAN-A') },
      { revision: 1, verified: true, actor: actorOf('head', 'RUTAN-A') },
    ]);
    expect(items[0]).toEqual({
      position: `${LOG}.${first?.position}`,
      stream,
      revision: 0,
      id: first?.id,
      type: 'NoteTaken',
      v: 1,
      occurredAt: '2024-12-13T02:00:01.000Z',
      recordedAt: '2024-12-13T02:00:01.000Z',
      actor: actorOf('clerk', 'RUTAN-A'),
      unitId: 'RUTAN-A',
      legalBasis: 'PUBLIC_TASK',
      basis: [{ stream: 'x' }],
      lateCode: 'DEMONSTRATION',
      correlationId: uuid(1),
      causationId: uuid(2),
      data: first?.data,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      prevHash: '0'.repeat(64),
      verified: true,
    });
    expect(JSON.stringify(items)).not.toContain('what was said');
  });

  it('of an agreement includes the agreements that name it as parent, in log order', async () => {
    const { note, ask } = world();
    const parent = await note('clerk', 'RUTAN-A', { topic: 'parent' });
    const child = await note('clerk', 'RUTAN-A', { topic: 'child', parentAgreementId: parent.id });
    await note('clerk', 'RUTAN-A', { topic: 'stranger' });
    await note('clerk', 'RUTAN-A', { topic: 'parent again' }, parent.id);
    const { items } = await ask(auditor, { agreementId: parent.id });
    expect(items.map(({ stream }) => stream)).toEqual([parent, child, parent].map((told) => `agreement-${told.id}`));
  });

  it('of an actor spans streams, and keeps to what was recorded from and before the instants asked for', async () => {
    const { note, ask } = world();
    const one = await note('clerk', 'RUTAN-A', { topic: 'one' });
    await note('other', 'RUTAN-A', { topic: 'other' }, one.id);
    const two = await note('clerk', 'RUTAN-A', { topic: 'two' });
    const streams = async (question: HistoryQuestion) =>
      (await ask(auditor, question)).items.map(({ stream }) => stream);
    expect(await streams({ actorId: 'clerk' })).toEqual([`agreement-${one.id}`, `agreement-${two.id}`]);
    expect(await streams({ actorId: 'clerk', from: '2024-12-13T09:00:03+07:00' })).toEqual([`agreement-${two.id}`]);
    expect(await streams({ actorId: 'clerk', to: '2024-12-13T09:00:03+07:00' })).toEqual([`agreement-${one.id}`]);
    expect(
      await streams({ stream: `agreement-${one.id}`, from: '2024-12-13T02:00:02Z', to: '2024-12-13T02:00:03Z' }),
    ).toHaveLength(1);
  });

  it('comes in pages that together are the whole', async () => {
    const { note, ask } = world();
    const { id: target } = await note('clerk', 'RUTAN-A', { topic: '0' });
    for (let n = 1; n < 5; n += 1) await note('clerk', 'RUTAN-A', { topic: String(n) }, target);
    for (const question of [{ stream: `agreement-${target}` }, { actorId: 'clerk' }]) {
      const revisions: number[] = [];
      let after: string | undefined;
      do {
        const page = await ask(auditor, { ...question, limit: 2, ...(after && { after }) });
        revisions.push(...page.items.map(({ revision }) => revision));
        after = page.next;
      } while (after !== undefined);
      expect(revisions).toEqual([0, 1, 2, 3, 4]);
    }
  });

  it('is not verified from the first broken event on, and still shows what is there (D6)', async () => {
    const { note, ask, store } = world();
    const { id: target } = await note('clerk', 'RUTAN-A', { topic: '0' });
    for (let n = 1; n < 4; n += 1) await note('clerk', 'RUTAN-A', { topic: String(n) }, target);
    const stream = `agreement-${target}`;
    store.tamper(stream, 2, (raw) => ({ ...raw, data: [1, 2], metadata: 'forged' }));
    const { items } = await ask(auditor, { stream });
    expect(items.map(({ verified }) => verified)).toEqual([true, true, false, false]);
    expect(items[2]).toMatchObject({ revision: 2, data: [1, 2] });
    expect(items[2]).not.toHaveProperty('actor');
  });

  it('is hidden from heads of other units', async () => {
    const { note, ask } = world();
    const { id: target } = await note('clerk', 'RUTAN-A', { topic: 'one' });
    const stream = `agreement-${target}`;
    expect((await ask(karutan('RUTAN-A'), { stream })).items).toHaveLength(1);
    await expect(ask(karutan('RUTAN-B'), { stream })).rejects.toThrow('There is no history with that id.');
    await expect(ask(karutan('RUTAN-B'), { agreementId: target })).rejects.toThrow('There is no history with that id.');
    expect((await ask(karutan('RUTAN-B'), { actorId: 'clerk' })).items).toEqual([]);
  });

  it.each([
    [{}, 'one-history-at-a-time'],
    [{ actorId: 'clerk', agreementId: uuid(1) }, 'one-history-at-a-time'],
    [{ stream: 'agreement-1' }, 'bad-stream'],
    [{ stream: `$all-${uuid(1)}` }, 'bad-stream'],
    [{ stream: `agreement-${uuid(1)}`, after: 'yesterday' }, 'bad-position'],
    [{ stream: `agreement-${uuid(1)}`, after: `${uuid(5)}.${'0'.repeat(20)}` }, 'foreign-position'],
  ])('refuses the question %j', async (question, code) => {
    await expect(world().ask(auditor, question)).rejects.toMatchObject({ code });
  });
});
