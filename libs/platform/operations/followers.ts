import { words } from '#kernel';
import { instant } from '#contracts/schemas';
import { codeOf, listOf, maybe, row, type Row, says, viewOf, whole, word } from '../questions/index.js';
import type { Unrecorded } from '../repair/index.js';

const FOLLOWER_KINDS = words('FOLLOWER_KINDS', {
  PROJECTION: 'A read model',
  POLICY: 'What sends commands when something has happened',
  STAFF: 'The register of staff by which logins are known',
});

const FOLLOWER_STATES = words('FOLLOWER_STATES', {
  starting: 'It has read nothing yet',
  running: 'It is at the end of the log, or on its way',
  following: 'It is at the end of the log',
  behind: 'It reads by itself until it is where the others are',
  building: 'It reads from the first event on and is not whole yet',
  waiting: 'Only a later build knows what is in its way',
  retrying: 'A store does not answer',
  stopped: 'Only a person can make it go on',
  silent: 'Whoever runs it has not been heard of for half a minute, or ever',
  unknown: 'Nobody can be heard, or it says what only another build knows',
});
const STANDINGS = words('READ_MODEL_STANDINGS', {
  served: 'Questions are answered from it',
  beside: 'It stands beside what is served',
});

/** One who follows the log, and where they are. */
const follower = row('Follower', {
  kind: says(codeOf(FOLLOWER_KINDS), 'What it makes of it.'),
  name: says(word, '`<name>@<version>`.'),
  stands: maybe(says(codeOf(STANDINGS), 'Of a read model, whether questions are answered from it.')),
  state: says(codeOf(FOLLOWER_STATES), 'What it says itself, while it is heard of.'),
  since: maybe(says(instant, 'Since when it is in this state, as whoever runs it knows.')),
  position: maybe(says(word, 'The place in the log up to which it is done.')),
  lag: maybe(says(whole, 'How many events it has not got to yet; 1000 is as many or more.')),
  lagSeconds: maybe(says(whole, 'For how many seconds the first of these has waited.')),
  waitsFor: maybe(says(word, 'The `<type>@<version>` that only a later build knows.')),
  reason: maybe(says(word, 'What is in its way.')),
  broken: maybe(says(whole, 'How many of its documents are broken: they stay as they were.')),
  differing: maybe(
    says(whole, 'Of a read model that was built again: in how many documents it differed from what was there before.'),
  ),
  refused: maybe(says(whole, 'How often rules refused what it sent.')),
  lastRefused: maybe(says(word, 'What they refused last: the command, the code of the rule, and when.')),
  parked: maybe(says(listOf(word), 'The streams that it passes by.')),
  by: maybe(says(word, 'Who runs it: host and process.')),
  heardAt: maybe(says(instant, 'When whoever runs it was last heard of.')),
});
export type Follower = Row<typeof follower>;
export const followersRow = row('Followers', { items: listOf(follower) }, 'Everybody who follows the log.');
export const FollowersView = viewOf(followersRow);

/** A state that only another build knows is none that is known. */
export const knownStateOf = (state: string): string =>
  FOLLOWER_STATES.some((one) => one === state) ? state : 'unknown';

/** How those who follow the log are, whichever process they run in. Abstract class, so it is its own injection token; the app provides it. */
export abstract class FollowersReport {
  abstract followers(): readonly Follower[] | Promise<readonly Follower[]>;
  /** What the followers of this process pass by although the log does not say so yet. */
  abstract unrecorded(): readonly Unrecorded[];
}
