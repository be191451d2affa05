import { addDays } from '#kernel';
import type { VisitEntry } from '#contracts/cooperation/visit.events';
import type { CommandOf } from './visit.record.js';
import {
  announced,
  arrival,
  arrivedAsAnnounced,
  completed,
  concluded,
  deadlineOn,
  entry,
  extended,
  followUpId,
  given,
  lead,
  nurse,
  observation,
  observationId,
  observed,
  raised,
  started,
  task,
  third,
  unannounced,
  uuid,
  verified,
} from './visit-for-specs.js';

type EntryData = Omit<CommandOf<'CorrectVisitEntry'>['data'], 'of' | 'reasonCode'>;
const facts = { again: [] };
const correcting = (of: string, said: EntryData) =>
  ({ type: 'CorrectVisitEntry', data: { of, reasonCode: 'WRITTEN_WRONGLY', ...said }, facts }) as const;
const annulling = (of: string) =>
  ({ type: 'AnnulVisitEntry', data: { of, reasonCode: 'RECORDED_TWICE' }, facts }) as const;
const correctedTo = (of: string, entryType: VisitEntry['type'], data: object) => ({
  outcome: {
    events: [{ type: 'VisitEntryCorrected', data: { of, reasonCode: 'WRITTEN_WRONGLY', entryType, entry: data } }],
  },
});
const rated = (rating: 'MINOR' | 'CRITICAL') => ({
  observation: { topic: 'FACILITIES', rating, text: 'Two rooms.' } as const,
});

describe('correcting an entry of a visit (D12)', () => {
  it('says the arrival anew, but not who visited nor whether it was announced', () => {
    const said = { ...arrival, arrivedAt: '2024-12-13T08:30:00+07:00', purpose: 'INSPECTION' } as const;
    const stored = { ...unannounced, announced: false, purpose: 'INSPECTION', arrivedAt: '2024-12-13T01:30:00.000Z' };
    const { outcome } = given(started).when(correcting(entry.started, { arrival: said }));
    expect({ outcome }).toEqual(correctedTo(entry.started, 'VisitStarted', stored));
  });

  it('says anew what an announced visit was for', () => {
    const said = { ...arrival, purpose: 'INSPECTION' } as const;
    const { outcome } = given(announced, arrivedAsAnnounced).when(correcting(entry.started, { arrival: said }));
    const stored = { announced: true, visitingUnitId: lead.unitId, ...said };
    expect({ outcome }).toEqual(correctedTo(entry.started, 'VisitStarted', stored));
  });

  it('says an observation anew, under its id', () => {
    const { outcome } = given(started, observed('MINOR')).when(correcting(entry.observed, rated('CRITICAL')));
    expect({ outcome }).toEqual(
      correctedTo(entry.observed, 'VisitObservationRecorded', { observationId, ...rated('CRITICAL').observation }),
    );
  });

  it('says a follow-up anew, with the deadline of its new day', () => {
    const followUp = { ...task, dueOn: '2024-12-18' };
    const { outcome } = given(started, raised()).when(correcting(entry.raised, { followUp }));
    const visitingUnitId = lead.unitId;
    const stored = { followUpId, visitingUnitId, ...followUp, deadline: deadlineOn('2024-12-18') };
    expect({ outcome }).toEqual(correctedTo(entry.raised, 'FollowUpRaised', stored));
  });

  it('says a completion anew, but not who completed it', () => {
    const completion = { completedOn: '2024-12-14', evidence: 'A photo.' };
    const { outcome } = given(started, raised(), completed).when(correcting(entry.completed, { completion }));
    expect({ outcome }).toEqual(
      correctedTo(entry.completed, 'FollowUpCompleted', { followUpId, completedBy: nurse.staffId, ...completion }),
    );
  });

  it('says the departure anew, with the findings that are known now', () => {
    const departedAt = '2024-12-13T06:00:00.000Z';
    const { outcome } = given(started, observed('MAJOR'), raised(observationId), concluded).when(
      correcting(entry.concluded, { conclusion: { departedAt } }),
    );
    const stored = {
      visitingUnitId: lead.unitId,
      announced: false,
      departedAt,
      findings: [{ observationId, rating: 'MAJOR', followUpIds: [followUpId] }],
      followUpIds: [followUpId],
    };
    expect({ outcome }).toEqual(correctedTo(entry.concluded, 'VisitConcluded', stored));
  });

  it('refuses what the entry could not have said in the first place', () => {
    given(started)
      .when(correcting(entry.started, { arrival: { ...arrival, team: [], purpose: 'INSPECTION' } }))
      .thenRefuses('team-empty');
    given(started, raised())
      .when(
        correcting(entry.raised, {
          followUp: { ...task, owner: { staffId: third.staffId, unitId: 'RUTAN-ELSEWHERE' } },
        }),
      )
      .thenRefuses('owner-outside-visit');
    given(started, raised())
      .when(correcting(entry.raised, { followUp: { ...task, observationId: uuid(9) } }))
      .thenRefuses('unknown-observation');
    given(started, raised(), completed)
      .when(correcting(entry.completed, { completion: { completedOn: '2024-12-17' } }))
      .thenRefuses('day-in-future');
    given(started, concluded)
      .when(correcting(entry.concluded, { conclusion: { departedAt: '2024-12-17T00:00:00.000Z' } }))
      .thenRefuses('departure-in-future');
  });

  it('refuses what later entries contradict (R-6.1, R-6.2)', () => {
    given(started, concluded)
      .when(
        correcting(entry.started, {
          arrival: { ...arrival, arrivedAt: '2024-12-13T05:00:00.001Z', purpose: 'INSPECTION' },
        }),
      )
      .thenRefuses('entry-in-use');
    given(started, observed('MINOR'), concluded)
      .when(correcting(entry.observed, rated('CRITICAL')))
      .thenRefuses('entry-in-use');
    given(started, raised(), completed, { ...verified, data: { ...verified.data, verifiedOn: '2024-12-15' } })
      .when(correcting(entry.completed, { completion: { completedOn: '2024-12-16' } }))
      .thenRefuses('entry-in-use');
    given(started, raised(), extended)
      .when(correcting(entry.raised, { followUp: { ...task, dueOn: addDays(task.dueOn, 7) } }))
      .thenRefuses('entry-in-use');
  });

  it('is possible below later entries that still stand', () => {
    const completion = { completedOn: '2024-12-14' };
    const { outcome } = given(started, raised(), completed, verified).when(correcting(entry.completed, { completion }));
    expect({ outcome }).toEqual(
      correctedTo(entry.completed, 'FollowUpCompleted', { followUpId, completedBy: nurse.staffId, ...completion }),
    );
  });

  it('refuses another kind of entry than the cited one, and more than one', () => {
    given(started, observed())
      .when(correcting(entry.observed, { completion: { completedOn: '2024-12-15' } }))
      .thenRefuses('entry-of-other-type');
    given(started, observed())
      .when(correcting(entry.observed, { ...rated('MINOR'), completion: { completedOn: '2024-12-15' } }))
      .thenRefuses('one-entry-at-a-time');
    given(started, observed()).when(correcting(entry.observed, {})).thenRefuses('one-entry-at-a-time');
  });

  it.each([
    ['an announcement', entry.announced, [announced]],
    ['an extension', entry.extended, [started, raised(), extended]],
    ['a verification', entry.verified, [started, raised(), completed, verified]],
  ])('does not apply to %s', (_, of, history) => {
    given(...history)
      .when(correcting(of, rated('MINOR')))
      .thenRefuses('entry-not-correctable');
  });

  it('needs an entry of this visit that is still valid', () => {
    given(started)
      .when(correcting(uuid(9), rated('MINOR')))
      .thenRefuses('unknown-entry');
    const twiceObserved = [
      observed('MAJOR'),
      {
        type: 'VisitEntryAnnulled',
        data: { of: entry.observed, reasonCode: 'RECORDED_TWICE', approvedBy: lead.staffId, stands: {} },
      } as const,
    ];
    given(started, ...twiceObserved)
      .when(correcting(entry.observed, rated('MINOR')))
      .thenRefuses('entry-annulled');
    given(started, ...twiceObserved)
      .when(annulling(entry.observed), { by: lead })
      .thenRefuses('entry-annulled');
  });
});

describe('annulling an entry of a visit (D12)', () => {
  it('says who approved it', () => {
    given(started, observed('CRITICAL'))
      .when(annulling(entry.observed), { by: lead })
      .then({
        type: 'VisitEntryAnnulled',
        data: { of: entry.observed, reasonCode: 'RECORDED_TWICE', approvedBy: lead.staffId, stands: {} },
      });
  });

  it('says which follow-up it was about', () => {
    given(started, raised(), completed)
      .when(annulling(entry.completed), { by: lead })
      .then({
        type: 'VisitEntryAnnulled',
        data: { of: entry.completed, reasonCode: 'RECORDED_TWICE', approvedBy: lead.staffId, stands: { followUpId } },
      });
  });

  it('is not approved by who recorded the entry', () => {
    given(started, raised(), completed)
      .when(annulling(entry.completed), { by: nurse })
      .thenRefuses('approver-is-author');
    given(started, raised(), completed)
      .when(annulling(entry.completed), { by: third, is: (staffId) => staffId === nurse.staffId })
      .thenRefuses('approver-is-author');
  });

  it('is not approved by who corrected the entry', () => {
    const correction = {
      by: lead,
      type: 'VisitEntryCorrected',
      data: {
        of: entry.observed,
        reasonCode: 'WRITTEN_WRONGLY',
        entryType: 'VisitObservationRecorded',
        entry: observation('MINOR'),
      },
    } as const;
    given(started, observed(), correction)
      .when(annulling(entry.observed), { by: lead })
      .thenRefuses('approver-is-author');
  });

  it.each([
    ['the announcement of a visit that began', entry.announced, [announced, arrivedAsAnnounced]],
    ['the arrival of a visit with observations', entry.started, [started, observed()]],
    ['an observation with a follow-up', entry.observed, [started, observed(), raised(observationId)]],
    ['a follow-up that was completed', entry.raised, [started, raised(), completed]],
    ['a completion that was verified', entry.completed, [started, raised(), completed, verified]],
  ])('is refused for %s', (_, of, history) => {
    given(...history)
      .when(annulling(of), { by: third })
      .thenRefuses('entry-in-use');
  });

  it('is refused for the only follow-up of a finding of a visit that has ended (R-6.2)', () => {
    given(started, observed('MAJOR'), raised(observationId), concluded)
      .when(annulling(entry.raised), { by: lead })
      .thenRefuses('entry-in-use');
  });
});
