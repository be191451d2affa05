import { type Publication, type Published, type Projected, uuidOf } from '#kernel';
import * as sessions from '#contracts/rehabilitation/session.events';
import { wasThere } from './session.attendees.js';

const events = [
  sessions.SessionScheduled,
  sessions.CatchUpScheduled,
  sessions.RehabSessionHeld,
  sessions.SessionCancelled,
] as const;
type Input = Extract<sessions.SessionEvent, { type: (typeof events)[number]['type'] }>;

/** How many were expected and came; who they are does not leave. */
export const sessionPublication: Publication<Input> = {
  events,
  publish: (event) => ({
    ...saidBy(event),
    subject: uuidOf(event.stream),
    units: [...new Set([event.metadata.unitId, event.data.provider.unitId])],
  }),
};

function saidBy({ type, data }: Projected<Input>): Pick<Published, 'type' | 'data'> {
  const expected = data.roster.length;
  const providerUnitId = data.provider.unitId;
  switch (type) {
    case 'SessionScheduled':
    case 'CatchUpScheduled': {
      const { kind, module, startsAt, endsAt } = data;
      const scheduled = { kind, module, startsAt, endsAt, providerUnitId, expected };
      return { type: 'rutan.rehabilitation.session-scheduled.v1', data: scheduled };
    }
    case 'RehabSessionHeld': {
      const { module, startsAt, endsAt, heldOn, roster } = data;
      const attended = roster.filter(({ outcome }) => wasThere(outcome)).length;
      const held = { module, startsAt, endsAt, heldOn, providerUnitId, expected, attended };
      return { type: 'rutan.rehabilitation.session-held.v1', data: held };
    }
    case 'SessionCancelled':
      return {
        type: 'rutan.rehabilitation.session-cancelled.v1',
        data: { reasonCode: data.reasonCode, providerUnitId, expected },
      };
  }
}
