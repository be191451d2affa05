import { type Asker, staffOf, unitOfActor } from '#kernel';
import { issued, type Parties, type Rules } from './directive.record.js';
import { refuse } from './directive.refusals.js';

export const decideClarifications: Rules<'AskDirectiveClarification' | 'AnswerDirectiveClarification'> = {
  AskDirectiveClarification: ({ data, by }, { now }) => {
    if (issued(now).questions.some(({ questionId }) => questionId === data.questionId)) {
      refuse('question-repeated');
    }
    return [{ type: 'DirectiveClarificationAsked', data: { ...data, askedBy: staffOf(by) } }];
  },

  AnswerDirectiveClarification: ({ data, by }, { now }) => {
    const directive = issued(now);
    mustAnswer(directive, by);
    const asked =
      directive.questions.find(({ questionId }) => questionId === data.questionId) ?? refuse('unknown-question');
    if (asked.isAnswered) refuse('already-answered');
    return [{ type: 'DirectiveClarificationAnswered', data: { ...data, answeredBy: staffOf(by) } }];
  },
};

/** Refuses whoever is not of the unit that issues the directive. */
export function mustAnswer({ issuingUnitId }: Parties, by: Asker['by']): void {
  if (unitOfActor(by) !== issuingUnitId) {
    refuse('answer-not-authorised');
  }
}
