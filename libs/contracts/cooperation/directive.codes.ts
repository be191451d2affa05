export const REVOCATION_REASONS = [
  'NO_LONGER_NEEDED',
  'CONFLICTS_WITH_REGULATION',
  'AGREEMENT_ENDED',
  'ISSUED_IN_ERROR',
] as const;
/** Whoever may be asked to acknowledge a directive. */
export const ADDRESSEE_ROLES = [
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
] as const;
