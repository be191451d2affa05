import { labels } from '#kernel';

export const REVOCATION_REASONS = labels('DIRECTIVE_REVOCATION_REASONS', 'clear', [
  'NO_LONGER_NEEDED',
  'CONFLICTS_WITH_REGULATION',
  'AGREEMENT_ENDED',
  'ISSUED_IN_ERROR',
]);
/** Whoever may be asked to acknowledge a directive. */
export const ADDRESSEE_ROLES = labels('ADDRESSEE_ROLES', 'clear', [
  'karutan',
  'kasubsi-pelayanan',
  'petugas-registrasi',
  'kpr',
  'karupam',
  'perawat-klinik',
  'asesor-bnnk',
  'penyuluh',
  'kepala-bnnk',
  'pk-bapas',
]);
