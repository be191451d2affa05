import { Int, ObjectType } from '@nestjs/graphql';
import { pageOf, Shown } from '#platform/http';
import type { AgreementKind, Article, Service } from '#contracts/cooperation/codes';
import type { AgreementStatus } from './agreement-register.projection.js';
import type { AgreementInFull, AgreementStanding, AgreementSummary, Approval, Remark } from './agreements.query.js';
import type { CoverageAnswer, Covering } from './coverage.query.js';

const text = () => String;
const MAYBE = { nullable: true };
const LIST = { list: true } as const;

@ObjectType('Party')
export class PartyView {
  @Shown(text) readonly partyId!: string;
  @Shown(text) readonly institution!: string;
  @Shown(text, MAYBE) readonly unitId?: string;
  @Shown(text) readonly address!: string;
  @Shown(text, { description: 'Of who signs for it.' }) readonly office!: string;
}

@ObjectType('ScopeItem')
export class ScopeItemView {
  @Shown(text) readonly service!: Service;
  @Shown(text, LIST) readonly unitIds!: string[];
}

@ObjectType('Signature')
export class SignatureView {
  @Shown(text) readonly partyId!: string;
  @Shown(text) readonly signedOn!: string;
}

@ObjectType('AgreementSummary')
export class AgreementSummaryView implements AgreementSummary {
  @Shown(text) readonly agreementId!: string;
  @Shown(text) readonly kind!: AgreementKind;
  @Shown(text) readonly title!: string;
  @Shown(text, { nullable: true, description: 'Given when the text was approved for signing.' })
  readonly number?: string;
  @Shown(text, { nullable: true, description: 'Of the text that was approved for signing.' })
  readonly textSha256?: string;
  @Shown(text, { description: 'What was decided last.' }) readonly status!: AgreementStatus;
  @Shown(text, { description: 'Where it stands on the day asked for, computed from its dates.' })
  readonly standing!: AgreementStanding;
  @Shown(text) readonly ownerUnitId!: string;
  @Shown(() => PartyView, LIST) readonly parties!: PartyView[];
  @Shown(() => ScopeItemView, LIST) readonly scope!: ScopeItemView[];
  @Shown(text, LIST) readonly services!: Service[];
  @Shown(text) readonly effectiveOn!: string;
  @Shown(text, { description: 'Its last day, as amended.' }) readonly endsOn!: string;
  @Shown(() => Boolean) readonly runningCasesMayFinish!: boolean;
  @Shown(() => SignatureView, LIST) readonly signatures!: SignatureView[];
  @Shown(text, MAYBE) readonly parentAgreementId?: string;
  @Shown(text, MAYBE) readonly successorId?: string;
  @Shown(text, MAYBE) readonly suspendedOn?: string;
  @Shown(text, MAYBE) readonly terminatedOn?: string;
  @Shown(text, MAYBE) readonly evaluatedOn?: string;
  @Shown(() => Int) readonly revision!: number;
}

export const AgreementPage = pageOf(AgreementSummaryView);

@ObjectType('Clause')
export class ClauseView {
  @Shown(text) readonly article!: Article;
  @Shown(text) readonly text!: string;
}

@ObjectType('Addendum')
export class AddendumView {
  @Shown(() => Int) readonly number!: number;
  @Shown(text) readonly title!: string;
  @Shown(text) readonly text!: string;
  @Shown(text) readonly effectiveOn!: string;
  @Shown(() => ScopeItemView, { list: true, nullable: true }) readonly scope?: ScopeItemView[];
  @Shown(text, MAYBE) readonly endsOn?: string;
  @Shown(() => SignatureView, LIST) readonly signatures!: SignatureView[];
  @Shown(() => Boolean) readonly isSigned!: boolean;
}

@ObjectType('Remark')
export class RemarkView implements Remark {
  @Shown(text, { description: 'The event it was written beside.' }) readonly type!: string;
  @Shown(text) readonly on!: string;
  @Shown(text) readonly recordedAt!: string;
  @Shown(text) readonly by!: string;
  @Shown(text, MAYBE) readonly comment?: string;
  @Shown(text, { list: true, nullable: true, description: 'Set when the key of the comment is gone.' })
  readonly gone?: string[];
}

@ObjectType('AgreementApproval')
export class ApprovalView implements Approval {
  @Shown(text) readonly on!: string;
  @Shown(text) readonly by!: string;
  @Shown(text, { nullable: true, description: 'Where it is signed.' }) readonly place?: string;
  @Shown(text, { list: true, nullable: true, description: 'Set when the key of the place is gone.' })
  readonly gone?: string[];
}

@ObjectType('Agreement')
export class AgreementView extends AgreementSummaryView implements AgreementInFull {
  @Shown(() => ClauseView, LIST) readonly clauses!: ClauseView[];
  @Shown(() => AddendumView, LIST) readonly addenda!: AddendumView[];
  @Shown(() => RemarkView, LIST) readonly remarks!: RemarkView[];
  @Shown(() => ApprovalView, MAYBE) readonly approval?: ApprovalView;
}

@ObjectType('Covering')
export class CoveringView {
  @Shown(text) readonly agreementId!: string;
  @Shown(text) readonly kind!: AgreementKind;
  @Shown(() => Boolean) readonly covered!: boolean;
  @Shown(() => Int, { nullable: true, description: 'Of the signing or amendment whose text applies on that day.' })
  readonly revision?: number;
  @Shown(text, MAYBE) readonly effectiveOn?: string;
  @Shown(text, MAYBE) readonly endsOn?: string;
  @Shown(() => Boolean) readonly runningCasesMayFinish!: boolean;
  @Shown(text, { nullable: true, description: 'Why it does not cover.' }) readonly why?: string;
}

@ObjectType('Coverage')
export class CoverageView implements Omit<CoverageAnswer, 'agreements'> {
  @Shown(text) readonly service!: Service;
  @Shown(text) readonly unitId!: string;
  @Shown(text) readonly on!: string;
  @Shown(() => Boolean) readonly covered!: boolean;
  @Shown(() => CoveringView, LIST) readonly agreements!: readonly Covering[];
}
