import { recorded } from '#kernel/given-for-specs';
import { visit } from './visit.decider.js';
import type { CommandOf } from './visit.record.js';
import {
  announced,
  arrival,
  arrivedAsAnnounced,
  concluded,
  entry,
  followUpId,
  given,
  lead,
  observation,
  observationId,
  observed,
  type Past,
  raised,
  started,
  unannounced,
  uuid,
} from './visit-for-specs.js';

const announcement = { visitingUnitId: lead.unitId, purpose: 'MONITORING', plannedOn: '2024-12-13' } as const;

describe('an announced visit', () => {
  it('is announced', () => {
    given().when({ type: 'AnnounceVisit', data: announcement }).then({ type: 'VisitAnnounced', data: announcement });
  });

  it('is announced once', () => {
    given(announced).when({ type: 'AnnounceVisit', data: announcement }).thenRefuses('visit-already-announced');
  });

  it('is not announced when the visitors are there (R-6.1)', () => {
    given(started).when({ type: 'AnnounceVisit', data: announcement }).thenRefuses('visit-already-started');
  });

  it('starts as announced, with the purpose that was announced', () => {
    given(announced)
      .when({ type: 'RecordAnnouncedArrival', data: arrival })
      .then({
        type: 'VisitStarted',
        data: { announced: true, visitingUnitId: lead.unitId, purpose: 'MONITORING', ...arrival },
      });
  });

  it('cannot be recorded as unannounced (R-6.1)', () => {
    given(announced).when({ type: 'RecordArrival', data: unannounced }).thenRefuses('visit-was-announced');
  });

  it('starts once', () => {
    given(announced, arrivedAsAnnounced)
      .when({ type: 'RecordAnnouncedArrival', data: arrival })
      .thenRefuses('visit-already-started');
  });

  it('has no observations before the visitors arrive', () => {
    given(announced).when({ type: 'RecordObservation', data: observation() }).thenRefuses('visit-not-started');
  });
});

describe('an unannounced visit', () => {
  const arriving = (changes: Partial<CommandOf<'RecordArrival'>['data']>) =>
    given().when({ type: 'RecordArrival', data: { ...unannounced, ...changes } });

  it('starts on arrival, the instant in stored form', () => {
    arriving({ arrivedAt: '2024-12-13T09:00:00+07:00' }).then({
      type: 'VisitStarted',
      data: { announced: false, ...unannounced },
    });
  });

  it('cannot be recorded as announced (R-6.1)', () => {
    given(started).when({ type: 'RecordAnnouncedArrival', data: arrival }).thenRefuses('visit-already-started');
  });

  it('needs a visitor (R-6.1)', () => {
    arriving({ team: [] }).thenRefuses('team-empty');
  });

  it('needs a letter of assignment (R-6.1)', () => {
    arriving({ assignmentLetter: { number: ' ', issuedOn: '2024-12-12' } }).thenRefuses('assignment-letter-missing');
  });

  it('needs a letter that has been issued (R-13.1)', () => {
    arriving({ assignmentLetter: { number: 'ST/1', issuedOn: '2024-12-17' } }).thenRefuses('day-in-future');
  });

  it('has not begun in the future (R-13.1)', () => {
    arriving({ arrivedAt: '2024-12-16T02:05:01.000Z' }).thenRefuses('arrival-in-future');
  });

  it('may begin as late as clocks disagree (R-13.1)', () => {
    arriving({ arrivedAt: '2024-12-16T02:05:00.000Z' }).then({
      type: 'VisitStarted',
      data: { announced: false, ...unannounced, arrivedAt: '2024-12-16T02:05:00.000Z' },
    });
  });
});

describe('an observation', () => {
  it('is recorded', () => {
    given(started)
      .when({ type: 'RecordObservation', data: observation('MAJOR') })
      .then({ type: 'VisitObservationRecorded', data: observation('MAJOR') });
  });

  it('is recorded once', () => {
    given(started, observed())
      .when({ type: 'RecordObservation', data: observation() })
      .thenRefuses('observation-repeated');
  });

  it('is one of 500 at most, all of which the conclusion repeats (D4)', () => {
    const others = Array.from({ length: 500 }, (_, n): Past => ({
      type: 'VisitObservationRecorded',
      data: { ...observation('MINOR'), observationId: uuid(1000 + n) },
    }));
    const recording = { type: 'RecordObservation', data: observation('MINOR') } as const;
    given(started, ...others)
      .when(recording)
      .thenRefuses('too-many-observations');
    expect(given(started, ...others.slice(1)).when(recording).outcome).toMatchObject({ events: [{}] });
  });

  it('is not recorded after the visit (R-6.2)', () => {
    given(started, concluded).when({ type: 'RecordObservation', data: observation() }).thenRefuses('visit-concluded');
  });
});

describe('the end of a visit', () => {
  const departedAt = '2024-12-13T05:00:00.000Z';
  const leaving = { type: 'ConcludeVisit', data: { departedAt } } as const;
  const parties = { visitingUnitId: lead.unitId, announced: false };

  it('says what was found and what follows', () => {
    given(started, observed('MAJOR'), raised(observationId))
      .when(leaving)
      .then({
        type: 'VisitConcluded',
        data: {
          ...parties,
          departedAt,
          findings: [{ observationId, rating: 'MAJOR', followUpIds: [followUpId] }],
          followUpIds: [followUpId],
        },
      });
  });

  it.each(['MAJOR', 'CRITICAL'] as const)('waits until a %s finding has a follow-up (R-6.2)', (rating) => {
    given(started, observed(rating), raised()).when(leaving).thenRefuses('finding-without-follow-up');
  });

  it('does not wait for a minor finding, or for an observation without a rating (R-6.2)', () => {
    given(started, observed('MINOR'))
      .when(leaving)
      .then({
        type: 'VisitConcluded',
        data: {
          ...parties,
          departedAt,
          findings: [{ observationId, rating: 'MINOR', followUpIds: [] }],
          followUpIds: [],
        },
      });
    given(started, observed())
      .when(leaving)
      .then({ type: 'VisitConcluded', data: { ...parties, departedAt, findings: [], followUpIds: [] } });
  });

  it('does not come before the arrival (R-6.1)', () => {
    given(started)
      .when({ type: 'ConcludeVisit', data: { departedAt: '2024-12-13T01:59:59.999Z' } })
      .thenRefuses('departs-before-arrival');
  });

  it('is not in the future (R-13.1)', () => {
    given(started)
      .when({ type: 'ConcludeVisit', data: { departedAt: '2024-12-16T03:00:00.000Z' } })
      .thenRefuses('departure-in-future');
  });

  it('comes once', () => {
    given(started, concluded).when(leaving).thenRefuses('visit-concluded');
  });
});

describe('the units of a visit', () => {
  const unitsAfter = (...events: Past[]) => visit.unitsOf(given(...events).state);

  it('are the Rutan and the agency, also when nothing is left of it', () => {
    const both = ['RUTAN-BANJARNEGARA', 'BNNK-PURBALINGGA'];
    expect(unitsAfter(announced)).toEqual(both);
    expect(unitsAfter(started, concluded)).toEqual(both);
    expect(
      unitsAfter(started, {
        type: 'VisitEntryAnnulled',
        data: { of: entry.started, reasonCode: 'WRONG_RECORD', approvedBy: lead.staffId, stands: {} },
      }),
    ).toEqual(both);
  });

  it('are none before it is recorded', () => {
    expect(unitsAfter()).toEqual([]);
  });
});

describe('events out of place', () => {
  it('change nothing: what happened is never refused', () => {
    const { initial, evolve } = visit.decider;
    const stray = recorded({ type: 'VisitObservationRecorded' as const, data: observation() }, 0);
    expect(evolve.VisitObservationRecorded(initial, stray).now).toEqual({ status: 'absent' });
  });
});
