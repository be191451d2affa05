import { words } from '#kernel';
import { RISK_BANDS } from '#contracts/rehabilitation/codes';
import { day, id, unitId } from '#contracts/schemas';
import * as q from '#platform/questions';
import { ofInmate } from '../related.read-model.js';

export const QUEUE_STAGES = words('ASSESSMENT_STAGES', {
  TO_START: 'The assessment is to be started',
  TO_COMPLETE: 'The assessment is to be completed',
  TO_RECOMMEND: "The team's recommendation is due",
});

export const queuedCase = q.related(
  q.row('QueuedCase', {
    caseId: id,
    inmateId: id,
    unitId: q.says(unitId, 'The unit that keeps the case.'),
    stage: q.says(q.codeOf(QUEUE_STAGES), 'What is waited for.'),
    since: q.maybe(q.says(day, 'The day since when it waits in its stage.')),
    riskBand: q.maybe(q.codeOf(RISK_BANDS)),
    screeningId: q.maybe(id),
    screenedOn: q.maybe(day),
    assessmentId: q.maybe(id),
    daysWaiting: q.whole,
    dueOn: q.maybe(q.says(day, 'By the days of the named template, counted from the screening.')),
    isOverdue: q.maybe(q.flag),
  }),
  ofInmate,
);
