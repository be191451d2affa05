import { type Projection, saidNow, uuidOf } from '#kernel';
import { type DirectiveEntry, type DirectiveEvent, directiveEvents } from '#contracts/cooperation/directive.events';
import { directiveAfter, type DirectiveDocument } from './directive.document.js';

export interface Acknowledgement {
  readonly staffId: string;
  readonly acknowledgedOn: string;
}

/** One directive and who has acknowledged it. */
export interface ComplianceDocument extends DirectiveDocument {
  readonly acknowledgements: readonly Acknowledgement[];
  /** Staff ids of addressees who have not acknowledged it; nobody before it is issued. */
  readonly unacknowledged: readonly string[];
  readonly openQuestions: number;
}

export const directiveCompliance: Projection<ComplianceDocument, DirectiveEvent> = {
  name: 'directive-compliance',
  version: 1,
  events: directiveEvents,
  indexes: [
    ['units', 'draftedOn'],
    ['units', 'status', 'draftedOn'],
    ['unacknowledged', 'draftedOn'],
  ],
  documents: ({ stream }) => [uuidOf(stream)],
  fold: (document, event, id) => {
    const directive = directiveAfter(document, event, id);
    const { entries, addressees, issuedOn } = directive;
    const acknowledgements = saidNow<DirectiveEntry, 'DirectiveAcknowledged'>(entries, 'DirectiveAcknowledged').map(
      ({ acknowledgedBy, acknowledgedOn }) => ({ staffId: acknowledgedBy, acknowledgedOn }),
    );
    const hasAcknowledged = new Set(acknowledgements.map(({ staffId }) => staffId));
    const answered = new Set(
      saidNow<DirectiveEntry, 'DirectiveClarificationAnswered'>(entries, 'DirectiveClarificationAnswered').map(
        ({ questionId }) => questionId,
      ),
    );
    const asked = saidNow<DirectiveEntry, 'DirectiveClarificationAsked'>(entries, 'DirectiveClarificationAsked');
    const addressed = issuedOn === undefined ? [] : addressees.map(({ staffId }) => staffId);
    return {
      ...directive,
      acknowledgements,
      unacknowledged: addressed.filter((staffId) => !hasAcknowledged.has(staffId)),
      openQuestions: asked.filter(({ questionId }) => !answered.has(questionId)).length,
    };
  },
};
