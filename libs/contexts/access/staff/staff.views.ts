import { Int, ObjectType } from '@nestjs/graphql';
import { pageOf, Shown } from '#platform/http';

const text = () => String;
const MAYBE = { nullable: true };
const GONE = { list: true, nullable: true, description: 'What can no longer be read.' } as const;

/** Somebody of the staff as whoever must name them sees them. */
@ObjectType('Colleague')
export class ColleagueView {
  @Shown(text) readonly staffId!: string;
  @Shown(text, MAYBE) readonly name?: string;
  @Shown(text) readonly unitId!: string;
  @Shown(text) readonly role!: string;
  @Shown(text, GONE) readonly gone?: readonly string[];
}

export const ColleaguePage = pageOf(ColleagueView);

@ObjectType('StaffRecord')
export class StaffRecordView extends ColleagueView {
  @Shown(text, { nullable: true, description: 'The employee number, for themselves and who administers their unit.' })
  readonly number?: string;
  @Shown(text) readonly registeredOn!: string;
  @Shown(() => Int, { description: 'How many logins are linked to the record.' }) readonly logins!: number;
  @Shown(() => Int) readonly revision!: number;
}

@ObjectType('Me')
export class MeView {
  @Shown(text, { description: 'Under which whoever asks acts.' }) readonly staffId!: string;
  @Shown(() => Boolean, { description: 'Whether others can name them.' }) readonly registered!: boolean;
  @Shown(text) readonly role!: string;
  @Shown(text) readonly unitId!: string;
  @Shown(text, MAYBE) readonly name?: string;
  @Shown(text, GONE) readonly gone?: readonly string[];
}
