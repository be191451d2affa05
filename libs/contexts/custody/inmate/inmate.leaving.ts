import { type Decider, mustHaveHappened, refuse, staffOf } from '#kernel';
import type { InmateEvent, InmateEventData } from '#contracts/custody/inmate.events';
import { inCustody, type InmateRecord, mustHold, mustKeep, registered } from './inmate.record.js';

export type LeavingCommand =
  /** `isKnownUnit` is whether the register of units has `toUnitId`. */
  | { type: 'TransferInmate'; data: Omit<InmateEventData<'InmateTransferred'>, 'subject'>; isKnownUnit?: boolean }
  | { type: 'ReleaseInmate'; data: Omit<InmateEventData<'InmateReleased'>, 'subject'> }
  /** `isTheirs` is whether the case was opened for this inmate. */
  | {
      type: 'AcknowledgeCustodyChange';
      data: Pick<InmateEventData<'CustodyChangeAcknowledged'>, 'changeId' | 'caseId' | 'handling'>;
      isTheirs?: boolean;
    };

export const decideLeaving: Decider<InmateRecord, LeavingCommand, InmateEvent>['decide'] = {
  TransferInmate: ({ data, isKnownUnit, today }, record) => {
    const { subject, unitId } = mustBeAbleToLeave(record, data.transferredOn, today);
    mustHaveOneDestination(data, unitId, isKnownUnit);
    return [{ type: 'InmateTransferred', data: { subject, ...data } }];
  },

  ReleaseInmate: ({ data, today }, record) => {
    const { subject } = mustBeAbleToLeave(record, data.releasedOn, today);
    return [{ type: 'InmateReleased', data: { subject, ...data } }];
  },

  AcknowledgeCustodyChange: ({ data: { changeId, caseId, handling }, isTheirs, by, today }, record) => {
    const inmate = registered(record);
    mustKeep(inmate, { by });
    if (inmate.status !== 'left' || inmate.changeId !== changeId) {
      refuse('unknown-custody-change', 'This inmate has not left by an entry with that id.', 'R-1.3');
    }
    if (isTheirs !== true) refuse('case-of-another', 'This inmate has no case with that id.', 'R-1.3');
    const earlier = inmate.acknowledgements.find((one) => one.changeId === changeId && one.caseId === caseId);
    if (earlier?.handling === handling) return [];
    if (earlier !== undefined) {
      refuse('change-acknowledged', 'Somebody has acknowledged this already, with another handling.', 'R-1.3');
    }
    const acknowledged = { changeId, caseId, handling, acknowledgedBy: staffOf(by), acknowledgedOn: today };
    return [{ type: 'CustodyChangeAcknowledged', data: { subject: inmate.subject, ...acknowledged } }];
  },
};

/** Refuses a transfer unless it says either the other unit that it goes to or the name of another place. */
export function mustHaveOneDestination(
  { toUnitId, destination }: Pick<InmateEventData<'InmateTransferred'>, 'toUnitId' | 'destination'>,
  unitId: string,
  isKnownUnit = false,
): void {
  if ((toUnitId === undefined) === (destination === undefined)) {
    refuse('one-destination', 'Say the unit that the inmate goes to, or, when it is no unit here, its name.', 'R-1.2');
  }
  if (toUnitId === unitId) refuse('transfer-to-own-unit', 'An inmate is transferred to another unit.', 'R-1.2');
  if (toUnitId !== undefined && !isKnownUnit) {
    refuse('destination-unknown', 'There is no such unit in the register: name the destination instead.', 'R-1.2');
  }
}

function mustBeAbleToLeave(record: InmateRecord, leftOn: string, today: string) {
  const inmate = inCustody(record);
  mustHaveHappened(leftOn, today);
  mustHold({ ...inmate, status: 'left', leftOn, changeId: '' });
  return inmate;
}
