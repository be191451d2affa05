export const aftercarePlanners = ['kasubsi-pelayanan', 'perawat-klinik'] as const;
/** Those of the Rutan, and of the offices that a case is referred to. */
export const aftercareWriters = [...aftercarePlanners, 'asesor-bnnk', 'pk-bapas'] as const;
export const referralAnswerers = ['pk-bapas', 'asesor-bnnk', 'kepala-bnnk'] as const;

/** Who operates the system: of the house, and of no unit's people. */
export const operators = ['admin'] as const;

/** Who may know how much somebody is at risk: who leads their services and treats them, and who replays (domain 5.5). */
export const riskBandReaders = ['kasubsi-pelayanan', 'perawat-klinik', 'asesor-bnnk', 'auditor', 'dpo'] as const;
