import { Int, ObjectType } from '@nestjs/graphql';
import { AnnulmentView, pageOf, Shown, TellingView } from '#platform/http';
import { ProviderView } from '../provider.view.js';

const text = () => String;
const whole = () => Int;
const MAYBE = { nullable: true };
const LIST = { list: true } as const;

@ObjectType('SessionFacilitator')
export class FacilitatorView {
  @Shown(text) readonly staffId!: string;
  @Shown(text) readonly unitId!: string;
}

@ObjectType('SessionClash')
export class ClashView {
  @Shown(text) readonly sessionId!: string;
  @Shown(text, { list: true, description: 'What both need at the same time: PERSON, FACILITATOR, PLACE.' })
  readonly over!: string[];
}

@ObjectType('SessionSummary')
export class SessionSummaryView {
  @Shown(text) readonly sessionId!: string;
  @Shown(text) readonly unitId!: string;
  @Shown(text) readonly status!: string;
  @Shown(text) readonly kind!: string;
  @Shown(text) readonly module!: string;
  @Shown(text) readonly templateId!: string;
  @Shown(text) readonly providerUnitId!: string;
  @Shown(text, MAYBE) readonly agreementId?: string;
  @Shown(text, MAYBE) readonly catchUpOf?: string;
  @Shown(text) readonly place!: string;
  @Shown(text) readonly startsAt!: string;
  @Shown(text) readonly endsAt!: string;
  @Shown(text, { description: 'The business day on which it starts.' }) readonly serviceOn!: string;
  @Shown(text, LIST) readonly facilitatorIds!: string[];
  @Shown(whole) readonly expected!: number;
  @Shown(whole, { nullable: true, description: 'How many came; absent before it was held.' })
  readonly attended?: number;
  @Shown(() => ClashView, LIST) readonly clashes!: ClashView[];
  @Shown(whole) readonly revision!: number;
}

export const SessionPage = pageOf(SessionSummaryView);

@ObjectType('SessionRosterLine')
export class RosterLineView {
  @Shown(text) readonly subject!: string;
  @Shown(text) readonly caseId!: string;
  @Shown(text, MAYBE) readonly outcome?: string;
  @Shown(text, { nullable: true, description: 'When what was said first was amended.' }) readonly amendedOn?: string;
  @Shown(text, MAYBE) readonly absenceReason?: string;
  @Shown(text, MAYBE) readonly note?: string;
  @Shown(text, { list: true, nullable: true }) readonly gone?: string[];
}

@ObjectType('SessionOverride')
export class SessionOverrideView {
  @Shown(text) readonly overriddenBy!: string;
  @Shown(text, MAYBE) readonly reason?: string;
  @Shown(text, { list: true, nullable: true }) readonly gone?: string[];
}

@ObjectType('SessionAppointmentTelling')
export class AppointmentTelling extends TellingView {
  @Shown(() => ProviderView) readonly provider!: ProviderView;
  @Shown(text) readonly place!: string;
  @Shown(text) readonly startsAt!: string;
  @Shown(text) readonly endsAt!: string;
  @Shown(() => FacilitatorView, { list: true, nullable: true }) readonly facilitators?: FacilitatorView[];
  @Shown(() => RosterLineView, LIST) readonly roster!: RosterLineView[];
  @Shown(() => SessionOverrideView, MAYBE) readonly override?: SessionOverrideView;
}

@ObjectType('SessionAppointment')
export class AppointmentView extends AppointmentTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => AppointmentTelling, LIST) readonly earlier!: AppointmentTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('SessionCancellation')
export class SessionCancellationView extends TellingView {
  @Shown(text) readonly entryId!: string;
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('SessionHoldingTelling')
export class HoldingTelling extends TellingView {
  @Shown(text) readonly heldOn!: string;
  @Shown(text) readonly startsAt!: string;
  @Shown(text) readonly endsAt!: string;
  @Shown(() => FacilitatorView, LIST) readonly facilitators!: FacilitatorView[];
  @Shown(() => RosterLineView, LIST) readonly roster!: RosterLineView[];
}

@ObjectType('SessionHolding')
export class HoldingView extends HoldingTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => HoldingTelling, LIST) readonly earlier!: HoldingTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('SessionAmendment')
export class AmendmentView extends TellingView {
  @Shown(text) readonly entryId!: string;
  @Shown(text) readonly subject!: string;
  @Shown(text) readonly caseId!: string;
  @Shown(text) readonly outcome!: string;
  @Shown(text) readonly amendedOn!: string;
  @Shown(text) readonly amendedBy!: string;
  @Shown(() => Boolean, { description: 'After the window of the programme had passed.' }) readonly late!: boolean;
  @Shown(text, MAYBE) readonly absenceReason?: string;
  @Shown(text, MAYBE) readonly note?: string;
  @Shown(text, MAYBE) readonly reason?: string;
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('SessionCoverageAnswer')
export class CoverageAnswerView extends TellingView {
  @Shown(text) readonly entryId!: string;
  @Shown(text) readonly agreementId!: string;
  @Shown(text) readonly answer!: string;
  @Shown(text) readonly answeredBy!: string;
  @Shown(text, MAYBE) readonly note?: string;
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

/** Whoever may know only the roster is shown no outcomes and none of the lists after it. */
@ObjectType('Session')
export class SessionView extends SessionSummaryView {
  @Shown(() => RosterLineView, LIST) readonly roster!: RosterLineView[];
  @Shown(() => AppointmentView, { list: true, nullable: true }) readonly appointments?: AppointmentView[];
  @Shown(() => SessionCancellationView, { list: true, nullable: true })
  readonly cancellations?: SessionCancellationView[];
  @Shown(() => HoldingView, { list: true, nullable: true }) readonly holdings?: HoldingView[];
  @Shown(() => AmendmentView, { list: true, nullable: true }) readonly amendments?: AmendmentView[];
  @Shown(() => CoverageAnswerView, { list: true, nullable: true }) readonly answers?: CoverageAnswerView[];
}
