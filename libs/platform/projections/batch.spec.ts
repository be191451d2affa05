import type { AnyEvent, AnyProjection, RecordedEvent } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { foldTouches, type Touch, touchOf } from './batch.js';
import type { Stored } from './documents.js';
import { noteId, notes, ranked, registry, removed, sendNote, written } from './notes-for-specs.js';

const recorded = async (...events: readonly AnyEvent[]): Promise<RecordedEvent[]> => {
  const store = new InMemoryEventStore();
  await sendNote(store, 1, ...events);
  return (await store.read(`note-${noteId(1)}`)).map((raw) => registry.believe(raw));
};

const never = () => {
  throw new Error('There is one.');
};

const fold = (projection: AnyProjection, events: readonly RecordedEvent[], loaded = new Map<string, Stored>()) => {
  const { documents, broken } = foldTouches(
    projection,
    events.map((event) => touchOf(projection, event)),
    loaded,
  );
  return { documents: [...documents.values()], broken };
};

describe('A batch', () => {
  it('makes one document of all events that touch it, as of the last', async () => {
    const events = await recorded(written('one'), ranked(2), ranked(3));
    const place = { _id: noteId(1), _pos: events[2]?.position };
    expect(fold(notes, events)).toMatchObject({ documents: [{ ...place, changes: 3 }], broken: [] });
  });

  it('skips the events that a document holds already, removed or not', async () => {
    const events = await recorded(written('one'), ranked(2), removed, ranked(4));
    const at = (index: number) => fold(notes, events.slice(0, index + 1)).documents[0];
    for (const index of [0, 1, 2, 3]) {
      const { documents } = fold(notes, events, new Map([[noteId(1), at(index) ?? never()]]));
      expect(documents).toEqual(index === 3 ? [] : [at(3)]);
    }
  });

  it('breaks the document whose fold throws, as it was, and goes on with all others', async () => {
    const pair: AnyProjection = {
      ...notes,
      documents: () => ['a', 'b'],
      fold: (_, { revision }, id) => {
        if (id === 'b' && revision === 1) throw new RangeError('no');
        return { revision };
      },
    };
    const events = await recorded(written('one'), ranked(2), ranked(3));
    const { documents, broken } = fold(pair, events);
    expect(documents).toEqual([
      { _id: 'a', _pos: events[2]?.position, revision: 2 },
      { _id: 'b', _pos: events[1]?.position, revision: 0, _broken: true },
    ]);
    const { position, stream } = events[1] ?? {};
    expect(broken).toEqual([{ document: 'b', position, stream, revision: 1, detail: 'RangeError' }]);
  });

  it('hides a document that broke before it was one', async () => {
    const never: AnyProjection = {
      ...notes,
      fold: () => {
        throw new RangeError('no');
      },
    };
    expect(fold(never, await recorded(written('one'))).documents).toMatchObject([{ _gone: true, _broken: true }]);
  });

  it('folds a document once for an event that names it twice', async () => {
    const twice: AnyProjection = { ...notes, documents: () => ['a', 'a'] };
    const [event] = await recorded(written('one'));
    expect(event && touchOf(twice, event)).toMatchObject({ ids: ['a'] });
  });

  it('marks what rests on a stream that is not believed, and later folds keep it', async () => {
    const [first, second] = await recorded(written('one'), ranked(2));
    if (first === undefined || second === undefined) throw new Error('There are two.');
    const mark = { kind: 'mark', position: `${first.position}1`, ids: [noteId(1), 'none'] } as const;
    const touches = [touchOf(notes, first), mark] as const;
    const marked = { _incomplete: true, _pos: mark.position, changes: 1 };
    expect([...foldTouches(notes, touches, new Map()).documents.values()]).toMatchObject([marked]);
    const later: readonly (Touch | typeof mark)[] = [...touches, touchOf(notes, second)];
    expect(foldTouches(notes, later, new Map()).documents.get(noteId(1))).toMatchObject({
      ...marked,
      _pos: second.position,
      changes: 2,
    });
  });
});
