import { caseId, caseThat, clerk, nurse, notCovered } from '../facts-for-specs.js';
import {
  accepted,
  again,
  annulledPlan,
  cared,
  completed,
  contact,
  contacted,
  entry,
  given,
  planned,
  probationOfficer,
  referred,
  rejected,
  takenOver,
} from './aftercare-for-specs.js';
import { id } from '#kernel';
import type { CommandOf } from './aftercare.record.js';

const correcting = (
  of: string,
  said: Omit<CommandOf<'CorrectAftercareEntry'>['data'], 'of' | 'reasonCode'>,
  changed: object = {},
) =>
  ({
    type: 'CorrectAftercareEntry',
    data: { of, reasonCode: 'WRITTEN_WRONGLY', ...said },
    facts: again({}, changed),
  }) as const;
const annulling = (of: string, fact = cared()) =>
  ({ type: 'AnnulAftercareEntry', data: { of, reasonCode: 'RECORDED_TWICE' }, facts: again({ case: fact }) }) as const;
const approver = { by: nurse };
const said = { ...contact, outcome: 'RELAPSED' } as const;

describe('correcting an entry of an aftercare (D12)', () => {
  it('says a contact anew, but not who met them', () => {
    const { outcome } = given(planned, referred(), accepted(), contacted(probationOfficer)).when(
      correcting(entry.contacted, { contact: said }),
    );
    expect(outcome).toMatchObject({
      events: [
        {
          data: {
            entryType: 'AftercareContactRecorded',
            entry: { ...said, contactedBy: probationOfficer.staffId },
          },
        },
      ],
    });
  });

  it('says the end anew, but not who said so', () => {
    const completion = { completedOn: '2024-12-14', outcome: 'RELAPSED' } as const;
    const { outcome } = given(planned, contacted(), completed).when(correcting(entry.completed, { completion }));
    expect(outcome).toMatchObject({
      events: [{ data: { entryType: 'AftercareCompleted', entry: { ...completion, completedBy: clerk.staffId } } }],
    });
  });

  it('holds what it says to the same rules', () => {
    given(planned, contacted())
      .when(correcting(entry.contacted, { contact: { ...said, contactedOn: '2024-11-30' } }))
      .thenRefuses('contact-before-plan');
    given(planned, contacted())
      .when(correcting(entry.contacted, { contact: said }, { cover: notCovered }))
      .thenRefuses('no-agreement-in-force');
    given(planned, contacted(), completed)
      .when(correcting(entry.contacted, { contact: { ...said, contactedOn: '2024-12-16' } }))
      .thenRefuses('entry-in-use');
    given(planned, completed)
      .when(correcting(entry.completed, { completion: { completedOn: '2024-12-14', outcome: 'STABLE' } }))
      .thenRefuses('no-contact-yet');
  });

  it('says one entry, and one that fits', () => {
    const completion = { completedOn: '2024-12-14', outcome: 'STABLE' } as const;
    const whole = given(planned, contacted(), completed);
    whole.when(correcting(entry.contacted, {})).thenRefuses('one-entry-at-a-time');
    whole.when(correcting(entry.contacted, { contact: said, completion })).thenRefuses('one-entry-at-a-time');
    whole.when(correcting(entry.contacted, { completion })).thenRefuses('entry-of-other-type');
    whole.when(correcting(entry.completed, { contact: said })).thenRefuses('entry-of-other-type');
    whole.when(correcting(entry.planned, { contact: said })).thenRefuses('entry-not-correctable');
    given(planned, takenOver)
      .when(correcting(entry.takenOver, { contact: said }))
      .thenRefuses('entry-not-correctable');
  });
});

describe('annulling an entry of an aftercare (D12)', () => {
  it('is approved by somebody else, of an entry that there is', () => {
    given(planned, contacted())
      .when(annulling(entry.contacted), approver)
      .then({
        type: 'AftercareEntryAnnulled',
        data: { of: entry.contacted, reasonCode: 'RECORDED_TWICE', approvedBy: nurse.staffId },
      });
    given(planned, contacted()).when(annulling(entry.contacted), { by: clerk }).thenRefuses('approver-is-author');
    given(planned).when(annulling(entry.contacted), approver).thenRefuses('unknown-entry');
  });

  it('needs later entries annulled first', () => {
    given(planned, contacted()).when(annulling(entry.planned), approver).thenRefuses('entry-in-use');
    given(planned, contacted(), completed).when(annulling(entry.contacted), approver).thenRefuses('entry-in-use');
    given(planned, referred(), rejected).when(annulling(entry.referred), approver).thenRefuses('entry-in-use');
    given(planned, referred(), accepted(), contacted(probationOfficer))
      .when(annulling(entry.accepted), approver)
      .thenRefuses('entry-in-use');
  });

  it('is of the plan also after another unit took it over, but not of that (R-1.7)', () => {
    expect(given(planned, takenOver).when(annulling(entry.planned), approver).outcome).toHaveProperty('events');
    const annulled = given(planned, takenOver, annulledPlan);
    expect(annulled.state.now).toMatchObject({
      status: 'annulled',
      annulledOn: '2024-12-16',
      unitId: nurse.unitId,
      caseId,
    });
    given(planned, takenOver).when(annulling(entry.takenOver), approver).thenRefuses('entry-not-annullable');
  });

  it('leaves the plan as it is when the case has moved on from it', () => {
    expect(given(planned).when(annulling(entry.planned), approver).outcome).toHaveProperty('events');
    given(planned)
      .when(annulling(entry.planned, caseThat('CLOSED')), approver)
      .thenRefuses('case-has-moved-on');
  });

  it('leaves no two referrals waiting, nor one on a completed aftercare', () => {
    const other = { referralId: id('spec', 'referral', 2) };
    given(planned, referred(), rejected, { ...referred(other), id: id('spec', 'entry', 'other') })
      .when(annulling(entry.rejected), approver)
      .thenRefuses('entry-in-use');
    given(planned, contacted(), referred(), rejected, completed)
      .when(annulling(entry.rejected), approver)
      .thenRefuses('entry-in-use');
  });
});
