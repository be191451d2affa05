import { type Publication, uuidOf } from '#kernel';
import { InmateScreened, type ScreeningEvent } from '#contracts/rehabilitation/screening.events';

export const screeningPublication: Publication<Extract<ScreeningEvent, { type: 'InmateScreened' }>> = {
  events: [InmateScreened],
  publish: ({ stream, data: { caseId, screenedOn, provider }, metadata: { unitId } }) => ({
    type: 'rutan.rehabilitation.inmate-screened.v1',
    subject: uuidOf(stream),
    data: { caseId, screenedOn },
    units: [...new Set([unitId, provider.unitId])],
  }),
};
