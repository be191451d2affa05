import { type Publication, uuidOf } from '#kernel';
import type { FindingRating } from '#contracts/cooperation/codes';
import { VisitConcluded, type VisitEvent } from '#contracts/cooperation/visit.events';

export const visitPublication: Publication<Extract<VisitEvent, { type: 'VisitConcluded' }>> = {
  events: [VisitConcluded],
  publish: ({ stream, data, metadata }) => {
    const { visitingUnitId, announced, findings, followUpIds } = data;
    const rated = (wanted: FindingRating): number => findings.filter(({ rating }) => rating === wanted).length;
    return {
      type: 'rutan.cooperation.visit-concluded.v1',
      subject: uuidOf(stream),
      data: {
        visitingUnitId,
        announced,
        findings: { minor: rated('MINOR'), major: rated('MAJOR'), critical: rated('CRITICAL') },
        followUps: followUpIds.length,
      },
      units: [metadata.unitId, visitingUnitId],
    };
  },
};
