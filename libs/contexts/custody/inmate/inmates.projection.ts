import { kept, type KeptEntry, type Projection, uuidOf, without } from '#kernel';
import type { CustodyStatus } from '#contracts/custody/codes';
import { type InmateEntry, type InmateEvent, inmateEvents } from '#contracts/custody/inmate.events';
import type { Scoped } from '#platform/projections';

export interface Leaving {
  readonly how: 'TRANSFERRED' | 'RELEASED';
  readonly on: string;
  readonly releaseKind?: string;
  readonly toUnitId?: string;
}

/** One inmate as it is known now, and the entries of the record as they were told. */
export interface InmateDocument extends Scoped {
  readonly inmateId: string;
  readonly subject: string;
  readonly unitId: string;
  readonly custodyStatus: CustodyStatus;
  readonly sex: string;
  readonly registerPeriod: string;
  /** When they came into the unit's register: they were registered there, or the record was taken over. */
  readonly registeredOn: string;
  readonly left?: Leaving;
  /** The unit that has yet to accept the transfer by which they left. */
  readonly pendingTo?: string;
  /** The record that stands for the person, when this one is a duplicate. */
  readonly survivorId?: string;
  /** The records that were merged into this one. */
  readonly duplicateIds: readonly string[];
  /** Whether the registration was annulled. */
  readonly annulled: boolean;
  /** Whether this is the record of somebody who is here. */
  readonly present: boolean;
  readonly entries: readonly KeptEntry[];
  readonly revision: number;
}

export const inmates: Projection<InmateDocument, InmateEvent> = {
  name: 'inmates',
  version: 1,
  events: inmateEvents,
  indexes: [
    ['units', 'registeredOn'],
    ['units', 'custodyStatus', 'registeredOn'],
    ['units', 'present', 'registeredOn'],
    ['units', 'pendingTo', 'registeredOn'],
  ],
  documents: ({ stream }) => [uuidOf(stream)],
  fold: (document, event, inmateId) => {
    const { unitId } = event.metadata;
    const entries = kept(document?.entries ?? [], event);
    const known = standing(entries).reduce<Known | undefined>(knownAfter, undefined);
    const now = known ?? lastKnown(document);
    const { left, pendingTo, survivorId } = now;
    return {
      ...without(now, 'since'),
      annulled: known === undefined,
      present: known !== undefined && left === undefined && survivorId === undefined,
      inmateId,
      unitId,
      units: [unitId, ...(pendingTo === undefined ? [] : [pendingTo])],
      entries,
      revision: event.revision,
    };
  },
};

/** What the valid entries amount to; `since` is the day from which the status is what it is. */
type Known = Omit<
  InmateDocument,
  'annulled' | 'present' | 'inmateId' | keyof Scoped | 'unitId' | 'entries' | 'revision'
> & {
  readonly since?: string;
};

/** What stays known of an inmate whose registration was annulled. */
function lastKnown(document: InmateDocument | null): Known {
  if (document === null) throw new Error('An inmate begins with the registration.');
  const { subject, custodyStatus, sex, registerPeriod, registeredOn, duplicateIds } = document;
  return { subject, custodyStatus, sex, registerPeriod, registeredOn, duplicateIds };
}

/** The valid entries as they are known now, in the order in which they were told. */
const standing = (entries: readonly KeptEntry[]): readonly InmateEntry[] =>
  entries.flatMap(({ type, said, annulled }) => {
    const data = said.at(-1)?.data;
    return annulled === undefined && data !== undefined ? [{ type, data } as unknown as InmateEntry] : [];
  });

function knownAfter(known: Known | undefined, { type, data }: InmateEntry): Known | undefined {
  if (type === 'InmateRegistered') {
    const { subject, custodyStatus, sex, registerPeriod, registeredOn } = data;
    return { subject, custodyStatus, sex, registerPeriod, registeredOn, since: registeredOn, duplicateIds: [] };
  }
  if (known === undefined) return undefined;
  switch (type) {
    case 'CustodyStatusChanged': {
      const { changedOn, custodyStatus, registerPeriod = known.registerPeriod } = data;
      return changedOn < (known.since ?? '') ? known : { ...known, custodyStatus, registerPeriod, since: changedOn };
    }
    case 'InmateTransferred': {
      const { transferredOn, toUnitId } = data;
      const left = { how: 'TRANSFERRED', on: transferredOn } as const;
      return toUnitId === undefined
        ? { ...known, left }
        : { ...known, left: { ...left, toUnitId }, pendingTo: toUnitId };
    }
    case 'InmateTransferAccepted': {
      const { acceptedOn, registerPeriod } = data;
      return { ...without(known, 'left', 'pendingTo'), registeredOn: acceptedOn, registerPeriod };
    }
    case 'InmateReleased': {
      const { releaseKind, releasedOn } = data;
      return { ...known, left: { how: 'RELEASED', on: releasedOn, releaseKind } };
    }
    case 'InmateRecordsMerged':
      return { ...known, duplicateIds: [...othersThan(data.duplicateId, known), data.duplicateId] };
    case 'InmateRecordsUnmerged':
      return { ...known, duplicateIds: othersThan(data.duplicateId, known) };
    case 'InmateMarkedDuplicate':
      return { ...known, survivorId: data.survivorId };
    case 'InmateUnmarkedDuplicate':
      return without(known, 'survivorId');
    case 'RoomMoved':
    case 'CustodyFactImported':
    case 'CustodyChangeAcknowledged':
      return known;
  }
}

const othersThan = (duplicateId: string, { duplicateIds }: Known): readonly string[] =>
  duplicateIds.filter((id) => id !== duplicateId);
