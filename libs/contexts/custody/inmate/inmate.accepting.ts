import { type Decider, refuse, staffOf, unitOfActor } from '#kernel';
import type { InmateEvent, InmateEventData } from '#contracts/custody/inmate.events';
import { type InmateRecord, isPending, mustHold, mustStandForItself, registered, takenOver } from './inmate.record.js';
import { numbered } from './inmate.registration.js';

export type Acceptance = Pick<
  InmateEventData<'InmateTransferAccepted'>,
  'registerNumber' | 'registerPeriod' | 'acceptedOn'
>;

export type AcceptingCommand =
  /** `caseIds` are the cases of this inmate that are not closed: they come with the record. */
  { type: 'AcceptTransfer'; data: Acceptance; caseIds?: readonly string[] };

export const decideAccepting: Decider<InmateRecord, AcceptingCommand, InmateEvent>['decide'] = {
  AcceptTransfer: ({ data, caseIds = [], by }, record) => {
    const inmate = registered(record);
    mustStandForItself(inmate);
    if (!isPending(inmate) || inmate.pendingTo !== unitOfActor(by)) {
      refuse('no-pending-transfer', 'No transfer of this inmate to your unit waits to be accepted.', 'R-1.7');
    }
    mustHold(takenOver(inmate, data.acceptedOn));
    const { subject, changeId: transferId, unitId: fromUnitId } = inmate;
    const taken = { transferId, fromUnitId, acceptedBy: staffOf(by), caseIds: [...caseIds] };
    return [{ type: 'InmateTransferAccepted', data: { subject, ...taken, ...numbered(data) } }];
  },
};
