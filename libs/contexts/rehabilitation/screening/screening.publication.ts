import { publicationOf } from '#kernel';
import { InmateScreened } from '#contracts/rehabilitation/screening.events';

export const screeningPublication = publicationOf(
  'rehabilitation',
  [[InmateScreened, 'inmate-screened', 'caseId', 'screenedOn']],
  ({ data }) => ({ units: [data.provider.unitId] }),
);
