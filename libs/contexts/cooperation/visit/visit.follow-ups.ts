import { type Asker, endOfDay, mustHaveHappened, staffOf } from '#kernel';
import { MOST_OF_VISIT } from '#contracts/cooperation/visit.events';
import * as record from './visit.record.js';
import { refuse } from './visit.refusals.js';

export const decideFollowUps: Pick<
  record.Rules,
  'AddFollowUp' | 'CompleteFollowUp' | 'ExtendFollowUp' | 'VerifyFollowUp'
> = {
  AddFollowUp: ({ data }, { now }) => {
    const visit = record.begun(now);
    const { followUpId, observationId, owner, dueOn } = data;
    if (visit.followUps.some((known) => known.followUpId === followUpId)) refuse('follow-up-repeated', { followUpId });
    if (visit.followUps.length === MOST_OF_VISIT) refuse('too-many-follow-ups', { mostOfVisit: MOST_OF_VISIT });
    mustBeOfVisit(visit, owner.unitId);
    const added: record.FollowUp = { status: 'open', followUpId, ...(observationId && { observationId }), dueOn };
    record.mustHold({ ...visit, followUps: [...visit.followUps, added] });
    const deadline = dueAtEndOf(visit, dueOn);
    return [{ type: 'FollowUpRaised', data: { ...data, visitingUnitId: visit.visitingUnitId, deadline } }];
  },

  CompleteFollowUp: ({ data, by, today }, { now }) => {
    const { visit, followUp } = asked(now, data.followUpId);
    if (followUp.status !== 'open') refuseCompleted(followUp);
    mustHaveHappened(data.completedOn, today);
    record.mustHold(changed(visit, { ...followUp, ...data, status: 'completed', completedBy: staffOf(by) }));
    return [{ type: 'FollowUpCompleted', data: { ...data, completedBy: staffOf(by) } }];
  },

  ExtendFollowUp: ({ data }, { now }) => {
    const { visit, followUp } = asked(now, data.followUpId);
    if (followUp.status !== 'open') refuseCompleted(followUp);
    if (data.dueOn <= followUp.dueOn) refuse('not-an-extension', { dueOn: followUp.dueOn, asked: data.dueOn });
    return [{ type: 'FollowUpExtended', data: { ...data, deadline: dueAtEndOf(visit, data.dueOn) } }];
  },

  VerifyFollowUp: ({ data, by, today, is }, { now }) => {
    const { visit, followUp } = asked(now, data.followUpId);
    const { followUpId } = data;
    if (followUp.status === 'verified') refuse('follow-up-verified', { followUpId, verifiedOn: followUp.verifiedOn });
    if (followUp.status === 'open') {
      refuse('follow-up-not-completed', { followUpId, status: followUp.dueOn < today ? 'LATE' : 'OPEN' });
    }
    mustBeSomebodyElse(followUp.completedBy, is);
    mustHaveHappened(data.verifiedOn, today);
    record.mustHold(changed(visit, { ...followUp, ...data, status: 'verified' }));
    return [{ type: 'FollowUpVerified', data: { ...data, verifiedBy: staffOf(by) } }];
  },
};

/** Until the last instant of that day where the visit was. */
const dueAtEndOf = ({ zone }: record.UnderWay, day: string) => ({
  rule: 'R-6.2',
  ruleVersion: 1,
  dueAt: endOfDay(zone, day),
});

/** Whoever owns a follow-up must be able to see it. */
function mustBeOfVisit({ unitId, visitingUnitId }: record.UnderWay, ownerUnitId: string): void {
  if (ownerUnitId !== unitId && ownerUnitId !== visitingUnitId) {
    refuse('owner-outside-visit', { ownerUnitId, unitId, visitingUnitId });
  }
}

function asked(now: record.Visit, followUpId: string): { visit: record.BegunVisit; followUp: record.FollowUp } {
  const visit = record.begun(now);
  const followUp =
    visit.followUps.find((known) => known.followUpId === followUpId) ??
    refuse('unknown-follow-up', { followUpId, followUpIds: visit.followUps.map((known) => known.followUpId) });
  return { visit, followUp };
}

const changed = (visit: record.BegunVisit, followUp: record.FollowUp): record.Visit => ({
  ...visit,
  followUps: visit.followUps.map((known) => (known.followUpId === followUp.followUpId ? followUp : known)),
});

const refuseCompleted = ({ followUpId, completedOn }: Exclude<record.FollowUp, { status: 'open' }>): never =>
  refuse('follow-up-completed', { followUpId, completedOn });

function mustBeSomebodyElse(completedBy: string, is: Asker['is']): void {
  if (is(completedBy)) refuse('verifier-is-completer');
}
