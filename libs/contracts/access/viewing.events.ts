import { Type } from '@sinclair/typebox';
import { event, type EventOf } from '#kernel';

const uuid = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' });

export const viewingEvents = [
  event(
    'RecordsViewed',
    'LEGAL_DUTY',
    Type.Object(
      {
        /** What the opened seals were under: a person's subject, or the stream of a text about nobody registered. */
        subjects: Type.Array(uuid, { minItems: 1 }),
        purpose: Type.String({ pattern: '^[a-z]+(-[a-z]+)*$', maxLength: 60 }),
        count: Type.Integer({ minimum: 1 }),
      },
      { additionalProperties: false },
    ),
  ),
] as const;

export type ViewingEvent = EventOf<(typeof viewingEvents)[number]>;
