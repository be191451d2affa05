import {
  announced,
  annulledStart,
  arrivedAsAnnounced,
  completed,
  concluded,
  entry,
  extended,
  given,
  lead,
  observation,
  observed,
  raised,
  started,
  task,
  unannounced,
  verified,
} from './visit-for-specs.js';
import { begun } from './visit.record.js';

const annulling = (of: string) =>
  ({ type: 'AnnulVisitEntry', data: { of, reasonCode: 'RECORDED_TWICE' }, facts: { again: [] } }) as const;

describe('a visit after corrections', () => {
  const annulled = (of: string) =>
    ({
      type: 'VisitEntryAnnulled',
      data: { of, reasonCode: 'RECORDED_TWICE', approvedBy: lead.staffId, stands: {} },
    }) as const;

  it('no longer counts an annulled observation as a finding (R-6.2)', () => {
    const { outcome } = given(started, observed('CRITICAL'), annulled(entry.observed)).when({
      type: 'ConcludeVisit',
      data: { departedAt: '2024-12-13T05:00:00.000Z' },
    });
    expect(outcome).toMatchObject({ events: [{ type: 'VisitConcluded', data: { findings: [] } }] });
  });

  it('goes by the corrected rating', () => {
    given(started, observed('MINOR'), {
      type: 'VisitEntryCorrected',
      data: {
        of: entry.observed,
        reasonCode: 'LEARNED_LATER',
        entryType: 'VisitObservationRecorded',
        entry: observation('CRITICAL'),
      },
    })
      .when({ type: 'ConcludeVisit', data: { departedAt: '2024-12-13T05:00:00.000Z' } })
      .thenRefuses('finding-without-follow-up');
  });

  it('goes back to where it was before the annulled entry', () => {
    expect(given(started, concluded, annulled(entry.concluded)).state.now.status).toBe('started');
    expect(given(announced, arrivedAsAnnounced, annulled(entry.started)).state.now.status).toBe('announced');
    expect(given(started, raised(), completed, annulled(entry.completed)).state.now).toMatchObject({
      followUps: [{ status: 'open' }],
    });
    expect(given(started, raised(), extended, annulled(entry.extended)).state.now).toMatchObject({
      followUps: [{ dueOn: task.dueOn }],
    });
    expect(given(started, raised(), completed, verified, annulled(entry.verified)).state.now).toMatchObject({
      followUps: [{ status: 'completed' }],
    });
  });

  it('takes nothing any more when its last entry was annulled', () => {
    given(started, annulledStart).when(annulling(entry.started), { by: lead }).thenRefuses('entry-annulled');
    given(started, annulledStart).when({ type: 'RecordArrival', data: unannounced }).thenRefuses('visit-annulled');
    const { now } = given(started, annulledStart).state;
    expect(() => begun(now)).toThrow('This visit was annulled on 2024-12-16: announce or record another one.');
  });
});
