import { ObjectType } from '@nestjs/graphql';
import { Shown } from '#platform/http';
import type { Provider } from './facts.rules.js';

/** Who serves: a unit, and the agreement under which it does when the record is another unit's. */
@ObjectType('Provider')
export class ProviderView implements Provider {
  @Shown(() => String) readonly unitId!: string;
  @Shown(() => String, { nullable: true }) readonly agreementId?: string;
}
