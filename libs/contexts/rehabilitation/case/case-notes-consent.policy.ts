import { factAt, type Policy, uuidOf } from '#kernel';
import {
  ConsentEntryAnnulled,
  type ConsentEvent,
  ConsentGiven,
  ConsentOverridden,
  ConsentWithdrawn,
} from '#contracts/rehabilitation/consent.events';
import type { FollowingCommand } from './case.following.js';

const events = [ConsentGiven, ConsentOverridden, ConsentWithdrawn, ConsentEntryAnnulled] as const;

type Noted = Extract<ConsentEvent, { type: (typeof events)[number]['type'] }>;

/** The open case knows whether the consent that it rests on still stands: without it, nothing is added to it. */
export const caseNotesConsent: Policy<Noted, FollowingCommand> = {
  name: 'case-notes-consent',
  events,
  react: (event) => {
    const { caseId } = event.data;
    if (caseId === undefined) return [];
    const standing =
      event.type === 'ConsentWithdrawn'
        ? { standing: 'WITHDRAWN' as const, deadline: event.data.deadline }
        : { standing: 'GIVEN' as const };
    const data = { consentId: uuidOf(event.stream), ...standing, of: factAt(event) };
    return [{ target: caseId, command: { type: 'NoteConsent', data } }];
  },
};
