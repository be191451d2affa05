import { Int, ObjectType } from '@nestjs/graphql';
import { AnnulmentView, Shown, TellingView } from '#platform/http';

const text = () => String;
const MAYBE = { nullable: true };
const LIST = { list: true } as const;

/** The row of a file that was imported. */
@ObjectType('SourceRow')
export class SourceRowView {
  @Shown(text) readonly file!: string;
  @Shown(() => Int) readonly row!: number;
}

@ObjectType('IdentityNumber')
export class IdentityNumberView {
  @Shown(text) readonly kind!: string;
  @Shown(text) readonly country!: string;
  @Shown(text) readonly value!: string;
}

@ObjectType('InmateRegistrationTelling')
export class InmateRegistrationTelling extends TellingView {
  @Shown(text) readonly subject!: string;
  @Shown(text, MAYBE) readonly name?: string;
  @Shown(text) readonly sex!: string;
  @Shown(text, MAYBE) readonly registerNumber?: string;
  @Shown(text) readonly registerPeriod!: string;
  @Shown(text) readonly custodyStatus!: string;
  @Shown(text) readonly registeredOn!: string;
  @Shown(text, { list: true, nullable: true }) readonly aliases?: string[];
  @Shown(() => IdentityNumberView, MAYBE) readonly identityNumber?: IdentityNumberView;
  @Shown(text, { nullable: true, description: 'A day, a month or a year.' }) readonly birthDate?: string;
  @Shown(text, MAYBE) readonly offence?: string;
  @Shown(text, MAYBE) readonly room?: string;
  @Shown(() => SourceRowView, MAYBE) readonly sourceRef?: SourceRowView;
}

@ObjectType('InmateRegistration')
export class InmateRegistrationView extends InmateRegistrationTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => InmateRegistrationTelling, LIST) readonly earlier!: InmateRegistrationTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('CustodyStatusTelling')
export class CustodyStatusTelling extends TellingView {
  @Shown(text) readonly subject!: string;
  @Shown(text) readonly custodyStatus!: string;
  @Shown(text) readonly changedOn!: string;
  @Shown(text, MAYBE) readonly registerNumber?: string;
  @Shown(text, MAYBE) readonly registerPeriod?: string;
  @Shown(() => SourceRowView, MAYBE) readonly sourceRef?: SourceRowView;
}

@ObjectType('CustodyStatusChange')
export class CustodyStatusChangeView extends CustodyStatusTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => CustodyStatusTelling, LIST) readonly earlier!: CustodyStatusTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('RoomTelling')
export class RoomTelling extends TellingView {
  @Shown(text) readonly subject!: string;
  @Shown(text, MAYBE) readonly room?: string;
  @Shown(text) readonly movedOn!: string;
}

@ObjectType('RoomMove')
export class RoomMoveView extends RoomTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => RoomTelling, LIST) readonly earlier!: RoomTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

/** A place that is no unit here. */
@ObjectType('TransferDestination')
export class TransferDestinationView {
  @Shown(text, MAYBE) readonly name?: string;
  @Shown(text, { list: true, nullable: true, description: 'What can no longer be read.' })
  readonly gone?: readonly string[];
}

@ObjectType('InmateTransferTelling')
export class InmateTransferTelling extends TellingView {
  @Shown(text) readonly subject!: string;
  @Shown(text, MAYBE) readonly transferReason?: string;
  @Shown(text) readonly transferredOn!: string;
  @Shown(text, MAYBE) readonly toUnitId?: string;
  @Shown(() => TransferDestinationView, MAYBE) readonly destination?: TransferDestinationView;
}

@ObjectType('InmateTransfer')
export class InmateTransferView extends InmateTransferTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => InmateTransferTelling, LIST) readonly earlier!: InmateTransferTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('InmateTransferAcceptanceTelling')
export class InmateTransferAcceptanceTelling extends TellingView {
  @Shown(text) readonly subject!: string;
  @Shown(text) readonly transferId!: string;
  @Shown(text) readonly fromUnitId!: string;
  @Shown(text, MAYBE) readonly registerNumber?: string;
  @Shown(text) readonly registerPeriod!: string;
  @Shown(text) readonly acceptedOn!: string;
  @Shown(text) readonly acceptedBy!: string;
  @Shown(text, LIST) readonly caseIds!: string[];
}

@ObjectType('InmateTransferAcceptance')
export class InmateTransferAcceptanceView extends InmateTransferAcceptanceTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => InmateTransferAcceptanceTelling, LIST) readonly earlier!: InmateTransferAcceptanceTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('InmateReleaseTelling')
export class InmateReleaseTelling extends TellingView {
  @Shown(text) readonly subject!: string;
  @Shown(text) readonly releaseKind!: string;
  @Shown(text) readonly releasedOn!: string;
}

@ObjectType('InmateRelease')
export class InmateReleaseView extends InmateReleaseTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => InmateReleaseTelling, LIST) readonly earlier!: InmateReleaseTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('CustodyImportTelling')
export class CustodyImportTelling extends TellingView {
  @Shown(text) readonly subject!: string;
  @Shown(text, MAYBE) readonly name?: string;
  @Shown(text, { list: true, nullable: true }) readonly aliases?: string[];
  @Shown(() => IdentityNumberView, MAYBE) readonly identityNumber?: IdentityNumberView;
  @Shown(text, { nullable: true, description: 'A day, a month or a year.' }) readonly birthDate?: string;
  @Shown(text, MAYBE) readonly offence?: string;
  @Shown(text, MAYBE) readonly room?: string;
  @Shown(() => SourceRowView) readonly sourceRef!: SourceRowView;
}

@ObjectType('CustodyImport')
export class CustodyImportView extends CustodyImportTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => CustodyImportTelling, LIST) readonly earlier!: CustodyImportTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('CustodyAcknowledgementTelling')
export class CustodyAcknowledgementTelling extends TellingView {
  @Shown(text) readonly subject!: string;
  @Shown(text) readonly changeId!: string;
  @Shown(text) readonly caseId!: string;
  @Shown(text) readonly handling!: string;
  @Shown(text) readonly acknowledgedBy!: string;
  @Shown(text) readonly acknowledgedOn!: string;
}

@ObjectType('CustodyAcknowledgement')
export class CustodyAcknowledgementView extends CustodyAcknowledgementTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => CustodyAcknowledgementTelling, LIST) readonly earlier!: CustodyAcknowledgementTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('InmateMerging')
export class InmateMergingView {
  @Shown(text) readonly entryId!: string;
  @Shown(text) readonly on!: string;
  @Shown(text) readonly recordedAt!: string;
  @Shown(text) readonly recordedBy!: string;
  @Shown(text) readonly duplicateId!: string;
  @Shown(text) readonly reasonCode!: string;
}
