import { entriesOf, validEntries } from './entries.js';
import { recorded, staffNamed } from './given-for-specs.js';
import { without } from './kept-entries.js';

const metadata = recorded({ type: 'Told', data: {} }, 0).metadata;
const entry = (id: string, n: number) => ({ id, type: 'Told', data: { n }, metadata });
const corrected = (id: string, of: string, n: number, when: object = { entryOn: '2024-12-10' }) => ({
  id,
  type: 'TallyEntryCorrected',
  data: { of, reasonCode: 'WRITTEN_WRONGLY', entryType: 'Told', entryVersion: 1, entry: { n }, ...when },
  metadata,
});
const annulled = (id: string, of: string) => ({
  id,
  type: 'TallyEntryAnnulled',
  data: { of, reasonCode: 'DID_NOT_HAPPEN', approvedBy: staffNamed('staff-1') },
  metadata,
});

type Event = ReturnType<typeof entry> | ReturnType<typeof corrected> | ReturnType<typeof annulled>;
const valid = (...events: readonly Event[]) => validEntries<Event>(events).map(({ id, data }) => [id, data]);

describe('a record', () => {
  type Opened = { type: 'Opened'; data: { day: string } };
  type Aired = { type: 'Aired'; data: object };
  const folds = entriesOf<string, Opened | Aired>(
    '',
    { Opened: (_, { data: { day } }) => day },
    (_, on) => `empty since ${on}`,
  );
  const { Opened, Aired, DoorEntryAnnulled } = folds.evolve([
    { type: 'Opened' },
    { type: 'Aired' },
    { type: 'DoorEntryAnnulled' },
  ]);

  const annulling = (of: string, on: string) => ({ data: { of }, metadata: { ...metadata, on } });

  it('is empty since the day of the annulment once no valid entry makes anything, whatever else is valid', () => {
    const opened = Opened(folds.initial, recorded({ type: 'Opened', data: { day: '2024-12-10' }, id: 'a' }, 0));
    expect(DoorEntryAnnulled(opened, annulling('a', '2024-12-11')).now).toBe('empty since 2024-12-11');
    const aired = Aired(opened, recorded({ type: 'Aired', data: {}, id: 'b' }, 1));
    expect(DoorEntryAnnulled(aired, annulling('a', '2024-12-12')).now).toBe('empty since 2024-12-12');
  });

  it('keeps an entry that says nothing but its type and changes nothing, until it is annulled', () => {
    const opened = Opened(folds.initial, recorded({ type: 'Opened', data: { day: '2024-12-10' } }, 0));
    const aired = Aired(opened, recorded({ type: 'Aired', data: {}, id: 'b' }, 1));
    expect(aired.now).toBe('2024-12-10');
    expect(aired.valid.map(({ type }) => type)).toEqual(['Opened', 'Aired']);
    expect(DoorEntryAnnulled(aired, annulling('b', '2024-12-12'))).toMatchObject({
      now: '2024-12-10',
      annulled: [{ entryId: 'b', annulledOn: '2024-12-12' }],
    });
  });
});

describe('validEntries (D12)', () => {
  it('are what was told, oldest first', () => {
    expect(valid()).toEqual([]);
    expect(valid(entry('a', 1), entry('b', 2))).toEqual([
      ['a', { n: 1 }],
      ['b', { n: 2 }],
    ]);
  });

  it('say what the last correction says, where they stood', () => {
    expect(valid(entry('a', 1), entry('b', 2), corrected('c', 'a', 3), corrected('d', 'a', 4))).toEqual([
      ['a', { n: 4 }],
      ['b', { n: 2 }],
    ]);
  });

  it('are without what was annulled, corrected before or not', () => {
    expect(valid(entry('a', 1), entry('b', 2), corrected('c', 'a', 3), annulled('d', 'a'))).toEqual([['b', { n: 2 }]]);
    expect(valid(entry('a', 1), annulled('b', 'a'), entry('c', 3))).toEqual([['c', { n: 3 }]]);
  });

  it('keep what they were but for the data and when it happened', () => {
    const event = entry('a', 1);
    const when = { entryOn: '2024-12-10', entryZone: 'Asia/Makassar' };
    const others = without(metadata, 'occurredAt');
    expect(validEntries<Event>([event, corrected('b', 'a', 2, when)])).toEqual([
      { ...event, data: { n: 2 }, metadata: { ...others, on: '2024-12-10', zone: 'Asia/Makassar' } },
    ]);
  });

  it('take nothing for a correction but what its type says: never a property called `of`', () => {
    const cites = { ...entry('b', 2), data: { n: 2, of: 'a', entry: { n: 9 } } };
    expect(valid(entry('a', 1), cites)).toEqual([
      ['a', { n: 1 }],
      ['b', cites.data],
    ]);
  });

  it('are not touched by what cites another', () => {
    expect(valid(entry('a', 1), corrected('b', 'x', 2), annulled('c', 'y'))).toEqual([['a', { n: 1 }]]);
  });
});
