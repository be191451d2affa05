import { Int, ObjectType } from '@nestjs/graphql';
import { AnnulmentView, pageOf, Shown, TellingView } from '#platform/http';

const text = () => String;
const whole = () => Int;
const MAYBE = { nullable: true };
const LIST = { list: true } as const;

@ObjectType({ isAbstract: true })
abstract class AftercareTelling extends TellingView {
  @Shown(text, { list: true, nullable: true, description: 'What the role of the reader may not see.' })
  readonly withheld?: readonly string[];
}

@ObjectType('AftercarePlanTelling')
export class AftercarePlanTelling extends AftercareTelling {
  @Shown(text) readonly kind!: string;
  @Shown(text, MAYBE) readonly consentId?: string;
  @Shown(text) readonly plannedOn!: string;
  @Shown(text) readonly untilOn!: string;
  @Shown(whole) readonly contactsPlanned!: number;
  @Shown(text, MAYBE) readonly needs?: string;
}

@ObjectType('AftercarePlan')
export class AftercarePlanView extends AftercarePlanTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => AftercarePlanTelling, LIST) readonly earlier!: AftercarePlanTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('AftercareContactTelling')
export class AftercareContactTelling extends AftercareTelling {
  @Shown(text) readonly contactedOn!: string;
  @Shown(text) readonly contactedBy!: string;
  @Shown(text) readonly mode!: string;
  @Shown(text, MAYBE) readonly outcome?: string;
  @Shown(text, MAYBE) readonly note?: string;
}

@ObjectType('AftercareContact')
export class AftercareContactView extends AftercareContactTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => AftercareContactTelling, LIST) readonly earlier!: AftercareContactTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('AftercareCompletionTelling')
export class AftercareCompletionTelling extends AftercareTelling {
  @Shown(text) readonly completedOn!: string;
  @Shown(text) readonly completedBy!: string;
  @Shown(text, MAYBE) readonly outcome?: string;
}

@ObjectType('AftercareCompletion')
export class AftercareCompletionView extends AftercareCompletionTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => AftercareCompletionTelling, LIST) readonly earlier!: AftercareCompletionTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('Referral')
export class ReferralView {
  @Shown(text) readonly referralId!: string;
  @Shown(text) readonly toUnitId!: string;
  @Shown(text, MAYBE) readonly agreementId?: string;
  @Shown(text, { ...MAYBE, description: 'Only in one aftercare, and for whose role may see it.' })
  readonly reasonCode?: string;
  @Shown(text) readonly referredOn!: string;
  @Shown(text) readonly referredBy!: string;
  @Shown(text) readonly standing!: string;
  @Shown(text, MAYBE) readonly answeredOn?: string;
  @Shown(text, MAYBE) readonly answeredBy?: string;
  @Shown(text, MAYBE) readonly answerReasonCode?: string;
}

@ObjectType('AftercareSummary')
export class AftercareSummaryView {
  @Shown(text) readonly aftercareId!: string;
  @Shown(text) readonly caseId!: string;
  @Shown(text) readonly inmateId!: string;
  @Shown(text) readonly unitId!: string;
  @Shown(text) readonly status!: string;
  @Shown(text) readonly kind!: string;
  @Shown(text) readonly plannedOn!: string;
  @Shown(text) readonly untilOn!: string;
  @Shown(whole) readonly contactsPlanned!: number;
  @Shown(whole) readonly contactsDone!: number;
  @Shown(text, MAYBE) readonly lastContactOn?: string;
  @Shown(text, { nullable: true, description: 'When contacts are spread evenly; absent when none is left.' })
  readonly nextContactOn?: string;
  @Shown(() => Boolean) readonly isContactOverdue!: boolean;
  @Shown(text, MAYBE) readonly completedOn?: string;
  @Shown(text, LIST) readonly referredTo!: readonly string[];
  @Shown(() => ReferralView, LIST) readonly referrals!: ReferralView[];
  @Shown(whole) readonly revision!: number;
}

export const AftercarePage = pageOf(AftercareSummaryView);

@ObjectType('Aftercare')
export class AftercareView extends AftercareSummaryView {
  @Shown(() => AftercarePlanView, LIST) readonly plans!: AftercarePlanView[];
  @Shown(() => AftercareContactView, LIST) readonly contacts!: AftercareContactView[];
  @Shown(() => AftercareCompletionView, LIST) readonly completions!: AftercareCompletionView[];
}
