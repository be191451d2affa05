import { Type } from '@sinclair/typebox';
import { event, type EventOf } from '#kernel';

export const LogStarted = event(
  'LogStarted',
  'LEGAL_DUTY',
  Type.Object(
    { log: Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' }) },
    { additionalProperties: false },
  ),
);

export type LogEvent = EventOf<typeof LogStarted>;
export const logEvents = [LogStarted] as const;
