import { Type } from '@sinclair/typebox';
import { closed, id, unitId } from '../schemas.js';

/** Who serves: a unit, and the agreement under which it does when it is not the unit that owns the record. */
export const provider = closed({ unitId, agreementId: Type.Optional(id) });
