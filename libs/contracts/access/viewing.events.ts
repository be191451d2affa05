import { Type } from '@sinclair/typebox';
import { event, type EventOf, RECORDING } from '#kernel';
import { closed, code, id } from '../schemas.js';
import { VIEWING_GROUNDS } from './staff.codes.js';

/** As many as one viewing names: a request that opens more records another. */
export const MOST_VIEWED = 2_000;

export const RecordsViewed = event(
  'RecordsViewed',
  { legalBasis: 'LEGAL_DUTY', moment: RECORDING },
  closed({
    /** What the opened seals were under: a person's subject, or the stream of a text about nobody registered. */
    subjects: Type.Array(id, { minItems: 1, maxItems: MOST_VIEWED, uniqueItems: true }),
    purpose: Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 60 }),
    ground: code(VIEWING_GROUNDS),
    count: Type.Integer({ minimum: 1 }),
  }),
);

export const viewingEvents = [RecordsViewed] as const;
export type ViewingEvent = EventOf<typeof RecordsViewed>;
