import type { Role } from './roles.js';

/** Who may know how much somebody is at risk: who leads their services and treats them, and who replays (domain 5.5). */
const riskBandReaders = ['kasubsi-pelayanan', 'perawat-klinik', 'asesor-bnnk', 'auditor'] as const;

/** What is clear in events and yet is shown to these roles alone, wherever events leave as stored (D8). */
const GUARDED: Readonly<Record<string, readonly Role[]>> = { riskBand: riskBandReaders };

/** The properties of events that are kept from a role. */
export const keptFrom = (role: string): readonly string[] =>
  Object.entries(GUARDED).flatMap(([name, shownTo]) => (shownTo.some((one) => one === role) ? [] : [name]));
