import { type Asker, refuse, staffOf, unitOfActor } from '#kernel';
import { issued, type Parties, type Rules } from './directive.record.js';

export const decideClarifications: Rules<'AskDirectiveClarification' | 'AnswerDirectiveClarification'> = {
  AskDirectiveClarification: ({ data, by }, { now }) => {
    if (issued(now).questions.some(({ questionId }) => questionId === data.questionId)) {
      refuse('question-repeated', 'This directive has a question with that id.', 'R-10.1');
    }
    return [{ type: 'DirectiveClarificationAsked', data: { ...data, askedBy: staffOf(by) } }];
  },

  AnswerDirectiveClarification: ({ data, by }, { now }) => {
    const directive = issued(now);
    mustAnswer(directive, by);
    const asked =
      directive.questions.find(({ questionId }) => questionId === data.questionId) ??
      refuse('unknown-question', 'Nobody asked a question with that id.', 'R-10.1');
    if (asked.isAnswered) refuse('already-answered', 'This question was answered already.', 'R-10.1');
    return [{ type: 'DirectiveClarificationAnswered', data: { ...data, answeredBy: staffOf(by) } }];
  },
};

/** Refuses whoever is not of the unit that issues the directive. */
export function mustAnswer({ issuingUnitId }: Parties, by: Asker['by']): void {
  if (unitOfActor(by) !== issuingUnitId) {
    refuse('answer-not-authorised', 'Only the issuing unit answers questions about its directive.', 'R-10.1');
  }
}
