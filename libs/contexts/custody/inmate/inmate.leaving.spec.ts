import {
  acknowledged,
  caseId,
  clerk,
  entry,
  given,
  moved,
  receiver,
  registered,
  release,
  released,
  subject,
  transfer,
  transferred,
  UNIT,
  uuid,
} from './inmate-for-specs.js';

const facts = { isKnownUnit: true };
const ofThisLeaving = { changeId: entry.released, caseId, handling: 'CASE_EXITS' } as const;

describe('TransferInmate (R-1.2)', () => {
  it('says to which unit somebody goes, or to which other place', () => {
    given(registered, moved)
      .when({ type: 'TransferInmate', data: transfer, facts })
      .then({ type: 'InmateTransferred', data: { subject, ...transfer } });
    const data = {
      transferReason: 'COURT',
      transferredOn: '2024-12-12',
      destination: { name: 'Lapas Semarang' },
    } as const;
    given(registered)
      .when({ type: 'TransferInmate', data, facts: { isKnownUnit: false } })
      .then({ type: 'InmateTransferred', data: { subject, ...data } });
  });

  it.each([{}, { toUnitId: 'LAPAS-PURWOKERTO', destination: { name: 'Lapas Semarang' } }])(
    'says one of them: %j',
    (where) => {
      const data = { transferReason: 'COURT', transferredOn: '2024-12-12', ...where } as const;
      given(registered).when({ type: 'TransferInmate', data, facts }).thenRefuses('one-destination');
    },
  );

  it('goes to another unit, one of the register', () => {
    const own = { ...transfer, toUnitId: UNIT };
    given(registered).when({ type: 'TransferInmate', data: own, facts }).thenRefuses('transfer-to-own-unit');
    given(registered)
      .when({ type: 'TransferInmate', data: transfer, facts: { isKnownUnit: false } })
      .thenRefuses('destination-unknown');
  });

  it('is refused to who has left', () => {
    const again = { type: 'TransferInmate', data: transfer, facts } as const;
    given(registered, transferred).when(again).thenRefuses('inmate-left');
    given(registered, released).when(again).thenRefuses('inmate-left');
  });
});

describe('ReleaseInmate (R-1.2)', () => {
  it('says how somebody goes', () => {
    given(registered)
      .when({ type: 'ReleaseInmate', data: release })
      .then({ type: 'InmateReleased', data: { subject, ...release } });
  });

  it('may be of the day of the registration or of the last fact', () => {
    for (const releasedOn of ['2024-12-02', '2024-12-10']) {
      const past = releasedOn === '2024-12-02' ? [registered] : [registered, moved];
      given(...past)
        .when({ type: 'ReleaseInmate', data: { ...release, releasedOn } })
        .then({ type: 'InmateReleased', data: { subject, ...release, releasedOn } });
    }
  });

  it.each([
    ['before the registration', '2024-12-01', 'before-registration'],
    ['before a fact that is recorded', '2024-12-09', 'fact-after-leaving'],
    ['on a day that has not come', '2024-12-17', 'day-in-future'],
  ])('is refused %s', (_, releasedOn, code) => {
    const past = code === 'fact-after-leaving' ? [registered, moved] : [registered];
    given(...past)
      .when({ type: 'ReleaseInmate', data: { ...release, releasedOn } })
      .thenRefuses(code);
  });
});

describe('AcknowledgeCustodyChange (R-1.3)', () => {
  it('says who has seen it and what becomes of the case', () => {
    given(registered, released)
      .when({ type: 'AcknowledgeCustodyChange', data: ofThisLeaving, facts: { isTheirs: true } }, { by: clerk })
      .then({
        type: 'CustodyChangeAcknowledged',
        data: { subject, ...ofThisLeaving, acknowledgedBy: clerk.staffId, acknowledgedOn: '2024-12-16' },
      });
  });

  it('changes nothing when it is repeated, by whomever', () => {
    given(registered, released, acknowledged)
      .when({ type: 'AcknowledgeCustodyChange', data: ofThisLeaving, facts: { isTheirs: true } })
      .then();
  });

  it('is not said twice in two ways', () => {
    const data = { ...ofThisLeaving, handling: 'CASE_GOES_TO_AFTERCARE' } as const;
    given(registered, released, acknowledged)
      .when({ type: 'AcknowledgeCustodyChange', data, facts: { isTheirs: true } })
      .thenRefuses('change-acknowledged');
  });

  it('is of the leaving that holds', () => {
    const acknowledging = { type: 'AcknowledgeCustodyChange', data: ofThisLeaving, facts: { isTheirs: true } } as const;
    given(registered).when(acknowledging).thenRefuses('unknown-custody-change');
    given(registered, transferred).when(acknowledging).thenRefuses('unknown-custody-change');
  });

  it('is for the unit that gives the record (R-1.7)', () => {
    const data = { ...ofThisLeaving, changeId: entry.transferred };
    const acknowledging = { type: 'AcknowledgeCustodyChange', data, facts: { isTheirs: true } } as const;
    given(registered, transferred).when(acknowledging, { by: receiver }).thenRefuses('record-not-taken-over');
    expect(given(registered, transferred).when(acknowledging, { by: clerk }).outcome).toMatchObject({ events: [{}] });
  });

  it('is of a case of theirs', () => {
    const data = { ...ofThisLeaving, caseId: uuid(77) };
    given(registered, released)
      .when({ type: 'AcknowledgeCustodyChange', data, facts: { isTheirs: false } })
      .thenRefuses('case-of-another');
  });
});
