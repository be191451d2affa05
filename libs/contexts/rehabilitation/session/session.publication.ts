import { publicationOf } from '#kernel';
import * as sessions from '#contracts/rehabilitation/session.events';
import { wasThere } from './session.attendees.js';

/** How many were expected and came; who they are does not leave. */
export const sessionPublication = publicationOf(
  'rehabilitation',
  [
    [sessions.SessionScheduled, 'session-scheduled', 'kind', 'module', 'startsAt', 'endsAt'],
    [sessions.CatchUpScheduled, 'session-scheduled', 'kind', 'module', 'startsAt', 'endsAt'],
    [sessions.RehabSessionHeld, 'session-held', 'module', 'startsAt', 'endsAt', 'heldOn'],
    [sessions.SessionCancelled, 'session-cancelled', 'reasonCode'],
  ],
  ({ type, data }) => {
    const { roster, provider } = data;
    const attended = type === 'RehabSessionHeld' && data.roster.filter(({ outcome }) => wasThere(outcome)).length;
    const counted = { expected: roster.length, ...(attended !== false && { attended }) };
    return { data: { providerUnitId: provider.unitId, ...counted }, units: [provider.unitId] };
  },
);
