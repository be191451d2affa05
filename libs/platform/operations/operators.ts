import type { Access } from '../auth/index.js';

/** What those may who operate the system: of the house, and of no unit's people. */
export const operators = (name: string): Access => ({ name, roles: ['admin'] });
