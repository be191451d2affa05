import { Int, ObjectType } from '@nestjs/graphql';
import { Shown } from '../http/index.js';
import type { Unrecorded } from '../repair/index.js';

const text = () => String;
const number = () => Int;
const maybe = (description: string) => ({ nullable: true, description });

/** One who follows the log, and where they are. */
@ObjectType('Follower')
export class FollowerView {
  @Shown(text, { description: 'PROJECTION, POLICY or STAFF.' }) readonly kind!: 'PROJECTION' | 'POLICY' | 'STAFF';
  @Shown(text, { description: '`<name>@<version>`.' }) readonly name!: string;
  @Shown(text, {
    description:
      'What it says itself; `silent` when whoever runs it has not been heard of for half a minute, or ever; `unknown` when nobody can be heard.',
  })
  readonly state!: string;
  @Shown(text, maybe('Since when it is in this state, as whoever runs it knows.')) readonly since?: string;
  @Shown(text, maybe('The place in the log up to which it is done.')) readonly position?: string;
  @Shown(number, maybe('How many events it has not got to yet; 1000 is as many or more.')) readonly lag?: number;
  @Shown(text, maybe('The `<type>@<version>` that only a later build knows.')) readonly waitsFor?: string;
  @Shown(text, maybe('What is in its way.')) readonly reason?: string;
  @Shown(number, maybe('How many of its documents are broken: they stay as they were.')) readonly broken?: number;
  @Shown(number, maybe('How often rules refused what it told.')) readonly refused?: number;
  @Shown(text, { list: true, nullable: true, description: 'The streams that it passes by.' })
  readonly parked?: readonly string[];
  @Shown(text, maybe('Who runs it: host and process.')) readonly by?: string;
  @Shown(text, maybe('When whoever runs it was last heard of.')) readonly heardAt?: string;
}

export type Follower = Pick<FollowerView, keyof FollowerView>;

/** How those who follow the log are, whichever process they run in. Abstract class, so it is its own injection token; the app provides it. */
export abstract class FollowersReport {
  abstract followers(): readonly Follower[] | Promise<readonly Follower[]>;
  /** What the followers of this process pass by although the log does not say so yet. */
  abstract unrecorded(): readonly Unrecorded[];
}

@ObjectType('Followers')
export class FollowersView {
  @Shown(() => FollowerView, { list: true }) readonly items!: readonly FollowerView[];
}
