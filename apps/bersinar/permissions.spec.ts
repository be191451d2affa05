import { readFileSync } from 'node:fs';
import { type Role, routesIn } from '#platform/auth';
import { edges } from './modules.js';
import { permissionsTable } from './permissions.js';

const squeezed = (line: string): string => line.replace(/\s+/g, ' ').replace(/-+/g, '-');

describe('docs/permissions.md', () => {
  it('is what the commands and questions say: npm run permissions', () => {
    const rows = readFileSync('docs/permissions.md', 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('|'));
    expect(rows.map(squeezed)).toEqual(permissionsTable().map(squeezed));
    expect(rows.length).toBeGreaterThan(150);
  });
});

describe('the commands and questions (domain 5.5)', () => {
  const given = (role: Role) =>
    routesIn(edges()).flatMap(({ access }) => (access?.roles.includes(role) ? [access.name] : []));

  it('give administrators no data but of users and operations', () => {
    const keeping = ['RegisterStaff', 'LinkStaffLogin', 'UnlinkStaffLogin', 'GrantAccess', 'RevokeGrant'];
    const users = [...keeping, 'me', 'staff', 'staffRecord', 'grant', 'grants'];
    const reference = ['units', 'codes'];
    const versions = ['RebuildReadModel', 'SwitchReadModel', 'CancelBuild', 'RefoldDocument'];
    const operations = ['AskExclusion', 'ApproveExclusion', 'ResumeStream', 'alarms', 'parked', 'projections'];
    expect(new Set(given('admin'))).toEqual(new Set([...users, ...reference, ...versions, ...operations]));
    for (const keeper of ['kasubsi-pelayanan', 'karutan', 'kepala-bnnk'] as const) {
      expect(given(keeper)).toEqual(expect.arrayContaining(keeping));
    }
    for (const other of ['perawat-klinik', 'kpr', 'auditor', 'service'] as const) {
      expect(given(other).filter((name) => keeping.includes(name))).toEqual([]);
    }
  });

  it('give no command to who only reads', () => {
    expect(given('auditor').filter((name) => /^[A-Z]/.test(name))).toEqual([]);
  });
});
