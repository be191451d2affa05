import { HOUSE, id } from '#kernel';
import { specify } from '#kernel/given-for-specs';
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
  const link = (staffId: string) => ({ type: 'LinkStaffLogin', data, facts: { staffId } }) as const;
  const unlink = (staffId: string) => ({ type: 'UnlinkStaffLogin', data, facts: { staffId } }) as const;
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

  it('belongs to those to whom the record does', () => {
    expect(login.unitsOf(given(linked(SITI)).state)).toEqual([UNIT]);
  });
});
