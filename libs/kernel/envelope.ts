import { words } from './codes.js';
import { type Static, Type } from '@sinclair/typebox';
import type { JsonObject } from './json.js';

const closed = { additionalProperties: false } as const;
const uuid = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' });
const stream = Type.String({ pattern: '^[a-z]+-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' });
const instant = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$' });
const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const digest = Type.String({ pattern: '^[0-9a-f]{64}$' });
const zone = Type.String({ pattern: '^[A-Za-z_]+(/[A-Za-z0-9_+-]+)*$', maxLength: 60 });
const unitId = Type.String({ pattern: '^[A-Z0-9]+(-[A-Z0-9]+)*$', maxLength: 64 });
const kebab = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 60 });
/** One of a list that grows without a new format: the list is checked when it is written, the pattern for ever (D4). */
const label = <C extends string>() => Type.Unsafe<C>({ type: 'string', pattern: '^[A-Z][A-Z0-9_]{0,39}$' });

export const LEGAL_BASES = [
  'CONSENT',
  'LEGAL_DUTY',
  'PUBLIC_TASK',
  'AGREEMENT',
  'LAW_ENFORCEMENT',
  'VITAL_INTEREST',
] as const;
export const SOURCES = ['API', 'BACKFILL', 'SDP_IMPORT', 'LAB_LETTER', 'POLICY', 'SYSTEM', 'DEMONSTRATION'] as const;
export const LATE_CODES = words('LATE_CODES', {
  PAPER_RECORD: 'It was kept on paper until now',
  SYSTEM_DOWN: 'The system could not be reached',
  LATE_NOTICE: 'Whoever records it learned of it late',
  DATA_MIGRATION: 'It was taken over from another system',
});

export type LegalBasis = (typeof LEGAL_BASES)[number];
export type Source = (typeof SOURCES)[number];
export type LateCode = (typeof LATE_CODES)[number];

const StaffActor = Type.Object(
  {
    kind: Type.Unsafe<'USER' | 'SERVICE' | 'IMPORT'>({ type: 'string', enum: ['USER', 'SERVICE', 'IMPORT'] }),
    staffId: uuid,
    role: kebab,
    unitId,
    grantId: Type.Optional(uuid),
    onBehalfOf: Type.Optional(uuid),
  },
  closed,
);
const SystemActor = Type.Object({ kind: Type.Literal('SYSTEM'), name: kebab }, closed);

/** The envelope of every event (D1), a closed schema of its own. */
export const MetadataSchema = Type.Object(
  {
    env: Type.Literal(1),
    v: Type.Integer({ minimum: 1 }),
    log: uuid,
    recordedAt: instant,
    occurredAt: Type.Optional(instant),
    on: day,
    zone,
    actor: Type.Union([StaffActor, SystemActor]),
    unitId,
    about: Type.Array(
      Type.Object({ subject: uuid, caseId: Type.Optional(uuid), legalBasis: label<LegalBasis>() }, closed),
    ),
    command: Type.Object(
      {
        id: uuid,
        mac: Type.Optional(digest),
        macKey: Type.Optional(uuid),
        attempt: uuid,
        of: Type.Optional(Type.Object({ policy: kebab, stream, revision: Type.Integer({ minimum: 0 }) }, closed)),
      },
      closed,
    ),
    $correlationId: uuid,
    $causationId: uuid,
    source: label<Source>(),
    lateCode: Type.Optional(label<LateCode>()),
    legalBasis: Type.Optional(label<LegalBasis>()),
    build: Type.String({ minLength: 1, maxLength: 200 }),
    prevHash: digest,
    hash: digest,
  },
  closed,
);

/** Somebody of the staff, a service or an importer; `staffId` is the uuid of their staff record (D1). */
export type StaffActor = Readonly<Static<typeof StaffActor>>;
/** A part of the system, by its kebab name. */
export type SystemActor = Readonly<Static<typeof SystemActor>>;
export type Actor = StaffActor | SystemActor;
export type Metadata = Readonly<Static<typeof MetadataSchema>>;

/** The uuid of the staff record behind an actor. Throws for the system: what says who did it is recorded by people. */
export function staffOf(actor: Actor): string {
  if (actor.kind === 'SYSTEM') throw new Error(`${actor.name} is nobody of the staff.`);
  return actor.staffId;
}

/** Who an actor is, for people and lists: a staff id, or the name of a part of the system. */
export const nameOf = (actor: Actor): string => (actor.kind === 'SYSTEM' ? actor.name : actor.staffId);

/** The unit for which an actor acts; a part of the system acts for the house. */
export const unitOfActor = (actor: Actor): string => (actor.kind === 'SYSTEM' ? HOUSE : actor.unitId);

/** The unit that owns the events of the house itself, and its zone ("To the byte" 8). */
export const HOUSE = 'BERSINAR';
export const HOUSE_ZONE = 'Asia/Jakarta';

/**
 * A place in the log that names its event (D6): `<20 digits>.<8 hex>`, the commit position and the beginning of the event's hash as
 * stored. Strings compare as positions do.
 */
export type Position = string;

/** What is appended. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly metadata: Metadata;
}

/** A person, and the case as which the event concerns them. */
export type About = Omit<Metadata['about'][number], 'legalBasis'>;

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
