import { factAt, type Policy, type Reaction, uuidOf } from '#kernel';
import * as sessions from '#contracts/rehabilitation/session.events';
import type { FollowingCommand } from '../case/case.rules.js';

const events = [
  sessions.SessionScheduled,
  sessions.CatchUpScheduled,
  sessions.SessionRescheduled,
  sessions.SessionCancelled,
  sessions.RehabSessionHeld,
  sessions.SessionAttendanceAmended,
  sessions.SessionEntryCorrected,
  sessions.SessionEntryAnnulled,
] as const;

type Noted = Extract<sessions.SessionEvent, { type: (typeof events)[number]['type'] }>;
type Note = Omit<Extract<FollowingCommand, { type: 'NoteSession' }>['data'], 'sessionId' | 'of' | 'outcome'>;
type Line = { readonly caseId: string } & Pick<Extract<FollowingCommand, { type: 'NoteSession' }>['data'], 'outcome'>;

/** Every case of a roster knows when its inmate is expected where, and what came of it. */
export const caseNotesSessions: Policy<Noted, FollowingCommand> = {
  name: 'case-notes-sessions',
  events,
  react: (event) => {
    const sessionId = uuidOf(event.stream);
    const { note, lines } = notesOf(event);
    return lines.map(({ caseId, outcome }): Reaction<FollowingCommand> => ({
      target: caseId,
      command: { type: 'NoteSession', data: { sessionId, ...note, ...(outcome && { outcome }), of: factAt(event) } },
    }));
  },
};

/** What an event says of the session; a correction or an annulment what the session is after it. */
function notesOf({ type, data }: Noted): { readonly note: Note; readonly lines: readonly Line[] } {
  switch (type) {
    case 'SessionScheduled':
    case 'CatchUpScheduled': {
      const { startsAt, endsAt, module, roster } = data;
      return { note: { status: 'SCHEDULED', startsAt, endsAt, module }, lines: roster };
    }
    case 'SessionRescheduled': {
      const { startsAt, endsAt, roster } = data;
      return { note: { status: 'SCHEDULED', startsAt, endsAt }, lines: roster };
    }
    case 'SessionCancelled':
      return { note: { status: 'CANCELLED' }, lines: data.roster };
    case 'RehabSessionHeld': {
      const { startsAt, endsAt, module, roster } = data;
      return { note: { status: 'HELD', startsAt, endsAt, module }, lines: roster };
    }
    case 'SessionAttendanceAmended':
      return { note: { status: 'HELD' }, lines: [data] };
    case 'SessionEntryCorrected':
    case 'SessionEntryAnnulled': {
      const { status, startsAt, endsAt, module, roster } = data.stands;
      return { note: { status, startsAt, endsAt, module }, lines: roster };
    }
  }
}
