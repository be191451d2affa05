import { ArgsType, Int, ObjectType } from '@nestjs/graphql';
import { IsCursor, IsLimit, Maybe, pageOf, Shown } from '../http/index.js';
import type { Alarm, AlarmDocument, ExcludedRange } from './alarms.projection.js';

const text = () => String;
const number = () => Int;
const MAYBE = { nullable: true };

@ObjectType('IntegrityAlarm')
export class AlarmView implements Alarm {
  @Shown(number) readonly revision!: number;
  @Shown(text, { description: 'What does not hold: hash, chain, envelope or schema.' }) readonly code!: string;
  @Shown(text) readonly raisedAt!: string;
}

@ObjectType('ExcludedRange')
export class ExcludedRangeView implements ExcludedRange {
  @Shown(number) readonly from!: number;
  @Shown(number) readonly to!: number;
  @Shown(text) readonly reasonCode!: string;
  @Shown(text) readonly askedBy!: string;
  @Shown(text, MAYBE) readonly approvedBy?: string;
}

/** A stream that was not what was written. */
@ObjectType('DisbelievedStream')
export class DisbelievedStreamView implements Omit<AlarmDocument, 'units'> {
  @Shown(text) readonly stream!: string;
  @Shown(() => Boolean) readonly isParked!: boolean;
  @Shown(number) readonly parkedFrom!: number;
  @Shown(text) readonly lastAlarmAt!: string;
  @Shown(() => AlarmView, { list: true }) readonly alarms!: readonly AlarmView[];
  @Shown(() => ExcludedRangeView, { nullable: true, description: 'What somebody asks to exclude.' })
  readonly asked?: ExcludedRangeView;
  @Shown(() => ExcludedRangeView, { list: true }) readonly excluded!: readonly ExcludedRangeView[];
  @Shown(text, MAYBE) readonly resumedAt?: string;
  @Shown(text, MAYBE) readonly resumedBy?: string;
}

export const DisbelievedStreamPage = pageOf(DisbelievedStreamView);

@ArgsType()
export class AlarmsFilter {
  @Maybe(number) @IsLimit() readonly limit?: number;
  @Maybe() @IsCursor() readonly after?: string;
}
