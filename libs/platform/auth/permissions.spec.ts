import { allows, isRole, keptFrom, type Permission, PERMISSIONS, type Role, ROLES } from './permissions.js';
import { UNIT_KINDS, UNIT_REGISTER, unitOf, zoneOf } from './units.js';

const all = (...permissions: Permission[]) => permissions;
const whoMay = (permission: Permission) => ROLES.filter((role) => allows(permission, role));

describe('the permissions (domain 5.5)', () => {
  it.each<[Permission, Role[]]>([
    ['history', ['karutan', 'auditor', 'dpo']],
    ['events', ['service']],
  ])('give %s to %j', (permission, roles) => {
    expect(whoMay(permission)).toEqual(roles);
  });

  it('give no command to who only reads, and no data but operations to administrators', () => {
    const operations = all('AskExclusion', 'ApproveExclusion', 'ResumeStream', 'alarms', 'parked', 'projections');
    for (const permission of Object.keys(PERMISSIONS) as Permission[]) {
      expect([permission, allows(permission, 'admin')]).toEqual([permission, operations.includes(permission)]);
      const isCommand = /^[A-Z]/.test(permission);
      if (isCommand) expect(whoMay(permission)).not.toEqual(expect.arrayContaining(['auditor']));
    }
  });

  it('keep the risk band from whoever neither treats nor replays (D8)', () => {
    const told = ROLES.filter((role) => !keptFrom(role).includes('riskBand'));
    expect(told).toEqual(['kasubsi-pelayanan', 'perawat-klinik', 'asesor-bnnk', 'auditor', 'dpo']);
  });

  it('know no other roles', () => {
    expect([isRole('karutan'), isRole('root'), isRole(7)]).toEqual([true, false, false]);
  });
});

describe('the register of units', () => {
  it('knows each unit once, with a kind and a zone that exists', () => {
    const codes = UNIT_REGISTER.units.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const { code, kind, zone } of UNIT_REGISTER.units) {
      expect(UNIT_KINDS).toContain(kind);
      expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
      expect(unitOf(code)?.zone).toBe(zone);
    }
  });

  it('spans the three zones of the country', () => {
    expect(['RUTAN-BANJARNEGARA', 'RUTAN-MAKASSAR', 'RUTAN-JAYAPURA'].map(zoneOf)).toEqual([
      'Asia/Jakarta',
      'Asia/Makassar',
      'Asia/Jayapura',
    ]);
  });

  it('knows nothing of other codes', () => {
    expect([unitOf('RUTAN-NOWHERE'), zoneOf('__proto__')]).toEqual([undefined, undefined]);
  });
});
