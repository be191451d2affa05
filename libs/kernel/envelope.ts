import { type Static, Type } from '@sinclair/typebox';
import type { JsonObject } from './json.js';

const closed = { additionalProperties: false } as const;
const uuid = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' });
const instant = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$' });
const digest = Type.String({ pattern: '^[0-9a-f]{64}$' });
const name = Type.String({ minLength: 1, maxLength: 200 });

export const LEGAL_BASES = [
  'CONSENT',
  'LEGAL_DUTY',
  'PUBLIC_TASK',
  'AGREEMENT',
  'LAW_ENFORCEMENT',
  'VITAL_INTEREST',
] as const;
export const SOURCES = ['API', 'BACKFILL', 'SDP_IMPORT', 'LAB_LETTER', 'POLICY'] as const;
export const LATE_CODES = ['DEMONSTRATION', 'PAPER_RECORD', 'SYSTEM_DOWN', 'LATE_NOTICE', 'DATA_MIGRATION'] as const;

const oneOf = <T extends readonly string[]>(codes: T) =>
  Type.Union(codes.map((code) => Type.Literal(code as T[number])));

const Actor = Type.Object(
  {
    id: name,
    kind: oneOf(['USER', 'SERVICE', 'SYSTEM', 'IMPORT'] as const),
    role: name,
    unitId: name,
    grantId: Type.Optional(uuid),
    onBehalfOf: Type.Optional(name),
  },
  closed,
);

/** The envelope of every event (D1), a closed schema of its own. */
export const MetadataSchema = Type.Object(
  {
    env: Type.Literal(1),
    v: Type.Integer({ minimum: 1 }),
    log: uuid,
    recordedAt: instant,
    occurredAt: instant,
    zone: name,
    actor: Actor,
    unitId: name,
    about: Type.Array(Type.Object({ subject: uuid, caseId: Type.Optional(uuid) }, closed)),
    command: Type.Object({ id: uuid, mac: digest, macKey: uuid }, closed),
    $correlationId: uuid,
    $causationId: uuid,
    source: oneOf(SOURCES),
    lateCode: Type.Optional(oneOf(LATE_CODES)),
    legalBasis: oneOf(LEGAL_BASES),
    build: name,
    prevHash: digest,
    hash: digest,
  },
  closed,
);

export type Actor = Readonly<Static<typeof Actor>>;
export type Metadata = Readonly<Static<typeof MetadataSchema>>;
export type LegalBasis = (typeof LEGAL_BASES)[number];
export type Source = (typeof SOURCES)[number];
export type LateCode = (typeof LATE_CODES)[number];

/** A place in the log: the commit position as 20 digits, so that strings compare as numbers do. */
export type Position = string;

/** What is appended. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly metadata: Metadata;
}

/** A person, and the case as which the event concerns them. */
export type About = Metadata['about'][number];

/** What a store gives back, before anything about it is believed. */
export interface RawEvent {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
  readonly position: Position;
}

/** What was read and found to be what was written. */
export interface RecordedEvent extends NewEvent {
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
}
