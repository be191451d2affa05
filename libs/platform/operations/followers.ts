import { ObjectType } from '@nestjs/graphql';
import { Shown } from '../http/index.js';

const text = () => String;

/** One who follows the log, and where they are. */
@ObjectType('Follower')
export class FollowerView {
  @Shown(text, { description: 'PROJECTION, POLICY or STAFF.' }) readonly kind!: 'PROJECTION' | 'POLICY' | 'STAFF';
  @Shown(text, { description: '`<name>@<version>`.' }) readonly name!: string;
  @Shown(text) readonly state!: string;
  @Shown(text, { nullable: true, description: 'The place in the log up to which it is done.' })
  readonly position?: string;
  @Shown(text, { nullable: true, description: 'The `<type>@<version>` that only a later build knows.' })
  readonly waitsFor?: string;
  @Shown(text, { nullable: true, description: 'What is in its way.' }) readonly reason?: string;
  @Shown(text, { list: true, nullable: true, description: 'The streams that it passes by.' })
  readonly parked?: readonly string[];
}

/** What those who follow the log say of themselves. Abstract class, so it is its own injection token; the app provides it. */
export abstract class FollowersReport {
  abstract followers(): readonly FollowerView[] | Promise<readonly FollowerView[]>;
}

@ObjectType('Followers')
export class FollowersView {
  @Shown(() => FollowerView, { list: true }) readonly items!: readonly FollowerView[];
}
