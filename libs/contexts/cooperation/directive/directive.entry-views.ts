import { ObjectType } from '@nestjs/graphql';
import { Shown } from '#platform/http';
import { AnnulmentView, DeadlineView, TellingView } from '#platform/http';

const text = () => String;
const MAYBE = { nullable: true };
const LIST = { list: true } as const;

@ObjectType('Addressee')
export class AddresseeView {
  @Shown(text) readonly staffId!: string;
  @Shown(text) readonly unitId!: string;
  @Shown(text) readonly role!: string;
  @Shown(text, MAYBE) readonly acknowledgedOn?: string;
}

@ObjectType('DirectiveDraftTelling')
export class DirectiveDraftTelling extends TellingView {
  @Shown(text) readonly number!: string;
  @Shown(text) readonly title!: string;
  @Shown(text) readonly text!: string;
  @Shown(text) readonly issuingUnitId!: string;
  @Shown(() => AddresseeView, LIST) readonly addressees!: AddresseeView[];
  @Shown(text, MAYBE) readonly agreementId?: string;
}

@ObjectType('DirectiveDraft')
export class DirectiveDraftView extends DirectiveDraftTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => DirectiveDraftTelling, LIST) readonly earlier!: DirectiveDraftTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('IssueTelling')
export class IssueTelling extends TellingView {
  @Shown(text) readonly number!: string;
  @Shown(text) readonly issuingUnitId!: string;
  @Shown(() => AddresseeView, LIST) readonly addressees!: AddresseeView[];
  @Shown(text) readonly issuedOn!: string;
  @Shown(text) readonly effectiveOn!: string;
  @Shown(text) readonly acknowledgeBy!: string;
  @Shown(() => DeadlineView) readonly deadline!: DeadlineView;
  @Shown(text) readonly issuedBy!: string;
}

@ObjectType('Issue')
export class IssueView extends IssueTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => IssueTelling, LIST) readonly earlier!: IssueTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('AcknowledgementTelling')
export class AcknowledgementTelling extends TellingView {
  @Shown(text) readonly acknowledgedBy!: string;
  @Shown(text) readonly acknowledgedOn!: string;
}

@ObjectType('Acknowledgement')
export class AcknowledgementView extends AcknowledgementTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => AcknowledgementTelling, LIST) readonly earlier!: AcknowledgementTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('QuestionTelling')
export class QuestionTelling extends TellingView {
  @Shown(text) readonly questionId!: string;
  @Shown(text) readonly askedBy!: string;
  @Shown(text, MAYBE) readonly question?: string;
}

@ObjectType('Question')
export class QuestionView extends QuestionTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => QuestionTelling, LIST) readonly earlier!: QuestionTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('AnswerTelling')
export class AnswerTelling extends TellingView {
  @Shown(text) readonly questionId!: string;
  @Shown(text) readonly answeredBy!: string;
  @Shown(text, MAYBE) readonly answer?: string;
}

@ObjectType('Answer')
export class AnswerView extends AnswerTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => AnswerTelling, LIST) readonly earlier!: AnswerTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('DirectiveFollowUpTelling')
export class DirectiveFollowUpTelling extends TellingView {
  @Shown(text) readonly followUpId!: string;
  @Shown(text, MAYBE) readonly report?: string;
  @Shown(text, MAYBE) readonly evidenceSha256?: string;
}

@ObjectType('DirectiveFollowUp')
export class DirectiveFollowUpView extends DirectiveFollowUpTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => DirectiveFollowUpTelling, LIST) readonly earlier!: DirectiveFollowUpTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}
