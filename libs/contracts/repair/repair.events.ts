import { Type } from '@sinclair/typebox';
import { event, type EventOf, labels, RECORDING } from '#kernel';
import { closed, code, digest, staffId } from '../schemas.js';

/** Why events that cannot be had back are excluded. */
export const EXCLUSION_REASONS = labels('EXCLUSION_REASONS', 'clear', {
  BYTES_LOST: 'What was written is lost',
  BYTES_ALTERED: 'What was written was changed afterwards',
  WRITTEN_BY_SOMETHING_ELSE: 'Something other than this system wrote it',
});

const declaration = { legalBasis: 'LEGAL_DUTY', moment: RECORDING } as const;
const revision = Type.Integer({ minimum: 0 });
const stream = Type.String({ pattern: '^[a-z]+-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' });
/** What does not hold: `hash`, `chain`, `envelope`, `schema`. */
const trouble = Type.String({ pattern: '^[a-z]+(-[a-z]+)*$', maxLength: 40 });

/** `lastHash` is what the event after `to` follows; `entries` are those of the tree (data-format, "To the byte" 4). */
const exclusion = {
  stream,
  from: revision,
  to: revision,
  lastHash: digest,
  entries: Type.Array(digest, { minItems: 1, maxItems: 1_000 }),
  reasonCode: code(EXCLUSION_REASONS),
};

/** From there on the stream is not believed: nothing of it counts until it is resumed (D3). */
export const StreamParked = event('StreamParked', declaration, closed({ stream, revision, code: trouble }));
export const IntegrityAlarmRaised = event(
  'IntegrityAlarmRaised',
  declaration,
  closed({ stream, revision, code: trouble }),
);
/** Two people exclude what cannot be had back: the one asks, the other does. */
export const EventsExcludedAsked = event('EventsExcludedAsked', declaration, closed(exclusion));
export const EventsExcluded = event(
  'EventsExcluded',
  declaration,
  closed({ ...exclusion, askedBy: staffId, approvedBy: staffId }),
);
/** The stream is believed again up to `to`: what was passed is handled now. */
export const StreamResumed = event('StreamResumed', declaration, closed({ stream, to: revision }));

export const repairEvents = [
  StreamParked,
  IntegrityAlarmRaised,
  EventsExcludedAsked,
  EventsExcluded,
  StreamResumed,
] as const;
export type RepairEvent = EventOf<(typeof repairEvents)[number]>;
export type RepairEventData<T extends RepairEvent['type']> = Extract<RepairEvent, { type: T }>['data'];
