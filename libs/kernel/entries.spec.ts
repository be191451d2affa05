import { validEntries } from './entries.js';

const told = (id: string, n: number) => ({ id, type: 'Told', data: { n } });
const corrected = (id: string, of: string, n: number) => ({
  id,
  type: 'Corrected',
  data: { of, reasonCode: 'WRITTEN_WRONGLY', entry: { n } },
});
const annulled = (id: string, of: string) => ({
  id,
  type: 'Annulled',
  data: { of, reasonCode: 'DID_NOT_HAPPEN', approvedBy: 'staff-1' },
});

type Event = ReturnType<typeof told> | ReturnType<typeof corrected> | ReturnType<typeof annulled>;
const valid = (...events: readonly Event[]) => validEntries<Event>(events).map(({ id, data }) => [id, data]);

describe('validEntries (D12)', () => {
  it('are what was told, oldest first', () => {
    expect(valid()).toEqual([]);
    expect(valid(told('a', 1), told('b', 2))).toEqual([
      ['a', { n: 1 }],
      ['b', { n: 2 }],
    ]);
  });

  it('say what the last correction says, where they stood', () => {
    expect(valid(told('a', 1), told('b', 2), corrected('c', 'a', 3), corrected('d', 'a', 4))).toEqual([
      ['a', { n: 4 }],
      ['b', { n: 2 }],
    ]);
  });

  it('are without what was annulled, corrected before or not', () => {
    expect(valid(told('a', 1), told('b', 2), corrected('c', 'a', 3), annulled('d', 'a'))).toEqual([['b', { n: 2 }]]);
    expect(valid(told('a', 1), annulled('b', 'a'), told('c', 3))).toEqual([['c', { n: 3 }]]);
  });

  it('keep what they were but for the data', () => {
    const event = { ...told('a', 1), recordedAt: 'then' };
    expect(validEntries([event, { ...corrected('b', 'a', 2), recordedAt: 'now' }])).toEqual([
      { ...event, data: { n: 2 } },
    ]);
  });

  it('are not touched by what cites another', () => {
    expect(valid(told('a', 1), corrected('b', 'x', 2), annulled('c', 'y'))).toEqual([['a', { n: 1 }]]);
  });
});
