import { type Decider, type Entries, entriesOf, refuse } from '#kernel';
import type { CustodyStatus } from '#contracts/custody/codes';
import type { InmateEntry } from '#contracts/custody/inmate.events';

/** Another record that stands for the same person as this one. */
interface Duplicate {
  readonly duplicateId: string;
  readonly subject: string;
}

interface Acknowledgement {
  readonly changeId: string;
  readonly caseId: string;
  readonly handling: string;
}

/** Whom the record is about and whose register it is in; it stays known when the registration is annulled. */
interface Person {
  readonly subject: string;
  readonly unitId: string;
}

export interface Registered extends Person {
  readonly registeredOn: string;
  readonly custodyStatus: CustodyStatus;
  /** Since when that has been the status; a change of an earlier day that is told later is history. */
  readonly statusSince: string;
  /** The earliest and the latest day of the facts told since the registration; absent when there is none. */
  readonly facts?: { readonly first: string; readonly last: string };
  readonly duplicates: readonly Duplicate[];
  /** The record that stands for this one; undefined unless this one is a duplicate. */
  readonly survivorId: string | undefined;
  readonly acknowledgements: readonly Acknowledgement[];
}

export interface Left extends Registered {
  readonly status: 'left';
  readonly leftOn: string;
  /** The entry that says so. */
  readonly changeId: string;
}

export type Inmate =
  | { readonly status: 'absent' }
  | (Registered & { readonly status: 'present' })
  | Left
  | (Person & { readonly status: 'annulled' });

/** An inmate with the entries of the record, so that they can be corrected and annulled. */
export type InmateRecord = Entries<Inmate, InmateEntry>;

const folds: Decider<Inmate, never, InmateEntry>['evolve'] = {
  InmateRegistered: (_, { data: { subject, registeredOn, custodyStatus }, metadata: { unitId } }) => ({
    status: 'present',
    subject,
    unitId,
    registeredOn,
    custodyStatus,
    statusSince: registeredOn,
    duplicates: [],
    survivorId: undefined,
    acknowledgements: [],
  }),
  CustodyStatusChanged: (inmate, { data: { custodyStatus, changedOn } }) => {
    if (!isRegistered(inmate)) return inmate;
    const isLatest = changedOn >= inmate.statusSince;
    return withFact(isLatest ? { ...inmate, custodyStatus, statusSince: changedOn } : inmate, changedOn);
  },
  RoomMoved: (inmate, { data: { movedOn } }) => (isRegistered(inmate) ? withFact(inmate, movedOn) : inmate),
  InmateTransferred: (inmate, { data: { transferredOn }, id }) => leaving(inmate, transferredOn, id),
  InmateReleased: (inmate, { data: { releasedOn }, id }) => leaving(inmate, releasedOn, id),
  InmateRecordsMerged: (inmate, { data: { duplicateId, duplicate } }) =>
    isRegistered(inmate)
      ? { ...inmate, duplicates: [...inmate.duplicates, { duplicateId, subject: duplicate.subject }] }
      : inmate,
  InmateRecordsUnmerged: (inmate, { data: { duplicateId } }) =>
    isRegistered(inmate)
      ? { ...inmate, duplicates: inmate.duplicates.filter((one) => one.duplicateId !== duplicateId) }
      : inmate,
  InmateMarkedDuplicate: (inmate, { data: { survivorId } }) =>
    isRegistered(inmate) ? { ...inmate, survivorId } : inmate,
  InmateUnmarkedDuplicate: (inmate) => (isRegistered(inmate) ? { ...inmate, survivorId: undefined } : inmate),
  CustodyFactImported: (inmate) => inmate,
  CustodyChangeAcknowledged: (inmate, { data: { changeId, caseId, handling } }) =>
    isRegistered(inmate)
      ? { ...inmate, acknowledgements: [...inmate.acknowledgements, { changeId, caseId, handling }] }
      : inmate,
};

export const inmateEntries = entriesOf<Inmate, InmateEntry>({ status: 'absent' }, folds, (inmate) =>
  inmate.status === 'absent' ? inmate : { status: 'annulled', subject: inmate.subject, unitId: inmate.unitId },
);

const isRegistered = (inmate: Inmate): inmate is Registered & { status: 'present' | 'left' } & Inmate =>
  inmate.status === 'present' || inmate.status === 'left';

function withFact(inmate: Exclude<Inmate, { status: 'absent' | 'annulled' }>, day: string): Inmate {
  const { first, last } = inmate.facts ?? { first: day, last: day };
  return { ...inmate, facts: { first: day < first ? day : first, last: day > last ? day : last } };
}

const leaving = (inmate: Inmate, leftOn: string, changeId: string): Inmate =>
  isRegistered(inmate) ? { ...inmate, status: 'left', leftOn, changeId } : inmate;

/** The inmate, if they are registered; refuses otherwise. */
export function registered({ now }: InmateRecord): Exclude<Inmate, { status: 'absent' | 'annulled' }> {
  if (now.status === 'annulled') return refuseAnnulled();
  return isRegistered(now) ? now : refuse('inmate-not-registered', 'Nobody is registered under this id.', 'R-1.1');
}

/** The inmate, if facts of custody can be told of them: they are here, and the record is the one that stands for them. */
export function inCustody(record: InmateRecord): Extract<Inmate, { status: 'present' }> {
  const inmate = registered(record);
  mustStandForItself(inmate);
  return inmate.status === 'present' ? inmate : refuseLeft();
}

export function mustStandForItself({ survivorId }: Registered): void {
  if (survivorId !== undefined) {
    refuse(
      'record-is-duplicate',
      'This record is a duplicate: tell it to the record that stands for the person.',
      'R-1.4',
    );
  }
}

export const refuseLeft = (): never =>
  refuse('inmate-left', 'This inmate has left the unit: nothing more happens to them here.', 'R-1.2');

export const refuseAnnulled = (): never => refuse('inmate-annulled', 'This registration was annulled.', 'D12');

/** Refuses a record whose days cannot be: what one entry may not say next to the others. */
export function mustHold(inmate: Inmate): void {
  if (!isRegistered(inmate)) return;
  const { registeredOn, facts } = inmate;
  if (facts !== undefined && facts.first < registeredOn) refuseBefore();
  if (inmate.status !== 'left') return;
  if (inmate.leftOn < registeredOn) refuseBefore();
  if (facts !== undefined && facts.last > inmate.leftOn) {
    refuse(
      'fact-after-leaving',
      'The record has a fact of a later day than this inmate left: correct that first.',
      'R-1.2',
    );
  }
}

const refuseBefore = (): never =>
  refuse('before-registration', 'Nothing happens to an inmate before they are registered.', 'R-1.2');
