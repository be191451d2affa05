import { publicationOf } from '#kernel';
import type { FindingRating } from '#contracts/cooperation/codes';
import { VisitConcluded } from '#contracts/cooperation/visit.events';

export const visitPublication = publicationOf(
  'cooperation',
  [[VisitConcluded, 'visit-concluded', 'visitingUnitId', 'announced']],
  ({ data: { visitingUnitId, findings, followUpIds } }) => {
    const rated = (wanted: FindingRating): number => findings.filter(({ rating }) => rating === wanted).length;
    const counted = { minor: rated('MINOR'), major: rated('MAJOR'), critical: rated('CRITICAL') };
    return { data: { findings: counted, followUps: followUpIds.length }, units: [visitingUnitId] };
  },
);
