import { keptFrom } from './guarded.js';
import { isRole, ROLES } from './roles.js';

describe('what is kept from roles', () => {
  it('is the risk band, from whoever neither treats nor replays (D8)', () => {
    const shown = ROLES.filter((role) => !keptFrom(role).includes('riskBand'));
    expect(shown).toEqual(['kasubsi-pelayanan', 'perawat-klinik', 'asesor-bnnk', 'auditor']);
  });
});

describe('a role', () => {
  it('is one of those that staff have', () => {
    expect([isRole('karutan'), isRole('root'), isRole(7)]).toEqual([true, false, false]);
  });
});
