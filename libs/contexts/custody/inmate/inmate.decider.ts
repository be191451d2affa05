import type { Aggregate, Decider } from '#kernel';
import type { InmateEvent } from '#contracts/custody/inmate.events';
import { type AcceptingCommand, decideAccepting } from './inmate.accepting.js';
import { type CorrectionCommand, decideCorrections } from './inmate.corrections.js';
import { decideLeaving, type LeavingCommand } from './inmate.leaving.js';
import { decideMerging, type MergingCommand } from './inmate.merging.js';
import { inmateEntries, type InmateRecord, isPending } from './inmate.record.js';
import { decideRegistration, type RegistrationCommand } from './inmate.registration.js';

export type InmateCommand =
  RegistrationCommand | LeavingCommand | AcceptingCommand | MergingCommand | CorrectionCommand;

const decider: Decider<InmateRecord, InmateCommand, InmateEvent> = {
  initial: inmateEntries.initial,
  decide: { ...decideRegistration, ...decideLeaving, ...decideAccepting, ...decideMerging, ...decideCorrections },
  evolve: {
    InmateRegistered: inmateEntries.told,
    CustodyStatusChanged: inmateEntries.told,
    RoomMoved: inmateEntries.told,
    InmateTransferred: inmateEntries.told,
    InmateTransferAccepted: inmateEntries.told,
    InmateReleased: inmateEntries.told,
    InmateRecordsMerged: inmateEntries.told,
    InmateRecordsUnmerged: inmateEntries.told,
    InmateMarkedDuplicate: inmateEntries.told,
    InmateUnmarkedDuplicate: inmateEntries.told,
    CustodyFactImported: inmateEntries.told,
    CustodyChangeAcknowledged: inmateEntries.told,
    InmateEntryCorrected: inmateEntries.corrected,
    InmateEntryAnnulled: inmateEntries.annulled,
  },
};

/** The people of the unit whose register it is act on an inmate; on a transfer those of the other unit too, to accept it. */
export const inmate: Aggregate<InmateRecord, InmateCommand, InmateEvent> = {
  name: 'inmate',
  decider,
  unitsOf: ({ now }) => (now.status === 'absent' ? [] : [now.unitId, ...(isPending(now) ? [now.pendingTo] : [])]),
  aboutOf: ({ now }) => (now.status === 'absent' ? [] : [{ subject: now.subject }]),
};
