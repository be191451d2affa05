import { IsId, IsUnitCode } from '#platform/http';
import type { Provider } from './provider.js';

/** Who serves: a unit, and the agreement under which it does when the record is another unit's. */
export class ProviderBody implements Provider {
  @IsUnitCode('The unit that serves') readonly unitId!: string;
  @IsId({ optional: true, says: 'The agreement under which it does, when it is not the unit that keeps the record' })
  readonly agreementId?: string;
}
