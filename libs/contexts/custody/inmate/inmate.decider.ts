import { type Asker, correctionsOf, type Aggregate } from '#kernel';
import { type InmateEntry, type InmateEvent, inmateEvents } from '#contracts/custody/inmate.events';
import { decideLeaving } from './inmate.leaving.js';
import { decideMerging } from '../merging/inmate.merging.js';
import * as its from './inmate.record.js';
import { decideRegistration } from './inmate.registration.js';
import { refuse } from './inmate.refusals.js';

const mayChange = (now: its.Inmate, by: Asker['by']): void => {
  its.mustKeep(now, { by });
};
const mayAnnul = { merge: () => refuse('merge-not-annullable'), acceptance: () => refuse('acceptance-not-annullable') };
const ofMerge = { mayChange, mayAnnul: mayAnnul.merge };
const numbers = ['registerNumber', 'registerPeriod'];
const ofPerson = ['name', 'aliases', 'identityNumber', 'birthDate', 'offence', 'room'];

export const rules = { ...decideRegistration, ...decideLeaving, ...decideMerging };

export const corrections = correctionsOf<its.Inmate, its.InmateCommand, InmateEntry, 'Inmate'>(
  'Inmate',
  its.inmateEntries,
  rules,
  {
    InmateRegistered: {
      by: 'RegisterInmate',
      kept: ['sourceRef'],
      retained: ['subject'],
      corrected: { as: 'registration', fields: [...ofPerson, 'sex', ...numbers, 'custodyStatus', 'registeredOn'] },
      mayChange,
    },
    CustodyStatusChanged: {
      by: 'ChangeCustodyStatus',
      kept: ['sourceRef'],
      corrected: { as: 'statusChange', fields: ['custodyStatus', 'changedOn', ...numbers] },
      mayChange,
    },
    RoomMoved: { by: 'MoveRoom', kept: [], corrected: { as: 'move', fields: ['room', 'movedOn'] }, mayChange },
    InmateTransferred: {
      by: 'TransferInmate',
      kept: [],
      corrected: { as: 'transfer', fields: ['transferReason', 'transferredOn', 'toUnitId', 'destination'] },
      mayChange,
    },
    InmateTransferAccepted: {
      by: 'AcceptTransfer',
      kept: [],
      corrected: { as: 'acceptance', fields: ['acceptedOn', ...numbers] },
      mayChange,
      mayAnnul: mayAnnul.acceptance,
    },
    InmateReleased: {
      by: 'ReleaseInmate',
      kept: [],
      corrected: { as: 'release', fields: ['releaseKind', 'releasedOn'] },
      mayChange,
    },
    InmateRecordsMerged: { by: 'MergeDuplicate', kept: ['duplicateId', 'reasonCode'], ...ofMerge },
    InmateRecordsUnmerged: { by: 'UnmergeDuplicate', kept: ['duplicateId', 'reasonCode'], ...ofMerge },
    InmateMarkedDuplicate: { by: 'MarkDuplicate', kept: ['survivorId'], ...ofMerge },
    InmateUnmarkedDuplicate: { by: 'UnmarkDuplicate', kept: ['survivorId'], ...ofMerge },
    CustodyFactImported: { by: 'ImportCustodyFact', kept: [...ofPerson, 'sourceRef'], mayChange },
    CustodyChangeAcknowledged: { by: 'AcknowledgeCustodyChange', kept: ['changeId', 'caseId', 'handling'], mayChange },
  },
);

/** The people of the unit whose register it is act on an inmate; on a transfer those of the other unit too, to accept it. */
export const inmate: Aggregate<its.InmateRecord, its.InmateCommand, InmateEvent> = {
  name: 'inmate',
  decider: its.inmateEntries.decider(inmateEvents, { ...rules, ...corrections.rules }),
  unitsOf: ({ now }) => (now.status === 'absent' ? [] : [now.unitId, ...(its.isPending(now) ? [now.pendingTo] : [])]),
  aboutOf: ({ now }) => (now.status === 'absent' ? [] : [{ subject: now.subject }]),
};
