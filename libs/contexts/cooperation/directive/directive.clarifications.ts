import { type Asker, staffOf, unitOfActor } from '#kernel';
import { issued, type Parties, type Rules } from './directive.record.js';
import { refuse } from './directive.refusals.js';

export const decideClarifications: Rules<'AskDirectiveClarification' | 'AnswerDirectiveClarification'> = {
  AskDirectiveClarification: ({ data, by }, { now }) => {
    if (issued(now).questions.some(({ questionId }) => questionId === data.questionId)) {
      refuse('question-repeated', { questionId: data.questionId });
    }
    return [{ type: 'DirectiveClarificationAsked', data: { ...data, askedBy: staffOf(by) } }];
  },

  AnswerDirectiveClarification: ({ data, by }, { now }) => {
    const directive = issued(now);
    mustAnswer(directive, by);
    const { questionId } = data;
    const asked =
      directive.questions.find((one) => one.questionId === questionId) ??
      refuse('unknown-question', { questionId, questionIds: directive.questions.map((one) => one.questionId) });
    if (asked.isAnswered) refuse('already-answered', { questionId });
    return [{ type: 'DirectiveClarificationAnswered', data: { ...data, answeredBy: staffOf(by) } }];
  },
};

export function mustAnswer({ issuingUnitId }: Parties, by: Asker['by']): void {
  if (unitOfActor(by) !== issuingUnitId) refuse('answer-not-authorised', { issuingUnitId });
}
