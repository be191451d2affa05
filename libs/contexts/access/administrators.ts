import type { Actor } from '#kernel';

/** Heads, who oversee, and who run the system: no unit lets its own people do that. */
const OF_ADMINISTRATORS: readonly string[] = ['karutan', 'kepala-bnnk', 'kanwil', 'auditor', 'dpo', 'service', 'admin'];

export const isOfAdministrators = (role: string): boolean => OF_ADMINISTRATORS.includes(role);

export const isAdministrator = (by: Actor): boolean => by.kind === 'SYSTEM' || by.role === 'admin';
