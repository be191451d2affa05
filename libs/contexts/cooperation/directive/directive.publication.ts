import { type Publication, uuidOf } from '#kernel';
import { type DirectiveEvent, DirectiveIssued } from '#contracts/cooperation/directive.events';

export const directivePublication: Publication<Extract<DirectiveEvent, { type: 'DirectiveIssued' }>> = {
  events: [DirectiveIssued],
  publish: ({ stream, data, metadata }) => {
    const { number, effectiveOn, issuingUnitId, addressees } = data;
    const addresseeUnitIds = [...new Set(addressees.map(({ unitId }) => unitId))];
    return {
      type: 'rutan.cooperation.directive-issued.v1',
      subject: uuidOf(stream),
      data: { number, effectiveOn, issuingUnitId, addresseeUnitIds },
      units: [...new Set([metadata.unitId, issuingUnitId, ...addresseeUnitIds])],
    };
  },
};
