import { labels, type SealClass, switches } from '#kernel';

/** What a destruction takes away: which kinds of sealed properties nobody can open any more. */
export const DESTROYED_CLASSES = switches('DESTROYED_CLASSES', 'clear', {
  health: 'What speaks of their health',
  identity: 'What says who they are',
  narrative: 'What was written in words',
  security: 'What matters to security',
} satisfies Readonly<Record<SealClass, string>>);

export const DESTRUCTION_GROUNDS = labels('DESTRUCTION_GROUNDS', 'clear', {
  RETENTION_ENDED: 'The time for which it must be kept is over',
  SUBJECT_REQUEST: 'The person asked for it',
  COURT_ORDER: 'A court orders it',
  CONSENT_WITHDRAWN: 'Consent was withdrawn',
});
