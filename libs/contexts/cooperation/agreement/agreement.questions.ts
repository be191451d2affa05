import { Transform } from 'class-transformer';
import { ArgsType, Field, Int } from '@nestjs/graphql';
import { AGREEMENT_KINDS, type AgreementKind, type Service, SERVICES } from '#contracts/cooperation/codes';
import { IsBusinessDay, IsCode, IsCursor, IsId, IsLimit, IsUnitCode, IsWhole, Maybe } from '#platform/http';
import { AGREEMENT_STATUSES, type AgreementStatus } from './agreement-register.projection.js';
import type { AgreementQuestion } from './agreements.query.js';
import type { CoverageQuestion } from './coverage.query.js';

const OPTIONAL = { optional: true };

@ArgsType()
export class AgreementFilter implements AgreementQuestion {
  @Maybe() @IsCode(AGREEMENT_STATUSES, OPTIONAL) readonly status?: AgreementStatus;
  @Maybe() @IsCode(AGREEMENT_KINDS, OPTIONAL) readonly kind?: AgreementKind;
  @Maybe() @IsUnitCode(OPTIONAL) readonly unitId?: string;
  @Maybe() @IsCode(SERVICES, OPTIONAL) readonly service?: Service;
  @Maybe(() => Int)
  @Transform(({ value }) => (typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : (value as unknown)))
  @IsWhole(0, 3650, OPTIONAL)
  readonly expiringWithinDays?: number;
  @Maybe() @IsBusinessDay(OPTIONAL) readonly on?: string;
  @Maybe(() => Int) @IsLimit() readonly limit?: number;
  @Maybe() @IsCursor() readonly after?: string;
}

@ArgsType()
export class DayFilter {
  @Maybe() @IsBusinessDay(OPTIONAL) readonly on?: string;
}

@ArgsType()
export class AgreementOnDay extends DayFilter {
  @Field(() => String) @IsId() readonly id!: string;
}

@ArgsType()
export class CoverageFilter implements CoverageQuestion {
  @Field(() => String) @IsCode(SERVICES) readonly service!: Service;
  @Field(() => String) @IsUnitCode() readonly unitId!: string;
  @Field(() => String) @IsBusinessDay() readonly on!: string;
}
