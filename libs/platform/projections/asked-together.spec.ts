import type { Position } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { askedTogether } from './asked-together.js';
import type { AnyProjected } from './batch.js';
import { inMemoryReadModels } from './in-memory-read-models.js';
import { noteId, notes, registry, RUTAN, sendNote } from './notes-for-specs.js';
import { CONTRACT_EVENTS, keepsTheContract, readerOf } from './read-models-contract-for-specs.js';
import type { PageRequest, ReadModels } from './read-models.js';

/** The read models, and what they were asked. */
function heard(models: ReadModels) {
  const asked: string[] = [];
  const hears = (kind: 'one' | 'page' | 'all') => (model: never, reader: never, given: never) => {
    asked.push(kind);
    return models[kind](model, reader, given);
  };
  return {
    asked,
    models: {
      cursors: models.cursors,
      versionOf: models.versionOf.bind(models),
      one: hears('one'),
      page: hears('page'),
      all: hears('all'),
    } as unknown as ReadModels,
  };
}

describe('Read models asked together', () => {
  const clerk = readerOf(RUTAN);
  let alone: ReadModels;
  let last: Position;
  beforeAll(async () => {
    const store = new InMemoryEventStore();
    for (const [number, event] of CONTRACT_EVENTS) await sendNote(store, number, event);
    const believed: AnyProjected[] = [];
    for await (const raw of store.readAll()) believed.push(registry.believe(raw));
    alone = inMemoryReadModels(believed, [notes]);
    last = believed.at(-1)?.position ?? '';
  });

  keepsTheContract(
    () => askedTogether(alone),
    () => last,
  );

  const titled = (n: number, more: PageRequest = {}): PageRequest => ({
    filter: { title: `note ${n}` },
    sort: { rank: 1 },
    limit: 2,
    ...more,
  });

  it.each<[string, (models: ReadModels) => readonly Promise<unknown>[], readonly string[]]>([
    ['documents by their ids', (to) => [1, 2, 2, 8].map((n) => to.one(notes, clerk, noteId(n))), ['all']],
    ['one document twice', (to) => [1, 1].map((n) => to.one(notes, clerk, noteId(n))), ['one']],
    ['pages that differ by one value', (to) => [1, 2, 3].map((n) => to.page(notes, clerk, titled(n))), ['all']],
    [
      'lists of several values each',
      (to) =>
        [['note 1', 'note 2'], ['note 2']].map((titles) =>
          to.all(notes, clerk, { filter: { title: { $in: titles } } }),
        ),
      ['all'],
    ],
    ['pages that are counted', (to) => [1, 2].map((n) => to.page(notes, clerk, titled(n, { total: true }))), ['all']],
    [
      'pages of two lengths, each length for itself',
      (to) => [1, 2].flatMap((n) => [to.page(notes, clerk, titled(n)), to.page(notes, clerk, titled(n, { limit: 1 }))]),
      ['all', 'all'],
    ],
    [
      'pages that differ by two values, each for itself',
      (to) => [1, 2].map((n) => to.page(notes, clerk, { filter: { title: `note ${n}`, unitId: `${n}` } })),
      ['page', 'page'],
    ],
    [
      'what different people may see, each for themselves',
      (to) => [clerk, readerOf('BNNK-PURBALINGGA')].map((reader) => to.one(notes, reader, noteId(7))),
      ['one', 'one'],
    ],
  ])('look up %s at once, and answer what each alone would be answered', async (_, asks, expected) => {
    const { asked, models } = heard(alone);
    expect(await Promise.all(asks(askedTogether(models)))).toEqual(await Promise.all(asks(alone)));
    expect(asked).toEqual(expected);
  });

  it('give cursors that go on where a page ended', async () => {
    const together = askedTogether(alone);
    const pages = await Promise.all([1, 2].map((n) => together.page(notes, clerk, titled(n))));
    const rest = await alone.page(notes, clerk, titled(1, { after: pages[0]?.next ?? '' }));
    expect(rest.items).toHaveLength(2);
  });

  it('refuse a length that no page has, asked for by two at once too', async () => {
    const together = askedTogether(alone);
    const pages = [1, 2].map((n) => together.page(notes, clerk, titled(n, { limit: 0 })));
    for (const { status } of await Promise.allSettled(pages)) expect(status).toBe('rejected');
  });

  it('keep nothing for later', async () => {
    const { asked, models } = heard(alone);
    const together = askedTogether(models);
    await together.one(notes, clerk, noteId(1));
    await together.one(notes, clerk, noteId(1));
    expect(asked).toEqual(['one', 'one']);
  });
});
