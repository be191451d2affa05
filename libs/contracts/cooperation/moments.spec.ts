import { atInstant, type Moment, onDay, RECORDING } from '#kernel';
import { agreementEvents } from './agreement.events.js';
import { directiveEvents } from './directive.events.js';
import { visitEvents } from './visit.events.js';

const definitions = [...agreementEvents, ...visitEvents, ...directiveEvents];

/** What happened on a day or at an instant that it says itself; all else when it was told: its days are planned, due or take effect. */
const moments: Readonly<Record<string, Moment>> = {
  AgreementDiscussed: onDay('heldOn'),
  AgreementSignedByParty: onDay('signedOn'),
  MoUSigned: onDay('signedOn'),
  PksSigned: onDay('signedOn'),
  AddendumSignedByParty: onDay('signedOn'),
  AgreementAmended: onDay('signedOn'),
  AgreementEvaluated: onDay('evaluatedOn'),
  AgreementRenewed: onDay('renewedOn'),
  AgreementSuspended: onDay('suspendedOn'),
  AgreementResumed: onDay('resumedOn'),
  AgreementTerminated: onDay('noticeOn'),
  VisitStarted: atInstant('arrivedAt'),
  VisitConcluded: atInstant('departedAt'),
  FollowUpCompleted: onDay('completedOn'),
  FollowUpVerified: onDay('verifiedOn'),
  DirectiveIssued: onDay('issuedOn'),
  DirectiveAcknowledged: onDay('acknowledgedOn'),
};

describe('the moment of an event of cooperation (D1)', () => {
  it.each(definitions.map(({ type, moment }) => ({ type, moment })))('of $type', ({ type, moment }) => {
    expect(moment).toEqual(moments[type] ?? RECORDING);
  });

  it('is no day on which something is planned, due or takes effect', () => {
    const days = definitions.flatMap(({ moment }) => ('day' in moment ? [moment.day] : []));
    const never = ['plannedOn', 'dueOn', 'acknowledgeBy', 'effectiveOn', 'endsOn', 'endedOn'];
    expect(days.filter((day) => never.includes(day))).toEqual([]);
  });
});
