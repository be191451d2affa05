import {
  accepted,
  change,
  changed,
  given,
  imported,
  LAPAS,
  marked,
  move,
  moved,
  otherId,
  receiver,
  registered,
  registration,
  released,
  sourceRef,
  subject,
  transferred,
  unmarked,
} from './inmate-for-specs.js';
import { inmate } from './inmate.decider.js';

const nik = { kind: 'NIK', country: 'ID', value: '3304010101900001' } as const;

describe('RegisterInmate (R-1.1)', () => {
  it('registers a person under the subject that they were given', () => {
    given()
      .when({ type: 'RegisterInmate', data: registration, facts: { subject } })
      .then({ type: 'InmateRegistered', data: { subject, ...registration } });
  });

  it('is not for a day that has not come', () => {
    const data = { ...registration, registeredOn: '2024-12-17' };
    given().when({ type: 'RegisterInmate', data, facts: { subject } }).thenRefuses('day-in-future');
  });

  it('writes an identity number in its normal form (D3)', () => {
    for (const [written, identityNumber] of [
      [{ kind: 'NIK', country: 'ID', value: ' 3304.0101_0190\u200b0001' }, nik],
      [
        { kind: 'PASSPORT', country: 'AU', value: 'pa 123-4/x' },
        { kind: 'PASSPORT', country: 'AU', value: 'PA123-4/X' },
      ],
      [
        { kind: 'STAY_PERMIT', country: 'ID', value: '２Ｃ11' },
        { kind: 'STAY_PERMIT', country: 'ID', value: '2C11' },
      ],
    ] as const) {
      given()
        .when({ type: 'RegisterInmate', data: { ...registration, identityNumber: written }, facts: { subject } })
        .then({ type: 'InmateRegistered', data: { subject, ...registration, identityNumber } });
    }
  });

  it.each([
    ['a NIK of 15 digits', { ...nik, value: '330401010190000' }],
    ['a NIK with a letter', { ...nik, value: '330401010190000A' }],
    ['a NIK of another country', { ...nik, country: 'MY' }],
    ['a passport with a character that numbers do not have', { kind: 'PASSPORT', country: 'AU', value: 'A#1' }],
    ['a permit of more than 50', { kind: 'STAY_PERMIT', country: 'ID', value: '1'.repeat(51) }],
    ['a permit of nothing', { kind: 'STAY_PERMIT', country: 'ID', value: ' . ' }],
  ] as const)('is refused %s', (_, identityNumber) => {
    given()
      .when({ type: 'RegisterInmate', data: { ...registration, identityNumber }, facts: { subject } })
      .thenRefuses('malformed-identity-number');
  });

  it.each(['1990', '1990-05', '1990-05-31', '2024', '2024-12', '2024-12-16'])(
    'is of who was born in %s',
    (birthDate) => {
      given()
        .when({ type: 'RegisterInmate', data: { ...registration, birthDate }, facts: { subject } })
        .then({ type: 'InmateRegistered', data: { subject, ...registration, birthDate } });
    },
  );

  it.each(['2025', '2025-01', '2024-12-17'])('is of nobody who is born in %s', (birthDate) => {
    given()
      .when({ type: 'RegisterInmate', data: { ...registration, birthDate }, facts: { subject } })
      .thenRefuses('born-in-future');
  });

  it('is done once', () => {
    given(registered)
      .when({ type: 'RegisterInmate', data: registration, facts: { subject } })
      .thenRefuses('inmate-registered-already');
  });
});

describe('ChangeCustodyStatus (R-1.1, R-1.2)', () => {
  it('changes the status and the register number with it', () => {
    given(registered)
      .when({ type: 'ChangeCustodyStatus', data: change })
      .then({ type: 'CustodyStatusChanged', data: { subject, ...change } });
  });

  it('changes nothing when that is the status', () => {
    const data = { custodyStatus: 'A_III', changedOn: '2024-12-09' } as const;
    given(registered).when({ type: 'ChangeCustodyStatus', data }).then();
  });

  it('gives a number without another status', () => {
    const data = { ...change, custodyStatus: 'A_III' } as const;
    given(registered)
      .when({ type: 'ChangeCustodyStatus', data })
      .then({ type: 'CustodyStatusChanged', data: { subject, ...data } });
  });

  it('that is recorded late of an earlier day leaves the status of the later day', () => {
    const data = { custodyStatus: 'B_I', changedOn: '2024-12-10' } as const;
    const late = { custodyStatus: 'A_IV', changedOn: '2024-12-05' } as const;
    given(registered, changed, { type: 'CustodyStatusChanged', data: { subject, ...late } })
      .when({ type: 'ChangeCustodyStatus', data })
      .then();
  });

  it.each([
    ['before the registration', { changedOn: '2024-12-01' }, 'before-registration'],
    ['on a day that has not come', { changedOn: '2024-12-17' }, 'day-in-future'],
  ])('is refused %s', (_, days, code) => {
    given(registered)
      .when({ type: 'ChangeCustodyStatus', data: { ...change, ...days } })
      .thenRefuses(code);
  });

  it.each([{ registerNumber: 'BI/7' }, { registerPeriod: '2024' }])('is refused with half a number: %j', (half) => {
    const data = { custodyStatus: 'B_I', changedOn: '2024-12-09', ...half } as const;
    given(registered).when({ type: 'ChangeCustodyStatus', data }).thenRefuses('register-number-without-period');
  });
});

describe('MoveRoom (R-1.2)', () => {
  it('moves an inmate', () => {
    given(registered)
      .when({ type: 'MoveRoom', data: move })
      .then({ type: 'RoomMoved', data: { subject, ...move } });
  });

  it.each([
    ['before the registration', '2024-12-01', 'before-registration'],
    ['on a day that has not come', '2024-12-17', 'day-in-future'],
  ])('is refused %s', (_, movedOn, code) => {
    given(registered)
      .when({ type: 'MoveRoom', data: { ...move, movedOn } })
      .thenRefuses(code);
  });

  it('is refused to who has left', () => {
    given(registered, released).when({ type: 'MoveRoom', data: move }).thenRefuses('inmate-left');
  });

  it('is refused to a duplicate, until it is none (R-1.4)', () => {
    given(registered, marked).when({ type: 'MoveRoom', data: move }).thenRefuses('record-is-duplicate');
    given(registered, marked, unmarked)
      .when({ type: 'MoveRoom', data: move })
      .then({ type: 'RoomMoved', data: { subject, ...move } });
  });
});

describe('ImportCustodyFact', () => {
  const fact = { name: 'Satu Lain', sourceRef };

  it('records what a row says otherwise', () => {
    given(registered, moved)
      .when({ type: 'ImportCustodyFact', data: fact })
      .then({ type: 'CustodyFactImported', data: { subject, ...fact } });
  });

  it('records a row once', () => {
    given(registered, imported).when({ type: 'ImportCustodyFact', data: fact }).then();
    const next = { ...fact, sourceRef: { ...sourceRef, row: 8 } };
    given(registered, imported)
      .when({ type: 'ImportCustodyFact', data: next })
      .then({ type: 'CustodyFactImported', data: { subject, ...next } });
  });

  it('writes an identity number in its normal form, and refuses one that cannot be', () => {
    const numbered = (value: string) =>
      ({ type: 'ImportCustodyFact', data: { sourceRef, identityNumber: { ...nik, value } } }) as const;
    given(registered)
      .when(numbered('3304 0101 0190 0001'))
      .then({ type: 'CustodyFactImported', data: { subject, sourceRef, identityNumber: nik } });
    given(registered).when(numbered('33')).thenRefuses('malformed-identity-number');
  });

  it('is for the unit that gives the record, until the other accepts it (R-1.7)', () => {
    given(registered, transferred)
      .when({ type: 'ImportCustodyFact', data: fact }, { by: receiver })
      .thenRefuses('record-not-taken-over');
  });

  it('is refused without anything to record', () => {
    given(registered).when({ type: 'ImportCustodyFact', data: { sourceRef } }).thenRefuses('nothing-imported');
  });

  it('says who somebody was who has left, but not that they have another room (R-1.2)', () => {
    given(registered, released)
      .when({ type: 'ImportCustodyFact', data: fact })
      .then({ type: 'CustodyFactImported', data: { subject, ...fact } });
    const data = { ...fact, room: 'Blok B 1' };
    given(registered, released).when({ type: 'ImportCustodyFact', data }).thenRefuses('inmate-left');
  });
});

describe('an inmate', () => {
  it('is known by what decides only: never by a sealed property (D8)', () => {
    const { state } = given(
      registered,
      changed,
      moved,
      { ...released },
      {
        type: 'InmateMarkedDuplicate',
        data: { subject, survivorId: otherId },
      },
    );
    expect(JSON.stringify(state.now)).not.toMatch(/Satu|A\.III|B\.I\/|Blok/);
  });

  it('concerns one person, in every event (D1)', () => {
    const { state } = given(registered);
    expect(inmate.aboutOf?.(state, otherId)).toEqual([{ subject }]);
    expect(inmate.aboutOf?.(inmate.decider.initial, otherId)).toEqual([]);
    expect(inmate.unitsOf(state)).toEqual(['RUTAN-BANJARNEGARA']);
    expect(inmate.unitsOf(inmate.decider.initial)).toEqual([]);
    expect(inmate.unitsOf(given(registered, transferred).state)).toEqual(['RUTAN-BANJARNEGARA', LAPAS]);
    expect(inmate.unitsOf(given(registered, transferred, accepted).state)).toEqual([LAPAS]);
  });
});
