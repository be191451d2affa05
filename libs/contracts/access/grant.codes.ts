import { labels } from '#kernel';

/** Why somebody may no longer do what a grant let them. */
export const GRANT_REVOCATION_REASONS = labels('GRANT_REVOCATION_REASONS', 'clear', {
  LEFT_SERVICE: 'They no longer work there',
  OTHER_DUTIES: 'They have other duties now',
  GIVEN_IN_ERROR: 'It should not have been given',
  MISUSED: 'They used it for what it was not given for',
  NOT_NEEDED: 'A review found that nobody needs it',
});
