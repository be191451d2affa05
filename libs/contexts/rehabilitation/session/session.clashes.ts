import type { SessionDocument } from './session-calendar.projection.js';
import { overlap, wasThere } from './session.times.js';

export type ClashingOver = 'PERSON' | 'FACILITATOR' | 'PLACE';

/** Another session at the same time, and what both need. */
export interface Clash {
  readonly sessionId: string;
  readonly over: readonly ClashingOver[];
}

/** What a session needs at its time: who is expected or came, who leads it, and where. */
type Needing = Pick<
  SessionDocument,
  'sessionId' | 'unitId' | 'status' | 'startsAt' | 'endsAt' | 'place' | 'facilitatorIds' | 'roster'
>;

/** The sessions that clash with one: races that the command could not see. */
export const clashesOf = (session: Needing, others: readonly Needing[]): readonly Clash[] =>
  isOn(session)
    ? others
        .filter((other) => other.sessionId !== session.sessionId && isOn(other) && overlap(session, other))
        .map((other) => ({ sessionId: other.sessionId, over: sharedBy(session, other) }))
        .filter(({ over }) => over.length > 0)
    : [];

const isOn = ({ status }: Needing): boolean => status === 'SCHEDULED' || status === 'HELD';

function sharedBy(one: Needing, other: Needing): readonly ClashingOver[] {
  const shares = (mine: readonly string[], theirs: readonly string[]) => mine.some((id) => theirs.includes(id));
  return [
    ...(shares(peopleOf(one), peopleOf(other)) ? (['PERSON'] as const) : []),
    ...(shares(one.facilitatorIds, other.facilitatorIds) ? (['FACILITATOR'] as const) : []),
    ...(one.unitId === other.unitId && one.place === other.place ? (['PLACE'] as const) : []),
  ];
}

const peopleOf = ({ status, roster }: Needing): readonly string[] =>
  roster.filter(({ outcome }) => status === 'SCHEDULED' || wasThere(outcome)).map(({ subject }) => subject);
