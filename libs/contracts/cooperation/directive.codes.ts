import { labels } from '#kernel';

export const REVOCATION_REASONS = labels('DIRECTIVE_REVOCATION_REASONS', 'clear', {
  NO_LONGER_NEEDED: 'What it was for is over',
  CONFLICTS_WITH_REGULATION: 'It contradicts a higher rule',
  AGREEMENT_ENDED: 'The agreement that it rests on has ended',
  ISSUED_IN_ERROR: 'It should not have been issued',
});
/** Whoever may be asked to acknowledge a directive. */
export const ADDRESSEE_ROLES = labels('ADDRESSEE_ROLES', 'clear', {
  karutan: 'Head of the detention house (Kepala Rutan)',
  'kasubsi-pelayanan': 'Head of the subsection for services to detainees (Kasubsi Pelayanan Tahanan)',
  'petugas-registrasi': 'Clerk who keeps the register of inmates',
  kpr: 'Head of security of the detention house',
  karupam: 'Shift chief of the guards',
  'perawat-klinik': 'Nurse of the clinic',
  'asesor-bnnk': 'Assessor or counsellor of the narcotics agency',
  penyuluh: 'Anti-drug educator of the narcotics agency',
  'kepala-bnnk': "Head of the regency's narcotics agency",
  'pk-bapas': 'Probation officer (Pembimbing Kemasyarakatan)',
});
