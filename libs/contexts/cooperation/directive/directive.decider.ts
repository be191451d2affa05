import { type Aggregate, mustHaveHappened, refuse, staffOf } from '#kernel';
import type { DirectiveEvent } from '#contracts/cooperation/directive.events';
import { decideClarifications } from './directive.clarifications.js';
import { decideCorrections } from './directive.corrections.js';
import { decideEnds } from './directive.end.js';
import {
  type Directive,
  type DirectiveCommand,
  type DirectiveDecider,
  directiveEntries,
  type DirectiveRecord,
  dueAtEndOf,
  issued,
  mustBeIssuer,
  mustHold,
  refuseAnnulled,
  refuseIssued,
  unitsOf,
} from './directive.record.js';

const decider: DirectiveDecider = {
  initial: directiveEntries.initial,

  decide: {
    DraftDirective: ({ data }, { now }) => {
      if (now.status === 'annulled') refuseAnnulled();
      if (now.status !== 'absent') {
        refuse('directive-already-drafted', 'This directive was drafted already.', 'R-10.1');
      }
      return [{ type: 'DirectiveDrafted', data }];
    },

    IssueDirective: ({ data, by, today }, { now }) => {
      const draft = drafted(now);
      mustBeIssuer(draft, by);
      mustHaveHappened(data.issuedOn, today);
      mustHold({ ...draft, status: 'issued', ...data, acknowledgements: [], questions: [], followUpIds: [] });
      const { number, issuingUnitId, addressees } = draft;
      const deadline = dueAtEndOf(draft, data.acknowledgeBy);
      const said = { number, issuingUnitId, addressees, ...data, deadline, issuedBy: staffOf(by) };
      return [{ type: 'DirectiveIssued', data: said }];
    },

    AcknowledgeDirective: ({ data, today, is }, { now }) => {
      const directive = issued(now);
      const { staffId } =
        directive.addressees.find((addressee) => is(addressee.staffId)) ??
        refuse('not-addressed', 'This directive is not addressed to you.', 'R-10.1');
      const { acknowledgements } = directive;
      if (acknowledgements.some((one) => is(one.staffId))) return [];
      mustHaveHappened(data.acknowledgedOn, today);
      mustHold({ ...directive, acknowledgements: [...acknowledgements, { staffId, ...data }] });
      return [{ type: 'DirectiveAcknowledged', data: { acknowledgedBy: staffId, ...data } }];
    },

    RecordDirectiveFollowUp: ({ data, by }, { now }) => {
      if (issued(now).followUpIds.includes(data.followUpId)) {
        refuse('follow-up-repeated', 'This directive has a follow-up with that id.', 'R-10.1');
      }
      return [{ type: 'DirectiveFollowUpRecorded', data: { ...data, recordedBy: staffOf(by) } }];
    },

    ...decideClarifications,
    ...decideEnds,
    ...decideCorrections,
  },

  evolve: {
    DirectiveDrafted: directiveEntries.told,
    DirectiveIssued: directiveEntries.told,
    DirectiveAcknowledged: directiveEntries.told,
    DirectiveClarificationAsked: directiveEntries.told,
    DirectiveClarificationAnswered: directiveEntries.told,
    DirectiveSuperseded: directiveEntries.told,
    DirectiveRevoked: directiveEntries.told,
    DirectiveFollowUpRecorded: directiveEntries.told,
    DirectiveEntryCorrected: directiveEntries.corrected,
    DirectiveEntryAnnulled: directiveEntries.annulled,
  },
};

export const directive: Aggregate<DirectiveRecord, DirectiveCommand, DirectiveEvent> = {
  name: 'directive',
  decider,
  unitsOf: ({ now }) => unitsOf(now),
};

function drafted(directive: Directive): Extract<Directive, { status: 'drafted' }> {
  if (directive.status === 'drafted') return directive;
  if (directive.status === 'annulled') return refuseAnnulled();
  if (directive.status === 'absent') refuse('directive-not-drafted', 'There is nothing to issue yet.', 'R-10.1');
  return refuseIssued();
}
