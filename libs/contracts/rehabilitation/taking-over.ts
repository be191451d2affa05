import { onDay } from '#kernel';
import { closed, day, fact, id, unitId } from '../schemas.js';

/** A record of a case follows it to another unit: from then on it is that unit's. */
export const takingOver = { legalBasis: 'LEGAL_DUTY', moment: onDay('takenOverOn'), takesOver: true } as const;

/** Whose record it is, from which unit it came, and the event of the case that it follows. */
export const takenOver = closed({ subject: id, caseId: id, fromUnitId: unitId, takenOverOn: day, of: fact });
