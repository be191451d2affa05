import { type AnyEvent, type AnyProjection, InMemoryEventStore, type RawEvent } from '#kernel';
import { foldTouches, touchesOf } from './batch.js';
import { noteId, notes, ranked, registry, removed, tellNote, written } from './notes-for-specs.js';

const rawOf = async (...events: readonly AnyEvent[]): Promise<RawEvent[]> => {
  const store = new InMemoryEventStore();
  await tellNote(store, 1, ...events);
  return store.read(`note-${noteId(1)}`);
};

const fold = (projection: AnyProjection, raw: readonly RawEvent[], loaded = new Map<string, never>()) =>
  foldTouches(projection, touchesOf(projection, registry, raw).touches, loaded);

describe('A batch', () => {
  it('makes one document of all events that touch it, as of the last', async () => {
    const raw = await rawOf(written('one'), ranked(2), ranked(3));
    const place = { _id: noteId(1), _pos: raw[2]?.position };
    expect(fold(notes, raw)).toMatchObject({ position: raw[2]?.position, documents: [{ ...place, changes: 3 }] });
  });

  it('skips the events that a document holds already, removed or not', async () => {
    const raw = await rawOf(written('one'), ranked(2), removed, ranked(4));
    const at = (index: number) => fold(notes, raw.slice(0, index + 1)).documents[0];
    for (const index of [0, 1, 2, 3]) {
      const loaded = new Map([[noteId(1), at(index)]]) as Map<string, never>;
      const { documents, position } = fold(notes, raw, loaded);
      expect(position).toBe(raw[3]?.position);
      expect(documents).toEqual(index === 3 ? [] : [at(3)]);
    }
  });

  it('applies an event to all of its documents or to none', async () => {
    const pair: AnyProjection = {
      ...notes,
      documents: () => ['a', 'b'],
      fold: (_, { revision }, id) => {
        if (id === 'b' && revision === 1) throw new RangeError('no');
        return { revision };
      },
    };
    const raw = await rawOf(written('one'), ranked(2), ranked(3));
    const folded = fold(pair, raw);
    expect(folded.documents.map((document) => [document._id, document.revision])).toEqual([
      ['a', 0],
      ['b', 0],
    ]);
    expect(folded.position).toBe(raw[0]?.position);
    expect(folded.stop?.reason).toMatchObject({ kind: 'fold-threw', detail: 'RangeError', revision: 1 });
  });

  it('folds a document once for an event that names it twice', async () => {
    const twice: AnyProjection = { ...notes, documents: () => ['a', 'a'] };
    const touches = touchesOf(twice, registry, await rawOf(written('one')));
    expect(touches).toMatchObject({ touches: [{ ids: ['a'] }] });
  });

  it('ends before an event that cannot be believed, and goes no further', async () => {
    const [first, second, third] = await rawOf(written('one'), ranked(2), ranked(3));
    if (first === undefined || second === undefined || third === undefined) throw new Error('There are three.');
    const { touches, stop } = touchesOf(notes, registry, [first, { ...second, data: { rank: 9 } }, third]);
    expect(touches).toHaveLength(1);
    expect(stop?.reason).toMatchObject({ kind: 'corrupt-event', revision: 1 });
    expect(stop?.message).toBe('notes@1 stopped: corrupt-event.');
  });
});
