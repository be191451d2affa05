import {
  annulledRegistration,
  basis,
  clerk,
  given,
  karutan,
  marked,
  merged,
  other,
  otherId,
  otherRegistered,
  otherSubject,
  receiver,
  registered,
  registrar,
  released,
  subject,
  transferred,
  unmarked,
  unmerged,
  uuid,
} from '../inmate/inmate-for-specs.js';

const merge = { duplicateId: otherId, reasonCode: 'SAME_IDENTITY_NUMBER' } as const;
const merging = (duplicate = other(otherRegistered), takerId?: string) =>
  ({ type: 'MergeDuplicate', data: merge, facts: { duplicate, ...(takerId && { takerId }) } }) as const;
const unmerge = { type: 'UnmergeDuplicate', data: { duplicateId: otherId, reasonCode: 'DIFFERENT_PERSONS' } } as const;
const by = karutan;

describe('MergeDuplicate (R-1.4)', () => {
  it('cites the duplicate as it was found, and knows its subject as an alias (D10, D12)', () => {
    given(registered)
      .when(merging(), { by })
      .then({
        type: 'InmateRecordsMerged',
        data: {
          subject,
          duplicateId: otherId,
          duplicate: { subject: otherSubject },
          reasonCode: merge.reasonCode,
          basis,
        },
      });
  });

  it('changes nothing when it is done already, and does it again after it was undone', () => {
    given(registered, merged).when(merging(), { by }).then();
    expect(given(registered, merged, unmerged).when(merging(), { by }).outcome).toMatchObject({
      events: [{ type: 'InmateRecordsMerged' }],
    });
  });

  it('is of people who have left, too, but not of who is here into who has left (R-1.2)', () => {
    const gone = other(otherRegistered, { ...released, data: { ...released.data, subject: otherSubject } });
    given(registered, released).when(merging(), { by }).thenRefuses('merge-the-other-way');
    expect(given(registered, released).when(merging(gone), { by }).outcome).toMatchObject({ events: [{}] });
    expect(given(registered).when(merging(gone), { by }).outcome).toMatchObject({ events: [{}] });
    expect(given(registered, transferred).when(merging(), { by }).outcome).toMatchObject({ events: [{}] });
  });

  it('is into no record that is being merged into another', () => {
    given(registered)
      .when(merging(undefined, uuid(9)), { by })
      .thenRefuses('record-is-duplicate');
    expect(given(registered).when(merging(), { by }).outcome).toMatchObject({
      events: [{}],
    });
  });

  it('needs another record', () => {
    const lost = { type: 'MergeDuplicate', data: merge, facts: {} } as const;
    given(registered).when(lost, { by }).thenRefuses('unknown-duplicate');
    const itself = { ...other(otherRegistered), isItself: true };
    given(registered).when(merging(itself), { by }).thenRefuses('merge-with-itself');
    given(registered)
      .when(merging(other(registered, annulledRegistration)), { by })
      .thenRefuses('inmate-annulled');
  });

  it('is of records of one unit', () => {
    const elsewhere = { ...otherRegistered, by: registrar };
    const record = given(elsewhere).state;
    const now = { ...record.now, unitId: 'RUTAN-PURBALINGGA' } as typeof record.now;
    const duplicate = { isItself: false, record: { ...record, now }, basis };
    given(registered).when(merging(duplicate), { by }).thenRefuses('duplicate-of-other-unit');
  });

  it('is of a record that is merged with no other', () => {
    const twice = other(otherRegistered, { type: 'InmateMarkedDuplicate', data: { subject, survivorId: uuid(9) } });
    given(registered).when(merging(twice), { by }).thenRefuses('duplicate-merged-already');
    const survivor = other(otherRegistered, merged);
    given(registered).when(merging(survivor), { by }).thenRefuses('duplicate-has-duplicates');
  });

  it('is into a record that stands for itself', () => {
    given(registered, marked).when(merging(), { by }).thenRefuses('record-is-duplicate');
  });

  it('is approved by somebody else than who registered the duplicate (D12)', () => {
    given(registered).when(merging(), { by: registrar }).thenRefuses('approver-is-author');
    const sameAsRegistrar = (staffId?: string): boolean => staffId === registrar.staffId;
    given(registered).when(merging(), { by, is: sameAsRegistrar }).thenRefuses('approver-is-author');
    expect(given(registered).when(merging(), { by: clerk }).outcome).toMatchObject({ events: [{}] });
  });
});

describe('a merge of somebody on the way to another unit (R-1.7)', () => {
  it('is for the unit that gives the record', () => {
    given(registered, transferred).when(merging(), { by: receiver }).thenRefuses('record-not-taken-over');
    expect(given(registered, transferred).when(merging(), { by }).outcome).toMatchObject({ events: [{}] });
    given(registered, merged, transferred).when(unmerge, { by: receiver }).thenRefuses('record-not-taken-over');
    expect(given(registered, merged, transferred).when(unmerge, { by }).outcome).toMatchObject({ events: [{}] });
  });
});

describe('UnmergeDuplicate (R-1.4)', () => {
  it('says that they were not the same', () => {
    given(registered, merged)
      .when(unmerge, { by })
      .then({
        type: 'InmateRecordsUnmerged',
        data: { subject, duplicateId: otherId, duplicate: { subject: otherSubject }, reasonCode: 'DIFFERENT_PERSONS' },
      });
  });

  it('is of what was merged', () => {
    given(registered).when(unmerge, { by }).thenRefuses('not-merged');
    given(registered, merged, unmerged).when(unmerge, { by }).thenRefuses('not-merged');
    given(registered)
      .when(unmerge, { by })
      .thenSays(
        `The record ${unmerge.data.duplicateId} was not merged into this one, those that were are none: unmerge one that was, or leave the records as they are.`,
      );
  });
});

describe('MarkDuplicate and UnmarkDuplicate', () => {
  const mark = { type: 'MarkDuplicate', data: { survivorId: otherId } } as const;
  const unmark = { type: 'UnmarkDuplicate', data: { survivorId: otherId } } as const;

  it('follow the merge, once', () => {
    given(registered)
      .when(mark)
      .then({ type: 'InmateMarkedDuplicate', data: { subject, survivorId: otherId } });
    given(registered, marked).when(mark).then();
    given(registered, marked)
      .when(unmark)
      .then({ type: 'InmateUnmarkedDuplicate', data: { subject, survivorId: otherId } });
    given(registered, marked, unmarked).when(unmark).then();
  });

  it('reach somebody who has left', () => {
    expect(given(registered, released).when(mark).outcome).toMatchObject({ events: [{}] });
  });

  it('leave the mark of another merge', () => {
    const others = { survivorId: uuid(9) };
    given(registered, marked).when({ type: 'UnmarkDuplicate', data: others }).then();
    given(registered, marked).when({ type: 'MarkDuplicate', data: others }).thenRefuses('record-is-duplicate');
  });

  it('never make a circle of two that were merged into each other at once', () => {
    given(registered, merged).when(mark).thenRefuses('duplicate-has-duplicates');
  });
});
