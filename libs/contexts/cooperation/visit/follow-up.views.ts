import { Int, ObjectType } from '@nestjs/graphql';
import { pageOf, Shown } from '#platform/http';
import { AnnulmentView, DeadlineView, TellingView } from '#platform/http';
import { FollowUpRaisedView } from './visit.views.js';

const text = () => String;
const MAYBE = { nullable: true };
const LIST = { list: true } as const;

@ObjectType('ExtensionTelling')
export class ExtensionTelling extends TellingView {
  @Shown(text) readonly followUpId!: string;
  @Shown(text) readonly dueOn!: string;
  @Shown(() => DeadlineView) readonly deadline!: DeadlineView;
  @Shown(text, { description: 'Why it was extended.' }) override readonly reasonCode!: string;
}

@ObjectType('Extension')
export class ExtensionView extends ExtensionTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => ExtensionTelling, LIST) readonly earlier!: ExtensionTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('CompletionTelling')
export class CompletionTelling extends TellingView {
  @Shown(text) readonly followUpId!: string;
  @Shown(text) readonly completedOn!: string;
  @Shown(text) readonly completedBy!: string;
  @Shown(text, MAYBE) readonly evidence?: string;
}

@ObjectType('Completion')
export class CompletionView extends CompletionTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => CompletionTelling, LIST) readonly earlier!: CompletionTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('VerificationTelling')
export class VerificationTelling extends TellingView {
  @Shown(text) readonly followUpId!: string;
  @Shown(text) readonly verifiedOn!: string;
  @Shown(text) readonly verifiedBy!: string;
}

@ObjectType('Verification')
export class VerificationView extends VerificationTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => VerificationTelling, LIST) readonly earlier!: VerificationTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('FollowUp')
export class FollowUpView {
  @Shown(text) readonly id!: string;
  @Shown(text) readonly visitId!: string;
  @Shown(text, { description: 'Its id in its visit, as commands name it.' }) readonly followUpId!: string;
  @Shown(text) readonly unitId!: string;
  @Shown(text) readonly visitingUnitId!: string;
  @Shown(text) readonly status!: string;
  @Shown(text) readonly ownerId!: string;
  @Shown(text) readonly ownerUnitId!: string;
  @Shown(text, MAYBE) readonly observationId?: string;
  @Shown(text) readonly raisedOn!: string;
  @Shown(text) readonly dueOn!: string;
  @Shown(text) readonly dueAt!: string;
  @Shown(text, MAYBE) readonly completedOn?: string;
  @Shown(text, MAYBE) readonly completedBy?: string;
  @Shown(text, MAYBE) readonly verifiedOn?: string;
  @Shown(text, MAYBE) readonly verifiedBy?: string;
  @Shown(() => Boolean, { description: 'Open though its due day had passed on the day asked for.' })
  readonly isLate!: boolean;
  @Shown(() => Int) readonly ageInDays!: number;
  @Shown(() => FollowUpRaisedView, LIST) readonly raised!: FollowUpRaisedView[];
  @Shown(() => ExtensionView, LIST) readonly extensions!: ExtensionView[];
  @Shown(() => CompletionView, LIST) readonly completions!: CompletionView[];
  @Shown(() => VerificationView, LIST) readonly verifications!: VerificationView[];
}

export const FollowUpPage = pageOf(FollowUpView);
