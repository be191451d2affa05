import { publicationOf } from '#kernel';
import { DirectiveIssued } from '#contracts/cooperation/directive.events';

export const directivePublication = publicationOf(
  'cooperation',
  [[DirectiveIssued, 'directive-issued', 'number', 'effectiveOn', 'issuingUnitId']],
  ({ data: { issuingUnitId, addressees } }) => {
    const addresseeUnitIds = [...new Set(addressees.map(({ unitId }) => unitId))];
    return { data: { addresseeUnitIds }, units: [issuingUnitId, ...addresseeUnitIds] };
  },
);
