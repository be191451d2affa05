import { HOUSE, id } from '#kernel';
import { person, specify } from '#kernel/given-for-specs';
import { staff } from './staff.decider.js';
import { staffLogin } from './staff-login.decider.js';

const UNIT = 'RUTAN-BANJARNEGARA';
const [SITI, BUDI] = ['siti', 'budi'].map((name) => id('spec', name)) as [string, string];

describe('somebody of the staff', () => {
  const given = specify(staff.decider);
  const data = { name: 'Siti Aminah', number: '198503122010121003', role: 'perawat-klinik' } as const;
  const registered = { type: 'StaffRegistered', data: { ...data, unitId: UNIT } } as const;

  it('is registered in a unit', () => {
    given()
      .when({ type: 'RegisterStaff', data, facts: { unitId: UNIT } })
      .then(registered);
  });

  it('belongs to people of that unit, and to the house that administers all', () => {
    expect(staff.unitsOf(given().state)).toEqual([]);
    expect(staff.unitsOf(given(registered).state)).toEqual([UNIT, HOUSE]);
  });
});

describe('a login', () => {
  const login = staffLogin([UNIT]);
  const given = specify(login.decider);
  const data = { issuer: 'https://issuer', subject: 'siti' };
  const OWN = id('spec', 'own');
  const link = (staffId: string, isOfAdministrators = false) =>
    ({ type: 'LinkStaffLogin', data, facts: { staffId, isOfAdministrators, ownId: OWN } }) as const;
  const unlink = (staffId: string, isOfAdministrators = false, isOfLastAdministrator = false) =>
    ({ type: 'UnlinkStaffLogin', data, facts: { staffId, isOfAdministrators, isOfLastAdministrator } }) as const;
  const linked = (staffId: string) => ({ type: 'StaffLoginLinked', data: { staffId } }) as const;
  const unlinked = (staffId: string) => ({ type: 'StaffLoginUnlinked', data: { staffId } }) as const;

  it('is linked to a record, once', () => {
    given().when(link(SITI)).then(linked(SITI));
    given(linked(SITI)).when(link(SITI)).then();
  });

  it('is linked to one record at a time', () => {
    given(linked(SITI)).when(link(BUDI)).thenRefuses('login-linked-already');
    given(linked(SITI), unlinked(SITI)).when(link(BUDI)).then(linked(BUDI));
  });

  it('is unlinked from its record, once', () => {
    given(linked(SITI)).when(unlink(SITI)).then(unlinked(SITI));
    given(linked(SITI), unlinked(SITI)).when(unlink(SITI)).then();
  });

  it('is not unlinked from a record that it does not belong to', () => {
    given().when(unlink(SITI)).thenRefuses('login-not-linked');
    given(linked(SITI)).when(unlink(BUDI)).thenRefuses('login-not-linked');
    given(linked(SITI), unlinked(SITI)).when(unlink(BUDI)).thenRefuses('login-not-linked');
  });

  it.each([
    ['a record', OWN, SITI],
    ['a login', SITI, OWN],
  ])('is not linked by whoever has %s of the two', (_, isNot, is) => {
    const attempt = given().when(link(SITI), { is: (staffId) => staffId === is && staffId !== isNot });
    attempt.thenRefuses('own-login');
  });

  it('of somebody whom administrators alone let in is linked and unlinked by administrators alone', () => {
    const admin = { by: person('administrator', 'admin', HOUSE) };
    given().when(link(SITI, true)).thenRefuses('linked-by-administrators');
    given(linked(SITI)).when(unlink(SITI, true)).thenRefuses('linked-by-administrators');
    given().when(link(SITI, true), admin).then(linked(SITI));
    given(linked(SITI)).when(unlink(SITI, true), admin).then(unlinked(SITI));
  });

  it('by which the last administrator signs in stays', () => {
    const admin = { by: person('administrator', 'admin', HOUSE) };
    given(linked(SITI))
      .when(unlink(SITI, true, true), admin)
      .thenRefuses('login-of-last-administrator');
    given(linked(SITI), unlinked(SITI))
      .when(unlink(SITI, true, true), admin)
      .then();
  });

  it('belongs to those to whom the record does', () => {
    expect(login.unitsOf(given(linked(SITI)).state)).toEqual([UNIT]);
  });
});
