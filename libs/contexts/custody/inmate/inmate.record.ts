import * as kernel from '#kernel';
import type { CustodyStatus } from '#contracts/custody/codes';
import type { InmateEntry, InmateEvent, InmateEventData } from '#contracts/custody/inmate.events';
import type { CommandsOf } from '#platform/commands';
import type * as commands from './inmate.commands.js';
import { refuse } from './inmate.refusals.js';

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

/** A time in one unit's register. */
interface Stay {
  /** When they came into it: registered there, or taken over from another unit. */
  readonly registeredOn: string;
  /** The earliest and the latest day of the facts recorded since; absent when there is none. */
  readonly facts?: { readonly first: string; readonly last: string };
}

type EndedStay = Stay & { readonly leftOn: string };

export interface Registered extends Person, Stay {
  /** The times in the registers of the units that transferred them here, oldest first. */
  readonly earlier: readonly EndedStay[];
  readonly custodyStatus: CustodyStatus;
  /** Since when that has been the status; a change of an earlier day that is recorded later is history. */
  readonly statusSince: string;
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
  /** The unit that has yet to accept the transfer. */
  readonly pendingTo?: string;
}

export type Inmate =
  { readonly status: 'absent' } | (Registered & { readonly status: 'present' }) | Left | (Person & kernel.Annulled);

export type InmateRecord = kernel.Entries<Inmate, InmateEntry>;

/** The record that may be a duplicate, as the store's leader knows it. */
export interface OtherRecord {
  readonly isItself: boolean;
  readonly record: InmateRecord;
  readonly basis: kernel.Fact[];
}

interface Facts {
  /** The uuid that the person is given, at random (D10). */
  readonly RegisterInmate: { readonly subject: string };
  /** Whether the register of units has the unit that it goes to. */
  readonly TransferInmate: { readonly isKnownUnit: boolean };
  /** The cases of this inmate that are not closed: they come with the record. */
  readonly AcceptTransfer: { readonly caseIds: readonly string[] };
  /** Whether the case was opened for this inmate. */
  readonly AcknowledgeCustodyChange: { readonly isTheirs: boolean };
  /** No `duplicate` when there is no such record; `takerId` is the record whose merge takes the survivor for a duplicate. */
  readonly MergeDuplicate: { readonly duplicate?: OtherRecord; readonly takerId?: string };
  readonly CorrectInmateEntry: kernel.AgainFacts;
  readonly AnnulInmateEntry: kernel.AgainFacts;
}

type Input = CommandsOf<typeof commands>;
/** What policies and imports send. */
type Sent =
  | { readonly type: 'RegisterInmate'; readonly data: Omit<InmateEventData<'InmateRegistered'>, 'subject'> }
  | { readonly type: 'ImportCustodyFact'; readonly data: Omit<InmateEventData<'CustodyFactImported'>, 'subject'> }
  | { readonly type: 'MarkDuplicate' | 'UnmarkDuplicate'; readonly data: { readonly survivorId: string } };

/** A command before its facts are read. */
export type InmateAsked = Exclude<Input, { type: 'RegisterInmate' }> | Sent;
export type InmateCommand = kernel.WithFacts<InmateAsked, Facts>;
export type Rules<Type extends InmateCommand['type']> = Pick<
  kernel.Decider<InmateRecord, InmateCommand, InmateEvent>['decide'],
  Type
>;

const folds: kernel.Folds<Inmate, InmateEntry> = {
  InmateRegistered: (_, { data: { subject, registeredOn, custodyStatus }, metadata: { unitId } }) => ({
    status: 'present',
    subject,
    unitId,
    registeredOn,
    earlier: [],
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
  InmateTransferred: (inmate, { data: { transferredOn, toUnitId }, id }) =>
    leaving(inmate, { leftOn: transferredOn, changeId: id, ...(toUnitId !== undefined && { pendingTo: toUnitId }) }),
  InmateTransferAccepted: (inmate, { data: { acceptedOn } }) =>
    isPending(inmate) ? takenOver(inmate, acceptedOn) : inmate,
  InmateReleased: (inmate, { data: { releasedOn }, id }) => leaving(inmate, { leftOn: releasedOn, changeId: id }),
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

export const inmateEntries = kernel.entriesOf<Inmate, InmateEntry>({ status: 'absent' }, folds, (inmate, annulledOn) =>
  inmate.status === 'absent'
    ? inmate
    : { status: 'annulled', annulledOn, subject: inmate.subject, unitId: inmate.unitId },
);

export const isRegistered = (inmate: Inmate): inmate is Registered & { status: 'present' | 'left' } & Inmate =>
  inmate.status === 'present' || inmate.status === 'left';

function withFact(inmate: Exclude<Inmate, { status: 'absent' | 'annulled' }>, day: string): Inmate {
  const { first, last } = inmate.facts ?? { first: day, last: day };
  return { ...inmate, facts: { first: day < first ? day : first, last: day > last ? day : last } };
}

const leaving = (inmate: Inmate, left: Pick<Left, 'leftOn' | 'changeId' | 'pendingTo'>): Inmate =>
  isRegistered(inmate) ? { ...inmate, status: 'left', ...left } : inmate;

type Pending = Left & { readonly pendingTo: string };

/** Whether they left for a unit that has yet to accept them. */
export const isPending = (inmate: Inmate): inmate is Pending =>
  inmate.status === 'left' && inmate.pendingTo !== undefined;

/** Whether they are in a unit's register, or on the way into another's. */
export const isHeld = (inmate: Inmate): boolean => inmate.status === 'present' || isPending(inmate);

/** The inmate in the register of the unit that accepts the transfer on that day. */
export function takenOver(inmate: Pending, acceptedOn: string): Inmate {
  const { registeredOn, facts, leftOn, pendingTo: unitId, earlier } = inmate;
  const ended = { registeredOn, leftOn, ...(facts && { facts }) };
  const person = kernel.without(inmate, 'leftOn', 'changeId', 'pendingTo', 'facts');
  return { ...person, status: 'present', unitId, registeredOn: acceptedOn, earlier: [...earlier, ended] };
}

/** The inmate, if they are registered; refuses otherwise. */
export function registered({ now }: InmateRecord): Exclude<Inmate, { status: 'absent' | 'annulled' }> {
  if (now.status === 'annulled') return refuseAnnulled(now);
  return isRegistered(now) ? now : refuse('inmate-not-registered');
}

export function inCustody(record: InmateRecord): Extract<Inmate, { status: 'present' }> {
  const inmate = registered(record);
  mustStandForItself(inmate);
  return inmate.status === 'present' ? inmate : refuseLeft(inmate);
}

export function mustStandForItself({ survivorId }: Registered): void {
  if (survivorId !== undefined) refuseDuplicate(survivorId);
}

export const refuseDuplicate = (otherId: string): never => refuse('record-is-duplicate', { otherId });

/** Refuses to whom a record is on its way whatever the unit that gives it must tell. */
export function mustKeep(inmate: Inmate, { by }: Pick<kernel.Asker, 'by'>): void {
  if (isPending(inmate) && by.kind !== 'SYSTEM' && kernel.unitOfActor(by) !== inmate.unitId) {
    refuse('record-not-taken-over', { unitId: inmate.unitId });
  }
}

export const refuseLeft = ({ leftOn }: Pick<Left, 'leftOn'>): never => refuse('inmate-left', { leftOn });

export const refuseAnnulled = ({ annulledOn }: kernel.Annulled): never => refuse('inmate-annulled', { annulledOn });

/** Refuses a record whose days cannot be: what one entry may not say next to the others. */
export function mustHold(inmate: Inmate): void {
  if (!isRegistered(inmate)) return;
  const { earlier, registeredOn } = inmate;
  for (const stay of earlier) mustBePossible(stay);
  mustBePossible(inmate);
  const days = [...earlier.flatMap((stay) => [stay.registeredOn, stay.leftOn]), registeredOn];
  for (const [index, acceptedOn] of days.entries()) {
    const transferredOn = days[index - 1] ?? '';
    if (acceptedOn < transferredOn) refuse('accepted-before-transfer', { acceptedOn, transferredOn });
  }
}

function mustBePossible({ registeredOn, facts, leftOn }: Stay & Partial<EndedStay>): void {
  const early = [facts?.first, leftOn].find((day) => day !== undefined && day < registeredOn);
  if (early !== undefined) refuse('before-registration', { day: early, registeredOn });
  if (facts !== undefined && leftOn !== undefined && facts.last > leftOn) {
    refuse('fact-after-leaving', { day: facts.last, leftOn });
  }
}
