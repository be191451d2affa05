import { Int, ObjectType } from '@nestjs/graphql';
import { DeadlineView, pageOf, Shown } from '#platform/http';

const text = () => String;
const whole = () => Int;
const MAYBE = { nullable: true };
const LIST = { list: true } as const;
const NUMBER = { nullable: true, description: 'Absent also for who may not know it, and once it is erased.' };

@ObjectType('CaseDue')
export class DueView {
  @Shown(text, { description: 'SESSION, CONSENT_WITHDRAWN or PLANNED_END.' })
  readonly what!: 'SESSION' | 'CONSENT_WITHDRAWN' | 'PLANNED_END';
  @Shown(text) readonly on!: string;
}

@ObjectType('CaseSummary')
export class CaseSummaryView {
  @Shown(text) readonly caseId!: string;
  @Shown(text) readonly inmateId!: string;
  @Shown(text) readonly unitId!: string;
  @Shown(text, LIST) readonly providerUnitIds!: string[];
  @Shown(text, { nullable: true, description: 'To which unit its inmate is transferred, until that one accepts them.' })
  readonly transferToUnitId?: string;
  @Shown(whole) readonly episode!: number;
  @Shown(text) readonly status!: string;
  @Shown(() => Boolean) readonly open!: boolean;
  @Shown(text, { nullable: true, description: 'Absent also for who may not know it.' }) readonly riskBand?: string;
  @Shown(text, MAYBE) readonly counsellorId?: string;
  @Shown(text, MAYBE) readonly counsellorUnitId?: string;
  @Shown(text, MAYBE) readonly phase?: string;
  @Shown(text, { description: 'The day on which it came to its status.' }) readonly since!: string;
  @Shown(whole) readonly daysInStatus!: number;
  @Shown(whole, MAYBE) readonly daysInPhase?: number;
  @Shown(() => DueView, MAYBE) readonly nextDue?: DueView;
  @Shown(() => Boolean, { description: 'What is due next was due before the day asked for.' })
  readonly isLate!: boolean;
  @Shown(text, MAYBE) readonly agreementId?: string;
  @Shown(text) readonly openedOn!: string;
  @Shown(text, MAYBE) readonly admittedOn?: string;
  @Shown(text, MAYBE) readonly plannedEndOn?: string;
  @Shown(whole) readonly revision!: number;
}

export const CasePage = pageOf(CaseSummaryView);

@ObjectType('CaseProvider')
export class CaseProviderView {
  @Shown(text) readonly unitId!: string;
  @Shown(text, MAYBE) readonly agreementId?: string;
}

@ObjectType('CaseAdmission')
export class AdmissionView {
  @Shown(text, NUMBER) readonly decreeNumber?: string;
  @Shown(text) readonly decreeDate!: string;
  @Shown(text) readonly decidedBy!: string;
  @Shown(text) readonly assessmentId!: string;
  @Shown(text) readonly templateId!: string;
  @Shown(text) readonly templateCode!: string;
  @Shown(text, LIST) readonly phases!: string[];
  @Shown(text) readonly plannedEndOn!: string;
  @Shown(() => CaseProviderView, MAYBE) readonly provider?: CaseProviderView;
}

@ObjectType('CaseSession')
export class CaseSessionView {
  @Shown(text) readonly sessionId!: string;
  @Shown(text) readonly standing!: 'SCHEDULED' | 'CANCELLED' | 'HELD';
  @Shown(text, MAYBE) readonly startsAt?: string;
  @Shown(text, MAYBE) readonly endsAt?: string;
  @Shown(text, MAYBE) readonly module?: string;
  @Shown(text, MAYBE) readonly outcome?: string;
}

@ObjectType('CaseConsent')
export class CaseConsentView {
  @Shown(text) readonly consentId!: string;
  @Shown(text) readonly standing!: 'GIVEN' | 'WITHDRAWN';
  @Shown(() => DeadlineView, MAYBE) readonly deadline?: DeadlineView;
}

@ObjectType('CaseCompletion')
export class CompletionView {
  @Shown(text) readonly completedOn!: string;
  @Shown(text) readonly completedBy!: string;
  @Shown(whole) readonly plannedSessions!: number;
  @Shown(whole) readonly attendedSessions!: number;
}

@ObjectType('CaseCertificate')
export class CertificateView {
  @Shown(text, { description: 'The event by which it was issued.' }) readonly certificateId!: string;
  @Shown(text, NUMBER) readonly number?: string;
  @Shown(text) readonly templateId!: string;
  @Shown(text) readonly templateCode!: string;
  @Shown(text) readonly documentSha256!: string;
  @Shown(text) readonly issuedOn!: string;
  @Shown(text, MAYBE) readonly revokedOn?: string;
}

@ObjectType('RehabCase')
export class CaseView extends CaseSummaryView {
  @Shown(text, MAYBE) readonly recommendation?: string;
  @Shown(() => AdmissionView, MAYBE) readonly admission?: AdmissionView;
  @Shown(() => CaseSessionView, LIST) readonly sessions!: CaseSessionView[];
  @Shown(() => CaseConsentView, MAYBE) readonly consent?: CaseConsentView;
  @Shown(() => CompletionView, MAYBE) readonly completion?: CompletionView;
  @Shown(() => CertificateView, MAYBE) readonly certificate?: CertificateView;
  @Shown(() => CertificateView, LIST) readonly revokedCertificates!: CertificateView[];
  @Shown(text, MAYBE) readonly closedOn?: string;
}

@ObjectType('CaseEvent')
export class TimelineRowView {
  @Shown(text) readonly position!: string;
  @Shown(text) readonly stream!: string;
  @Shown(whole) readonly revision!: number;
  @Shown(text) readonly id!: string;
  @Shown(text) readonly type!: string;
  @Shown(text) readonly recordedAt!: string;
  @Shown(text, {
    description: 'The business day on which it happened; of a correction, that of its entry as known then.',
  })
  readonly on!: string;
  @Shown(text, { nullable: true, description: 'The instant at which it happened, when it is known.' })
  readonly occurredAt?: string;
  @Shown(text) readonly zone!: string;
  @Shown(text, { description: 'A staff id, or the name of a part of the system.' }) readonly actorId!: string;
  @Shown(text, { nullable: true, description: 'Of somebody of the staff.' }) readonly role?: string;
  @Shown(text, { nullable: true, description: 'The entry that it corrects or annuls.' }) readonly correctionOf?: string;
  @Shown(text, { list: true, description: 'Which classes it holds sealed.' }) readonly sealed!: readonly string[];
  @Shown(() => Boolean, { description: 'Its stream up to it is what was written.' }) readonly verified!: boolean;
  @Shown(text, { description: 'What it says, as JSON.' }) readonly data!: string;
}

export const TimelinePage = pageOf(TimelineRowView);
