import { provider } from '#contracts/rehabilitation/provider';
import { row, says, viewOf } from '#platform/questions';

/** Who serves: a unit, and the agreement under which it does when the record is another unit's. */
export const providerRow = row(
  'Provider',
  {
    unitId: says(provider.properties.unitId, 'The unit that serves.'),
    agreementId: says(provider.properties.agreementId, 'The agreement under which it serves another unit.'),
  },
  'Who serves, and under which agreement.',
);
export const ProviderView = viewOf(providerRow);
export type ProviderView = (typeof providerRow)['static'];
