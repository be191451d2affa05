import { Int, ObjectType } from '@nestjs/graphql';
import { pageOf, Shown } from '#platform/http';
import {
  CustodyAcknowledgementView,
  CustodyImportView,
  CustodyStatusChangeView,
  InmateMergingView,
  InmateRegistrationView,
  InmateReleaseView,
  InmateTransferAcceptanceView,
  InmateTransferView,
  RoomMoveView,
} from './inmate.entry-views.js';

const text = () => String;
const whole = () => Int;
const flag = () => Boolean;
const MAYBE = { nullable: true };
const LIST = { list: true } as const;

@ObjectType('InmateLeaving')
export class InmateLeavingView {
  @Shown(text) readonly how!: string;
  @Shown(text) readonly on!: string;
  @Shown(text, MAYBE) readonly releaseKind?: string;
  @Shown(text, MAYBE) readonly toUnitId?: string;
}

@ObjectType('InmateSummary')
export class InmateSummaryView {
  @Shown(text) readonly inmateId!: string;
  @Shown(text) readonly subject!: string;
  @Shown(text) readonly unitId!: string;
  @Shown(text) readonly custodyStatus!: string;
  @Shown(text) readonly sex!: string;
  @Shown(text) readonly registerPeriod!: string;
  @Shown(text, { description: 'When they came into that register, from another unit too.' })
  readonly registeredOn!: string;
  @Shown(() => InmateLeavingView, MAYBE) readonly left?: InmateLeavingView;
  @Shown(text, { nullable: true, description: 'The unit that has yet to accept the transfer.' })
  readonly pendingTo?: string;
  @Shown(text, { nullable: true, description: 'The record that stands for the person: this one is a duplicate.' })
  readonly survivorId?: string;
  @Shown(text, LIST) readonly duplicateIds!: string[];
  @Shown(flag) readonly annulled!: boolean;
  @Shown(flag, { description: 'Whether this is the record of somebody who is here.' }) readonly present!: boolean;
  @Shown(whole) readonly revision!: number;
}

export const InmatePage = pageOf(InmateSummaryView);

@ObjectType('Inmate')
export class InmateView extends InmateSummaryView {
  @Shown(() => InmateRegistrationView, LIST) readonly registrations!: InmateRegistrationView[];
  @Shown(() => CustodyStatusChangeView, LIST) readonly statusChanges!: CustodyStatusChangeView[];
  @Shown(() => RoomMoveView, LIST) readonly moves!: RoomMoveView[];
  @Shown(() => InmateTransferView, LIST) readonly transfers!: InmateTransferView[];
  @Shown(() => InmateTransferAcceptanceView, LIST) readonly acceptances!: InmateTransferAcceptanceView[];
  @Shown(() => InmateReleaseView, LIST) readonly releases!: InmateReleaseView[];
  @Shown(() => CustodyImportView, LIST) readonly imports!: CustodyImportView[];
  @Shown(() => CustodyAcknowledgementView, LIST) readonly acknowledgements!: CustodyAcknowledgementView[];
  @Shown(() => InmateMergingView, LIST) readonly merges!: InmateMergingView[];
  @Shown(() => InmateMergingView, LIST) readonly unmerges!: InmateMergingView[];
}

@ObjectType('CustodyChange')
export class CustodyChangeView {
  @Shown(text) readonly inmateId!: string;
  @Shown(text) readonly unitId!: string;
  @Shown(text) readonly changeId!: string;
  @Shown(text) readonly caseId!: string;
  @Shown(text) readonly how!: string;
  @Shown(text) readonly on!: string;
  @Shown(flag) readonly acknowledged!: boolean;
  @Shown(text, MAYBE) readonly acknowledgedBy?: string;
  @Shown(text, MAYBE) readonly acknowledgedOn?: string;
  @Shown(text, MAYBE) readonly handling?: string;
  @Shown(whole) readonly daysOpen!: number;
}

export const CustodyChangePage = pageOf(CustodyChangeView);
