import { mustHaveHappened, staffOf, unitOfActor } from '#kernel';
import type { InmateEventData } from '#contracts/custody/inmate.events';
import * as state from './inmate.record.js';
import { numbered } from './inmate.registration.js';
import { object, refuse } from './inmate.refusals.js';

export const decideLeaving: state.Rules<
  'TransferInmate' | 'AcceptTransfer' | 'ReleaseInmate' | 'AcknowledgeCustodyChange'
> = {
  TransferInmate: ({ data, facts: { isKnownUnit }, today }, record) => {
    const { subject, unitId } = mustBeAbleToLeave(record, data.transferredOn, today);
    mustHaveOneDestination(data, unitId, isKnownUnit);
    return [{ type: 'InmateTransferred', data: { subject, ...data } }];
  },

  AcceptTransfer: ({ data, facts: { caseIds }, by }, record) => {
    const inmate = state.registered(record);
    state.mustStandForItself(inmate);
    const unitId = unitOfActor(by);
    if (!state.isPending(inmate) || inmate.pendingTo !== unitId) refuse('no-pending-transfer', { unitId });
    state.mustHold(state.takenOver(inmate, data.acceptedOn));
    const { subject, changeId: transferId, unitId: fromUnitId } = inmate;
    const taken = { transferId, fromUnitId, acceptedBy: staffOf(by), caseIds: [...caseIds] };
    return [{ type: 'InmateTransferAccepted', data: { subject, ...taken, ...numbered(data) } }];
  },

  ReleaseInmate: ({ data, today }, record) => {
    const { subject } = mustBeAbleToLeave(record, data.releasedOn, today);
    return [{ type: 'InmateReleased', data: { subject, ...data } }];
  },

  AcknowledgeCustodyChange: ({ data: { changeId, caseId, handling }, facts: { isTheirs }, by, today }, record) => {
    const inmate = state.registered(record);
    state.mustKeep(inmate, { by });
    if (inmate.status !== 'left' || inmate.changeId !== changeId) refuse('unknown-custody-change', { changeId });
    if (!isTheirs) refuse('case-of-another', { caseId });
    const earlier = inmate.acknowledgements.find((one) => one.changeId === changeId && one.caseId === caseId);
    if (earlier?.handling === handling) return [];
    if (earlier !== undefined) refuse('change-acknowledged', { handling: earlier.handling });
    const acknowledged = { changeId, caseId, handling, acknowledgedBy: staffOf(by), acknowledgedOn: today };
    return [{ type: 'CustodyChangeAcknowledged', data: { subject: inmate.subject, ...acknowledged } }];
  },
};

/** Refuses a transfer unless it says either the other unit that it goes to or the name of another place. */
function mustHaveOneDestination(
  { toUnitId, destination }: Pick<InmateEventData<'InmateTransferred'>, 'toUnitId' | 'destination'>,
  unitId: string,
  isKnownUnit: boolean,
): void {
  if ((toUnitId === undefined) === (destination === undefined)) {
    refuse('one-destination', { given: destination === undefined ? 'neither is' : 'both are' });
  }
  if (toUnitId === unitId) refuse('transfer-to-own-unit', { unitId });
  if (toUnitId !== undefined && !isKnownUnit) object('destination-unknown', { toUnitId }, { toUnitId });
}

function mustBeAbleToLeave(record: state.InmateRecord, leftOn: string, today: string) {
  const inmate = state.inCustody(record);
  mustHaveHappened(leftOn, today);
  state.mustHold({ ...inmate, status: 'left', leftOn, changeId: '' });
  return inmate;
}
