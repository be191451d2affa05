import { type Asker, cited, type Decider, type Entry, mustNotBeAuthor, refuse, staffOf } from '#kernel';
import type { SessionEntry, SessionEvent, SessionEventData } from '#contracts/rehabilitation/session.events';
import { basisOf } from '../facts.js';
import type { Said } from '../record.rules.js';
import { arranged, type Arrangement } from './session.appointment.js';
import { brought, headsOf, type SessionFacts } from './session.facts.js';
import { type Holding, holdingOf } from './session.holding.js';
import {
  type ArrangedSession,
  arrangedOf,
  type Session,
  sessionEntries,
  type SessionRecord,
} from './session.record.js';

type Correction = SessionEventData<'SessionEntryCorrected'>;

/** What an entry should have said: the one that fits the type of the entry that `of` cites. The roster stays. */
export interface CorrectedSessionEntry {
  readonly of: string;
  readonly reasonCode: Correction['reasonCode'];
  readonly appointment?: Pick<Arrangement, 'facilitators' | 'place' | 'startsAt' | 'endsAt' | 'override'>;
  readonly holding?: Holding;
}

export type CorrectionCommand =
  | { type: 'CorrectSessionEntry'; data: CorrectedSessionEntry; facts?: SessionFacts }
  | { type: 'AnnulSessionEntry'; data: Pick<SessionEventData<'SessionEntryAnnulled'>, 'of' | 'reasonCode'> };

export const decideCorrections: Decider<SessionRecord, CorrectionCommand, SessionEvent>['decide'] = {
  CorrectSessionEntry: ({ data, facts, ...asker }, record) => {
    const session = recorded(record);
    const original = cited(record, data.of);
    mustNotBeInUse(record, original, ({ type }) => UNMOVED.includes(type));
    const { of, reasonCode } = data;
    const told = corrected(session, original, data, { facts, asker });
    const stands = standing(record, sessionEntries.ifCorrected(record, of, told.entry));
    return [{ type: 'SessionEntryCorrected', data: { of, reasonCode, ...told, stands } }];
  },

  AnnulSessionEntry: ({ data: { of, reasonCode }, by, is }, record) => {
    recorded(record);
    const original = cited(record, of);
    mustNotBeAuthor(original, { is });
    mustNotBeInUse(record, original, () => false);
    const stands = standing(record, sessionEntries.ifAnnulled(record, of));
    return [{ type: 'SessionEntryAnnulled', data: { of, reasonCode, approvedBy: staffOf(by), stands } }];
  },
};

/** Later entries that a corrected appointment leaves as they are: none of them says when, where or by whom. */
const UNMOVED: readonly SessionEntry['type'][] = ['SessionCancelled', 'SessionCoverageAnswered'];

const STANDINGS = { scheduled: 'SCHEDULED', cancelled: 'CANCELLED', held: 'HELD', annulled: 'CANCELLED' } as const;

function recorded({ now }: SessionRecord): ArrangedSession {
  if (now.status === 'absent') refuse('unknown-entry', 'This record has no entry with that id.', 'D12');
  return arrangedOf(now);
}

/** What the session amounts to after a change; whoever was expected at one that is annulled is told that it is off. */
function standing(record: SessionRecord, after: Session): SessionEventData<'SessionEntryAnnulled'>['stands'] {
  const { status, provider, startsAt, endsAt, module, roster } = after.status === 'absent' ? recorded(record) : after;
  return { standing: STANDINGS[status], provider, startsAt, endsAt, module, roster: [...roster] };
}

function corrected(
  session: ArrangedSession,
  original: Entry<SessionEntry>,
  { appointment, holding }: CorrectedSessionEntry,
  { facts, asker }: { facts: SessionFacts | undefined; asker: Asker },
): Said<Correction> {
  if ((appointment === undefined) === (holding === undefined)) {
    refuse('one-entry-at-a-time', 'Say what the one cited entry should have said, and nothing else.', 'D12');
  }
  const otherType = (): never =>
    refuse('entry-of-other-type', 'The correction does not fit the entry that it cites.', 'D12');
  switch (original.type) {
    case 'SessionScheduled': {
      const entry = rearranged(session, original.data, appointment ?? otherType(), brought(facts), asker);
      return { entryType: original.type, entry };
    }
    case 'CatchUpScheduled': {
      const { catchUpOf } = original.data;
      const entry = rearranged(session, original.data, appointment ?? otherType(), brought(facts), asker);
      return { entryType: original.type, entry: { ...entry, catchUpOf } };
    }
    case 'RehabSessionHeld': {
      const entry = holdingOf(session, holding ?? otherType(), brought(facts), asker);
      return { entryType: original.type, entry };
    }
    case 'SessionRescheduled':
    case 'SessionCancelled':
    case 'SessionAttendanceAmended':
    case 'SessionCoverageAnswered':
      return refuse('entry-not-correctable', 'Such an entry is annulled and told anew, not corrected.', 'D12');
  }
}

function rearranged(
  { provider, roster }: ArrangedSession,
  { kind, module, templateId }: SessionEventData<'SessionScheduled'>,
  told: NonNullable<CorrectedSessionEntry['appointment']>,
  facts: SessionFacts,
  asker: Asker,
): SessionEventData<'SessionScheduled'> {
  const { cover, attendees } = facts;
  return arranged(
    { ...told, kind, module, templateId, provider, roster: roster.map(({ subject, caseId }) => ({ subject, caseId })) },
    facts,
    basisOf(cover, ...headsOf(attendees)),
    asker,
  );
}

/** Refuses to touch an entry on which later ones rest; `exempt` says which of them do not matter. */
function mustNotBeInUse(
  { valid }: SessionRecord,
  original: Entry<SessionEntry>,
  exempt: (entry: SessionEntry) => boolean,
): void {
  const later = valid.slice(valid.findIndex(({ id }) => id === original.id) + 1);
  if (later.some((entry) => restsOn(entry, original) && !exempt(entry))) {
    refuse('entry-in-use', 'Later entries rest on this one: annul those first.', 'D12');
  }
}

/** Whether a later entry would mean something else without the earlier one. */
function restsOn(later: SessionEntry, { type, data }: SessionEntry): boolean {
  switch (type) {
    case 'SessionScheduled':
    case 'CatchUpScheduled':
      return true;
    case 'SessionAttendanceAmended':
      return later.type === 'SessionAttendanceAmended' && later.data.caseId === data.caseId;
    case 'SessionCoverageAnswered':
      return false;
    case 'SessionRescheduled':
    case 'SessionCancelled':
    case 'RehabSessionHeld':
      return later.type !== 'SessionCoverageAnswered';
  }
}
