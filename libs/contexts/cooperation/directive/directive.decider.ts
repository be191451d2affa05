import { type Asker, correctionsOf, type Aggregate } from '#kernel';
import { type DirectiveEntry, type DirectiveEvent, directiveEvents } from '#contracts/cooperation/directive.events';
import { mustAnswer } from './directive.clarifications.js';
import { rules } from './directive.rules.js';
import { refuse } from './directive.refusals.js';
import * as record from './directive.record.js';

export const corrections = correctionsOf<record.Directive, record.DirectiveCommand, DirectiveEntry, 'Directive'>(
  'Directive',
  record.directiveEntries,
  rules,
  {
    DirectiveDrafted: {
      by: 'DraftDirective',
      kept: ['issuingUnitId'],
      corrected: {
        as: 'draft',
        fields: ['number', 'title', 'text', 'addressees', 'agreementId'],
        may: record.drafted,
      },
    },
    DirectiveIssued: {
      by: 'IssueDirective',
      kept: [],
      corrected: { as: 'issue', fields: ['issuedOn', 'effectiveOn', 'acknowledgeBy'] },
      mayChange: among(record.mustBeIssuer),
    },
    DirectiveAcknowledged: {
      by: 'AcknowledgeDirective',
      kept: [],
      corrected: { as: 'acknowledgement', fields: ['acknowledgedOn'] },
    },
    DirectiveClarificationAsked: {
      by: 'AskDirectiveClarification',
      kept: ['questionId'],
      corrected: { as: 'question', fields: ['question'] },
    },
    DirectiveClarificationAnswered: {
      by: 'AnswerDirectiveClarification',
      kept: ['questionId'],
      corrected: { as: 'answer', fields: ['answer'] },
      mayChange: among(mustAnswer),
    },
    DirectiveFollowUpRecorded: {
      by: 'RecordDirectiveFollowUp',
      kept: ['followUpId'],
      corrected: { as: 'followUp', fields: ['report', 'evidenceSha256'] },
    },
    DirectiveSuperseded: {
      by: 'SupersedeDirective',
      kept: ['successorId', 'effectiveOn'],
      mayChange: among(record.mustBeIssuer),
    },
    DirectiveRevoked: {
      by: 'RevokeDirective',
      kept: ['reasonCode', 'effectiveOn'],
      mayChange: among(record.mustBeIssuer),
    },
  },
);

/** A rule about the parties, of a directive that is there. */
function among(mayDo: (parties: record.Parties, by: Asker['by']) => void) {
  return (now: record.Directive, by: Asker['by']): void => {
    if (now.status === 'absent') refuse('directive-not-drafted');
    if (now.status === 'annulled') record.refuseAnnulled(now);
    mayDo(now, by);
  };
}

export const directive: Aggregate<record.DirectiveRecord, record.DirectiveCommand, DirectiveEvent> = {
  name: 'directive',
  decider: record.directiveEntries.decider(directiveEvents, { ...rules, ...corrections.rules }),
  unitsOf: ({ now }) => record.unitsOf(now),
};
