import { Int, ObjectType } from '@nestjs/graphql';
import { Shown } from '#platform/http';

const text = () => String;

@ObjectType('CoverTakenAway')
export class TakenAwayView {
  @Shown(text) readonly type!: string;
  @Shown(() => Int) readonly revision!: number;
  @Shown(text, { description: 'The day on which it happened.' }) readonly on!: string;
  @Shown(text) readonly recordedAt!: string;
}

@ObjectType('CoverageQuestionAnswer')
export class CoverageQuestionAnswerView {
  @Shown(text) readonly answer!: string;
  @Shown(text) readonly answeredBy!: string;
  @Shown(text) readonly answeredOn!: string;
}

@ObjectType('CoverageQuestion')
export class CoverageQuestionView {
  @Shown(text) readonly sessionId!: string;
  @Shown(text) readonly agreementId!: string;
  @Shown(text) readonly unitId!: string;
  @Shown(text) readonly status!: string;
  @Shown(text) readonly module!: string;
  @Shown(text) readonly serviceOn!: string;
  @Shown(() => Int) readonly expected!: number;
  @Shown(text, { description: 'Why the agreement does not cover that day.' }) readonly why!: string;
  @Shown(() => Boolean) readonly runningCasesMayFinish!: boolean;
  @Shown(() => TakenAwayView, { description: 'The event of the agreement that took the cover away.' })
  readonly raisedBy!: TakenAwayView;
  @Shown(() => Boolean, { description: 'Neither answered nor cancelled.' }) readonly isOpen!: boolean;
  @Shown(() => CoverageQuestionAnswerView, { nullable: true }) readonly answer?: CoverageQuestionAnswerView;
}

@ObjectType('CoverageQuestions')
export class CoverageQuestionsView {
  @Shown(() => CoverageQuestionView, { list: true }) readonly items!: readonly CoverageQuestionView[];
}
