import { HOUSE, id } from '#kernel';
import { person, specify, staffNamed } from '#kernel/given-for-specs';
import { type GrantCommand, grants } from './grant.decider.js';

const UNIT = 'RUTAN-BANJARNEGARA';
const TODAY = '2024-12-16';
const [FIRST, SECOND] = [id('spec', 1), id('spec', 2)];
const SITI = staffNamed('siti');
const HEAD = person('head', 'karutan', UNIT);
const ADMIN = person('administrator', 'admin', HOUSE);

const NURSE = { staffId: SITI, role: 'perawat-klinik', from: '2024-12-16' } as const;
type Wanted = Omit<typeof NURSE, 'role' | 'from'> & {
  readonly role: 'perawat-klinik' | 'karutan' | 'admin' | 'kanwil';
} & {
  readonly from: string;
  readonly until?: string;
};

type FactsOf<T> = Extract<GrantCommand, { type: T }>['facts'];

describe('A grant', () => {
  const given = specify(grants.decider);
  const grant = (data: Partial<Wanted> = {}, facts: Partial<FactsOf<'GrantAccess'>> = {}) => {
    const usual = { grantId: FIRST, unitId: UNIT, unitKind: 'RUTAN', person: new Set([SITI]), today: TODAY } as const;
    return { type: 'GrantAccess', data: { ...NURSE, ...data }, facts: { ...usual, ...facts } } as const;
  };
  const granted = (data: Partial<Wanted> = {}, { unitId = UNIT, grantId = FIRST } = {}) =>
    ({ type: 'AccessGranted', data: { ...NURSE, ...data, grantId, unitId } }) as const;
  const revoke = (grantId: string, signIn: ReadonlySet<string> = new Set([SITI])) => {
    const facts = { grantId, signIn, today: TODAY };
    return { type: 'RevokeGrant', data: { reasonCode: 'LEFT_SERVICE' }, facts } as const;
  };
  const revoked = (grantId: string) =>
    ({ type: 'GrantRevoked', data: { grantId, reasonCode: 'LEFT_SERVICE' } }) as const;
  const ofHouse = { unitId: HOUSE };

  it('is given for a role of a unit, from a day on', () => {
    given().when(grant(), { by: HEAD }).then(granted());
    given()
      .when(grant({ until: '2024-12-16' }), { by: HEAD })
      .then(granted({ until: '2024-12-16' }));
  });

  it('is given by nobody to themselves, under whatever id', () => {
    const attempt = given().when(grant(), { by: HEAD, is: (staffId) => staffId === SITI });
    attempt.thenRefuses('own-grant');
    attempt.thenSays(
      `The staff record ${SITI} is yours, and nobody lets themselves do more: ask somebody else who may.`,
    );
  });

  it.each([
    ['perawat-klinik', 'BNNK', 'RUTAN, LAPAS'],
    ['kanwil', 'RUTAN', 'KANWIL'],
    ['admin', 'RUTAN', 'SYSTEM'],
  ] as const)('of the role %s is none of %s', (role, unitKind, kinds) => {
    const attempt = given().when(grant({ role }, { unitKind }), { by: ADMIN });
    attempt.thenRefuses('role-of-other-units');
    attempt.thenSays(
      `The role ${role} is one of units of the kinds ${kinds}, and ${UNIT} is none of these: choose such a unit, or another role.`,
    );
  });

  it('of a head is given and taken away by administrators alone', () => {
    given()
      .when(grant({ role: 'karutan' }), { by: HEAD })
      .thenRefuses('granted-by-administrators');
    given()
      .when(grant({ role: 'karutan' }), { by: ADMIN })
      .then(granted({ role: 'karutan' }));
    given(granted({ role: 'karutan' }))
      .when(revoke(FIRST), { by: HEAD })
      .thenRefuses('granted-by-administrators');
    given(granted({ role: 'karutan' }))
      .when(revoke(FIRST), { by: ADMIN })
      .then(revoked(FIRST));
  });

  it('begins today or later, and ends no earlier', () => {
    given()
      .when(grant({ from: '2024-12-15' }), { by: HEAD })
      .thenRefuses('granted-afterwards');
    given()
      .when(grant({ until: '2024-12-15' }), { by: HEAD })
      .thenRefuses('grant-ends-before');
  });

  it.each([
    ['begins while the other counts', { until: '2024-12-31' }, { from: '2024-12-31' }, 'grant-overlaps'],
    ['begins after the other’s last day', { until: '2024-12-31' }, { from: '2025-01-01' }, undefined],
    ['ends before the other begins', { from: '2025-01-01' }, { until: '2024-12-31' }, undefined],
    ['has no end, and the other begins later', { from: '2025-01-01' }, {}, 'grant-overlaps'],
    ['is of another role', {}, { role: 'karutan' }, undefined],
  ] as const)('beside another of the same person: it %s', (_, earlier, later, refusal) => {
    const attempt = given(granted(earlier)).when(grant(later, { grantId: SECOND }), { by: ADMIN });
    if (refusal === undefined) attempt.then(granted(later, { grantId: SECOND }));
    else attempt.thenRefuses(refusal);
  });

  it('beside another counts for a person under whatever id, and no longer once that is revoked', () => {
    const [other, same] = [staffNamed('budi'), new Set([SITI, staffNamed('budi')])];
    const again = grant({ staffId: other }, { grantId: SECOND, person: same });
    given(granted()).when(again, { by: HEAD }).thenRefuses('grant-overlaps');
    given(granted(), revoked(FIRST))
      .when(again, { by: HEAD })
      .then(granted({ staffId: other }, { grantId: SECOND }));
  });

  it('is revoked once', () => {
    given(granted()).when(revoke(FIRST), { by: HEAD }).then(revoked(FIRST));
    given(granted(), revoked(FIRST)).when(revoke(FIRST), { by: HEAD }).then();
  });

  it.each([
    ['nobody else administers', []],
    ['another’s has a last day', [granted({ role: 'admin', until: '2025-01-31' }, { ...ofHouse, grantId: SECOND })]],
    ['another’s begins tomorrow', [granted({ role: 'admin', from: '2024-12-17' }, { ...ofHouse, grantId: SECOND })]],
    ['another’s is revoked', [granted({ role: 'admin' }, { ...ofHouse, grantId: SECOND }), revoked(SECOND)]],
  ] as const)('of the last administrator stays: %s', (_, others) => {
    const last = granted({ role: 'admin' }, ofHouse);
    given(last, ...others)
      .when(revoke(FIRST), { by: ADMIN })
      .thenRefuses('last-administrator');
  });

  it('of the last administrator who can sign in stays, whoever else was let in to administer', () => {
    const [last, other] = [
      granted({ role: 'admin' }, ofHouse),
      granted({ staffId: staffNamed('budi'), role: 'admin' }, { ...ofHouse, grantId: SECOND }),
    ];
    given(last, other).when(revoke(FIRST), { by: ADMIN }).thenRefuses('last-administrator');
    given(last, other)
      .when(revoke(FIRST, new Set([staffNamed('budi')])), { by: ADMIN })
      .then(revoked(FIRST));
  });

  it('begins and ends by the days where its unit is', () => {
    const tomorrow = { today: '2024-12-17' };
    given().when(grant({}, tomorrow), { by: HEAD }).thenRefuses('granted-afterwards');
    given()
      .when(grant({ from: '2024-12-17' }, tomorrow), { by: HEAD })
      .then(granted({ from: '2024-12-17' }));
  });

  it('of an administrator is revoked while another administers without an end', () => {
    const [one, other] = [FIRST, SECOND].map((grantId) => granted({ role: 'admin' }, { ...ofHouse, grantId }));
    if (one === undefined || other === undefined) throw new Error('Two are given.');
    given(one, other).when(revoke(FIRST), { by: ADMIN }).then(revoked(FIRST));
  });

  it('belongs to people of its unit, and to the house that administers all', () => {
    expect(grants.unitsOf(given(granted()).state)).toEqual([UNIT, HOUSE]);
  });
});
