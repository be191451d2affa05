import { IsId, IsUnitCode } from '#platform/http';
import type { Provider } from './provider.js';

/** Who serves: a unit, and the agreement under which it does when the record is another unit's. */
export class ProviderBody implements Provider {
  @IsUnitCode() readonly unitId!: string;
  @IsId({ optional: true }) readonly agreementId?: string;
}
