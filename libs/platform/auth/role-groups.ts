/** Who operates the system: of the house, and of no unit's people. */
export const operators = ['admin'] as const;

/** Who may know how much somebody is at risk: who leads their services and treats them, and who replays (domain 5.5). */
export const riskBandReaders = ['kasubsi-pelayanan', 'perawat-klinik', 'asesor-bnnk', 'auditor', 'dpo'] as const;
