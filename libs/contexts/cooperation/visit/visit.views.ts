import { Int, ObjectType } from '@nestjs/graphql';
import { pageOf, Shown } from '#platform/http';
import { AnnulmentView, DeadlineView, TellingView } from '#platform/http';

const text = () => String;
const whole = () => Int;
const MAYBE = { nullable: true };
const LIST = { list: true } as const;

@ObjectType('TeamMember')
export class TeamMemberView {
  @Shown(text) readonly staffId!: string;
  @Shown(text) readonly function!: string;
}

@ObjectType('AssignmentLetter')
export class AssignmentLetterView {
  @Shown(text, MAYBE) readonly number?: string;
  @Shown(text) readonly issuedOn!: string;
  @Shown(text, { list: true, nullable: true }) readonly gone?: readonly string[];
}

@ObjectType('StaffOfUnit')
export class StaffOfUnitView {
  @Shown(text) readonly staffId!: string;
  @Shown(text) readonly unitId!: string;
}

@ObjectType('ArrivalTelling')
export class ArrivalTelling extends TellingView {
  @Shown(text) readonly visitingUnitId!: string;
  @Shown(text) readonly arrivedAt!: string;
  @Shown(text) readonly purpose!: string;
  @Shown(() => Boolean) readonly announced!: boolean;
  @Shown(text, MAYBE) readonly programme?: string;
  @Shown(text, MAYBE) readonly followUpOf?: string;
  @Shown(text, MAYBE) readonly agreementId?: string;
  @Shown(() => TeamMemberView, LIST) readonly team!: TeamMemberView[];
  @Shown(() => AssignmentLetterView) readonly assignmentLetter!: AssignmentLetterView;
}

@ObjectType('Arrival')
export class ArrivalView extends ArrivalTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => ArrivalTelling, LIST) readonly earlier!: ArrivalTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('ObservationTelling')
export class ObservationTelling extends TellingView {
  @Shown(text) readonly observationId!: string;
  @Shown(text) readonly topic!: string;
  @Shown(text, MAYBE) readonly rating?: string;
  @Shown(text, MAYBE) readonly text?: string;
}

@ObjectType('Observation')
export class ObservationView extends ObservationTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => ObservationTelling, LIST) readonly earlier!: ObservationTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('FollowUpTelling')
export class FollowUpTelling extends TellingView {
  @Shown(text) readonly followUpId!: string;
  @Shown(text, MAYBE) readonly observationId?: string;
  @Shown(text) readonly visitingUnitId!: string;
  @Shown(() => StaffOfUnitView) readonly owner!: StaffOfUnitView;
  @Shown(text) readonly dueOn!: string;
  @Shown(() => DeadlineView) readonly deadline!: DeadlineView;
  @Shown(text, MAYBE) readonly text?: string;
}

@ObjectType('FollowUpRaised')
export class FollowUpRaisedView extends FollowUpTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => FollowUpTelling, LIST) readonly earlier!: FollowUpTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('Finding')
export class FindingView {
  @Shown(text) readonly observationId!: string;
  @Shown(text) readonly rating!: string;
  @Shown(text, LIST) readonly followUpIds!: string[];
}

@ObjectType('ConclusionTelling')
export class ConclusionTelling extends TellingView {
  @Shown(text) readonly visitingUnitId!: string;
  @Shown(() => Boolean) readonly announced!: boolean;
  @Shown(text) readonly departedAt!: string;
  @Shown(() => FindingView, LIST) readonly findings!: FindingView[];
  @Shown(text, LIST) readonly followUpIds!: string[];
}

@ObjectType('Conclusion')
export class ConclusionView extends ConclusionTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => ConclusionTelling, LIST) readonly earlier!: ConclusionTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('VisitSummary')
export class VisitSummaryView {
  @Shown(text) readonly visitId!: string;
  @Shown(text) readonly unitId!: string;
  @Shown(text) readonly visitingUnitId!: string;
  @Shown(text) readonly status!: string;
  @Shown(() => Boolean) readonly announced!: boolean;
  @Shown(text) readonly purpose!: string;
  @Shown(text, { description: 'The day of arrival; before that, the day it is planned on.' })
  readonly visitedOn!: string;
  @Shown(text, MAYBE) readonly arrivedAt?: string;
  @Shown(text, MAYBE) readonly departedAt?: string;
  @Shown(text, MAYBE) readonly programme?: string;
  @Shown(text, MAYBE) readonly followUpOf?: string;
  @Shown(text, MAYBE) readonly agreementId?: string;
  @Shown(whole) readonly minorFindings!: number;
  @Shown(whole) readonly majorFindings!: number;
  @Shown(whole) readonly criticalFindings!: number;
  @Shown(whole) readonly followUps!: number;
  @Shown(whole) readonly revision!: number;
}

export const VisitPage = pageOf(VisitSummaryView);

@ObjectType('Visit')
export class VisitView extends VisitSummaryView {
  @Shown(() => ArrivalView, LIST) readonly arrivals!: ArrivalView[];
  @Shown(() => ObservationView, LIST) readonly observations!: ObservationView[];
  @Shown(() => FollowUpRaisedView, LIST) readonly raised!: FollowUpRaisedView[];
  @Shown(() => ConclusionView, LIST) readonly conclusions!: ConclusionView[];
}
