import { Int, ObjectType } from '@nestjs/graphql';
import { pageOf, Shown } from '#platform/http';
import {
  AcknowledgementView,
  AddresseeView,
  AnswerView,
  DirectiveDraftView,
  DirectiveFollowUpView,
  IssueView,
  QuestionView,
} from './directive.entry-views.js';

const text = () => String;
const whole = () => Int;
const MAYBE = { nullable: true };
const LIST = { list: true } as const;

@ObjectType({ isAbstract: true })
export abstract class ShareView {
  @Shown(whole) readonly addressed!: number;
  @Shown(whole) readonly acknowledged!: number;
  @Shown(whole, { description: 'Rounded down.' }) readonly percent!: number;
}

@ObjectType('ComplianceOfUnit')
export class UnitShareView extends ShareView {
  @Shown(text) readonly unitId!: string;
}

@ObjectType('ComplianceOfRole')
export class RoleShareView extends ShareView {
  @Shown(text) readonly role!: string;
}

@ObjectType('Compliance')
export class ComplianceView extends ShareView {
  @Shown(() => UnitShareView, LIST) readonly byUnit!: UnitShareView[];
  @Shown(() => RoleShareView, LIST) readonly byRole!: RoleShareView[];
}

@ObjectType('DirectiveSummary')
export class DirectiveSummaryView {
  @Shown(text) readonly directiveId!: string;
  @Shown(text) readonly unitId!: string;
  @Shown(text) readonly issuingUnitId!: string;
  @Shown(text) readonly number!: string;
  @Shown(text) readonly title!: string;
  @Shown(text) readonly status!: string;
  @Shown(text) readonly draftedOn!: string;
  @Shown(text, MAYBE) readonly agreementId?: string;
  @Shown(text, MAYBE) readonly issuedOn?: string;
  @Shown(text, MAYBE) readonly effectiveOn?: string;
  @Shown(text, MAYBE) readonly acknowledgeBy?: string;
  @Shown(text, { nullable: true, description: 'From this day on it is no longer in force.' })
  readonly endsOn?: string;
  @Shown(text, MAYBE) readonly successorId?: string;
  @Shown(() => AddresseeView, LIST) readonly addressees!: AddresseeView[];
  @Shown(text, LIST) readonly unacknowledged!: string[];
  @Shown(() => ComplianceView) readonly compliance!: ComplianceView;
  @Shown(whole) readonly openQuestions!: number;
  @Shown(whole) readonly revision!: number;
}

export const DirectivePage = pageOf(DirectiveSummaryView);

@ObjectType('Directive')
export class DirectiveView extends DirectiveSummaryView {
  @Shown(text) readonly text!: string;
  @Shown(() => DirectiveDraftView, LIST) readonly drafts!: DirectiveDraftView[];
  @Shown(() => IssueView, LIST) readonly issues!: IssueView[];
  @Shown(() => AcknowledgementView, LIST) readonly acknowledgements!: AcknowledgementView[];
  @Shown(() => QuestionView, LIST) readonly questions!: QuestionView[];
  @Shown(() => AnswerView, LIST) readonly answers!: AnswerView[];
  @Shown(() => DirectiveFollowUpView, LIST) readonly followUps!: DirectiveFollowUpView[];
}

@ObjectType('DirectiveInForce')
export class RuleView {
  @Shown(text) readonly directiveId!: string;
  @Shown(text) readonly number!: string;
  @Shown(text) readonly title!: string;
  @Shown(text) readonly text!: string;
  @Shown(text) readonly issuingUnitId!: string;
  @Shown(text, LIST) readonly appliesTo!: string[];
  @Shown(text) readonly effectiveOn!: string;
  @Shown(text, MAYBE) readonly endsOn?: string;
  @Shown(text, MAYBE) readonly successorId?: string;
}

export const RulePage = pageOf(RuleView);
