import { words } from '#kernel';
import { RISK_BANDS } from '#contracts/rehabilitation/codes';
import { day, id, unitId } from '#contracts/schemas';
import { codeOf, flag, maybe, related, row, says, whole } from '#platform/questions';
import { ofInmate } from '../related.read-model.js';

export const QUEUE_STAGES = words('ASSESSMENT_STAGES', {
  TO_START: 'The assessment is to be started',
  TO_COMPLETE: 'The assessment is to be completed',
  TO_RECOMMEND: "The team's recommendation is due",
});

export const queuedCase = related(
  row('QueuedCase', {
    caseId: id,
    inmateId: id,
    unitId: says(unitId, 'The unit that keeps the case.'),
    stage: says(codeOf(QUEUE_STAGES), 'What is waited for.'),
    since: maybe(says(day, 'The day since when it waits in its stage.')),
    riskBand: maybe(codeOf(RISK_BANDS)),
    screeningId: maybe(id),
    screenedOn: maybe(day),
    assessmentId: maybe(id),
    daysWaiting: whole,
    dueOn: maybe(says(day, 'By the days of the named template, counted from the screening.')),
    isOverdue: maybe(flag),
  }),
  ofInmate,
);
