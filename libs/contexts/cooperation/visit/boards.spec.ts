import { foldAll, type Projected } from '#kernel';
import { recorded } from '#kernel/given-for-specs';
import type { VisitEvent } from '#contracts/cooperation/visit.events';
import { followUpBoard, followUpKey } from './follow-ups.read-model.js';
import {
  annulledRaising,
  arrival,
  entry,
  followUpId,
  type Past,
  raised,
  started,
  unannounced,
  uuid,
} from './visit-for-specs.js';
import { visitBoard } from './visits.read-model.js';

const visitId = uuid(7);

/** The events as projections see them, each recorded on 16 December of what happened on another day. */
const happenedOn = (...events: readonly (readonly [string, Past])[]): Projected<VisitEvent>[] =>
  events.map(([on, past], revision) => {
    const event = recorded(past, revision);
    return {
      ...event,
      metadata: { ...event.metadata, on },
      stream: `visit-${visitId}`,
      position: String(revision).padStart(20, '0'),
    };
  });
const correction: Past = {
  type: 'VisitEntryCorrected',
  data: {
    of: entry.started,
    reasonCode: 'WRITTEN_WRONGLY',
    entryType: 'VisitStarted',
    entryVersion: 1,
    entry: { ...unannounced, announced: false, arrivedAt: '2024-12-11T02:00:00.000Z' },
    entryOn: '2024-12-11',
    entryAt: '2024-12-11T02:00:00.000Z',
    entryZone: 'Asia/Jakarta',
  },
};

describe('visit-board', () => {
  const after = (...events: readonly (readonly [string, Past])[]) =>
    foldAll(visitBoard, happenedOn(...events)).get(visitId);

  it('says on which day the visitors arrived, not when that was recorded (D1)', () => {
    expect(after(['2024-12-12', started])).toMatchObject({ visitedOn: '2024-12-12', arrivedAt: arrival.arrivedAt });
  });

  it('goes by the day of a corrected arrival, not by that of its correction (D1, D12)', () => {
    expect(after(['2024-12-12', started], ['2024-12-16', correction])).toMatchObject({
      visitedOn: '2024-12-11',
      arrivedAt: '2024-12-11T02:00:00.000Z',
    });
  });
});

describe('follow-up-board', () => {
  const after = (...events: readonly (readonly [string, Past])[]) =>
    foldAll(followUpBoard, happenedOn(...events)).get(followUpKey(visitId, followUpId));

  it('counts from the day on which it was raised, not from its recording (D1)', () => {
    expect(after(['2024-12-13', raised()])?.raisedOn).toBe('2024-12-13');
  });

  it('finds the follow-up that an annulment was about, and passes by what is about none (D12)', () => {
    const annulled = after(['2024-12-13', raised()], ['2024-12-16', annulledRaising]);
    expect(annulled).toMatchObject({ status: 'ANNULLED', raisedOn: '2024-12-13' });
    expect(after(['2024-12-13', raised()], ['2024-12-16', correction])).toMatchObject({ status: 'OPEN' });
  });
});
