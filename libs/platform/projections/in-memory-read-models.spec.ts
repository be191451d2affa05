import type { Position } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import type { AnyProjected } from './batch.js';
import { inMemoryReadModels } from './in-memory-read-models.js';
import { noteId, notes, registry, sendNote, totals, written } from './notes-for-specs.js';
import { CONTRACT_EVENTS, keepsTheContract, readerOf } from './read-models-contract-for-specs.js';
import type { ReadModels } from './read-models.js';

async function believedOf(events: typeof CONTRACT_EVENTS): Promise<readonly AnyProjected[]> {
  const store = new InMemoryEventStore();
  for (const [number, event] of events) await sendNote(store, number, event);
  const believed: AnyProjected[] = [];
  for await (const raw of store.readAll()) believed.push(registry.believe(raw));
  return believed;
}

describe('Read models in memory', () => {
  let models: ReadModels;
  let last: Position;
  beforeAll(async () => {
    const events = await believedOf(CONTRACT_EVENTS);
    models = inMemoryReadModels(events, [notes, totals]);
    last = events.at(-1)?.position ?? '';
  });

  keepsTheContract(
    () => models,
    () => last,
  );

  it('hold several projections', async () => {
    const inspector = readerOf('KANWIL-JATENG', 'kanwil');
    expect(await models.one(totals, inspector, 'all')).toMatchObject({ events: CONTRACT_EVENTS.length });
  });

  it('refuse a question that 10,000 documents cannot answer', async () => {
    const [event] = await believedOf([[1, written('one of many')]]);
    if (event === undefined) throw new Error('There is an event.');
    const many = (count: number) =>
      inMemoryReadModels(
        Array.from({ length: count }, (_, n) => ({ ...event, stream: `note-${noteId(n)}` })),
        [notes],
      ).all(notes, readerOf('KANWIL-JATENG', 'kanwil'), {});
    expect(await many(10_000)).toHaveLength(10_000);
    await expect(many(10_001)).rejects.toMatchObject({ code: 'too-broad' });
  });
});
