import { factAt, type Policy, uuidOf } from '#kernel';
import * as consents from '#contracts/rehabilitation/consent.events';
import type { FollowingCommand } from '../case/case.rules.js';

const events = [
  consents.ConsentGiven,
  consents.ConsentOverridden,
  consents.ConsentWithdrawn,
  consents.ConsentEntryAnnulled,
] as const;

type Noted = Extract<consents.ConsentEvent, { type: (typeof events)[number]['type'] }>;
type Note = Pick<Extract<FollowingCommand, { type: 'NoteConsent' }>['data'], 'status' | 'deadline'>;

/** The case knows, also when it is over, whether the consent that it rests on still stands: without it, nothing is added to it. */
export const caseNotesConsent: Policy<Noted, FollowingCommand> = {
  name: 'case-notes-consent',
  events,
  react: (event) => {
    const { caseId, note } = notedBy(event);
    if (caseId === undefined) return [];
    const data = { consentId: uuidOf(event.stream), ...note, of: factAt(event) };
    return [{ target: caseId, command: { type: 'NoteConsent', data } }];
  },
};

/** What an event says of the consent, to which case; an annulment what the consent amounts to after it. */
function notedBy(event: Noted): { readonly caseId?: string; readonly note: Note } {
  if (event.type === 'ConsentEntryAnnulled') {
    const { status, caseId } = event.data.stands;
    return { ...(caseId && { caseId }), note: { status: status === 'WITHDRAWN' ? 'WITHDRAWN' : 'GIVEN' } };
  }
  const { caseId } = event.data;
  const note: Note =
    event.type === 'ConsentWithdrawn' ? { status: 'WITHDRAWN', deadline: event.data.deadline } : { status: 'GIVEN' };
  return { ...(caseId && { caseId }), note };
}
