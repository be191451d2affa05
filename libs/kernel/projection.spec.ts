import type { EventOf } from './registry.js';
import { recorded } from './given-for-specs.js';
import { foldAll, GONE, type Projected, type Projection } from './projection.js';
import { Counted, type TallyOpened } from './tally-for-specs.js';

type Event = EventOf<typeof TallyOpened> | EventOf<typeof Counted>;
interface Total {
  readonly total: number;
  readonly seen: readonly string[];
}

const totals: Projection<Total, Event> = {
  name: 'totals',
  version: 1,
  events: [Counted],
  documents: (event) => (event.type === 'Counted' && event.data.n === 7 ? ['lucky', event.stream] : [event.stream]),
  fold: (document, event, id) => {
    if (event.type !== 'Counted' || event.data.n < 0) return GONE;
    return { total: (document?.total ?? 0) + event.data.n, seen: [...(document?.seen ?? []), id] };
  },
};

const projected = (stream: string, event: Event, revision: number): Projected<Event> => ({
  ...recorded<Event>(event, revision),
  stream,
  position: String(revision),
});
const count = (stream: string, n: number, revision: number) =>
  projected(stream, { type: 'Counted', data: { n } }, revision);

describe('foldAll', () => {
  it('folds each event into every document it touches, in order', () => {
    expect(foldAll(totals, [count('a', 1, 0), count('b', 2, 0), count('a', 7, 1)])).toEqual(
      new Map([
        ['a', { total: 8, seen: ['a', 'a'] }],
        ['b', { total: 2, seen: ['b'] }],
        ['lucky', { total: 7, seen: ['lucky'] }],
      ]),
    );
  });

  it('passes over types that the projection does not fold', () => {
    const opened = projected('a', { type: 'TallyOpened', data: { label: 'x' } }, 0);
    expect(foldAll(totals, [opened])).toEqual(new Map());
  });

  it('removes a document that is gone, and begins it anew', () => {
    expect(foldAll(totals, [count('a', 1, 0), count('a', -1, 1)])).toEqual(new Map());
    expect(foldAll(totals, [count('a', 1, 0), count('a', -1, 1), count('a', 3, 2)])).toEqual(
      new Map([['a', { total: 3, seen: ['a'] }]]),
    );
  });
});
