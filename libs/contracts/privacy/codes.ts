import { labels, SEAL_CLASSES, switches } from '#kernel';

/** What a destruction takes away: which kinds of sealed properties nobody can open any more. */
export const DESTROYED_CLASSES = switches('DESTROYED_CLASSES', 'clear', SEAL_CLASSES);

export const DESTRUCTION_GROUNDS = labels('DESTRUCTION_GROUNDS', 'clear', [
  'RETENTION_ENDED',
  'SUBJECT_REQUEST',
  'COURT_ORDER',
  'CONSENT_WITHDRAWN',
] as const);
