import { type Projection, uuidOf } from '#kernel';
import {
  DirectiveDrafted,
  DirectiveEntryAnnulled,
  DirectiveEntryCorrected,
  type DirectiveEvent,
  DirectiveIssued,
  DirectiveRevoked,
  DirectiveSuperseded,
} from '#contracts/cooperation/directive.events';
import { directiveAfter, type DirectiveDocument } from './directive.document.js';

/** One directive with the days between which it is the rule, for whoever keeps it or is addressed by it. */
export interface RuleDocument extends DirectiveDocument {
  readonly appliesTo: readonly string[];
}

export const directivesInForce: Projection<RuleDocument, DirectiveEvent> = {
  name: 'directives-in-force',
  version: 1,
  events: [
    DirectiveDrafted,
    DirectiveIssued,
    DirectiveSuperseded,
    DirectiveRevoked,
    DirectiveEntryCorrected,
    DirectiveEntryAnnulled,
  ],
  indexes: [
    ['units', 'effectiveOn'],
    ['appliesTo', 'effectiveOn'],
  ],
  documents: ({ stream }) => [uuidOf(stream)],
  fold: (document, event, id) => {
    const directive = directiveAfter(document, event, id);
    const { unitId, addressees } = directive;
    return { ...directive, appliesTo: [...new Set([unitId, ...addressees.map((addressee) => addressee.unitId)])] };
  },
};
