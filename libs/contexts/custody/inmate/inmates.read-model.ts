import { kept, type KeptEntry, type Projection, shown, type ShownEntry, without } from '#kernel';
import { COUNTRIES } from '#contracts/custody/countries';
import { CUSTODY_STATUSES, MERGE_REASONS, SEXES, UNMERGE_REASONS } from '#contracts/custody/codes';
import { IDENTITY_KINDS } from '#contracts/custody/identity-number';
import * as events from '#contracts/custody/inmate.events';
import { day, id, unitId } from '#contracts/schemas';
import * as q from '#platform/questions';
import { inmateLeaving, inmatesOwn, mergings } from './inmate-rows.read-model.js';
import { custodyReaders } from './inmate.commands.js';

export type InmateDocument = q.KeptAs<'inmateId', typeof summary>;

export const inmates: Projection<InmateDocument, events.InmateEvent> = {
  name: 'inmates',
  version: 1,
  events: events.inmateEvents,
  indexes: [
    ['units', 'registeredOn'],
    ['units', 'custodyStatus', 'registeredOn'],
    ['units', 'present', 'registeredOn'],
    ['units', 'pendingTo', 'registeredOn'],
    ['units', 'custodyStatus'],
  ],
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
type Known = Omit<InmateDocument, 'annulled' | 'present' | 'inmateId' | 'units' | 'unitId' | 'entries' | 'revision'> & {
  readonly since?: string;
};

/** What stays known of an inmate whose registration was annulled. */
function lastKnown(document: InmateDocument | null): Known {
  if (document === null) throw new Error('An inmate begins with the registration.');
  const { subject, custodyStatus, sex, registerPeriod, registeredOn, duplicateIds } = document;
  return { subject, custodyStatus, sex, registerPeriod, registeredOn, duplicateIds };
}

/** The valid entries as they are known now, in the order in which they were recorded. */
const standing = (entries: readonly KeptEntry[]): readonly events.InmateEntry[] =>
  entries.flatMap(({ type, said, annulled }) => {
    const data = said.at(-1)?.data;
    return annulled === undefined && data !== undefined ? [{ type, data } as unknown as events.InmateEntry] : [];
  });

function knownAfter(known: Known | undefined, { type, data }: events.InmateEntry): Known | undefined {
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

const summary = {
  id,
  subject: q.says(id, 'The person as the log knows them.'),
  unitId: q.says(unitId, 'The unit in whose register they are.'),
  custodyStatus: q.says(q.codeOf(CUSTODY_STATUSES), 'As what they are held.'),
  sex: q.codeOf(SEXES),
  registerPeriod: q.says(q.word, 'The year of the register in which their number counts.'),
  registeredOn: q.says(day, 'When they came into that register, from another unit too.'),
  left: q.maybe(inmateLeaving),
  pendingTo: q.maybe(q.says(unitId, 'The unit that has yet to accept the transfer.')),
  survivorId: q.maybe(q.says(id, 'The record that stands for the person: this one is a duplicate.')),
  duplicateIds: q.says(q.listOf(id), 'The records that were merged into this one.'),
  annulled: q.says(q.flag, 'Whether the registration was annulled.'),
  present: q.says(q.flag, 'Whether this is the record of somebody who is here.'),
  revision: q.whole,
};

const person = {
  identityNumber: q.maybe(
    q.row('IdentityNumber', { kind: q.codeOf(IDENTITY_KINDS), country: q.codeOf(COUNTRIES), value: q.word }),
  ),
  birthDate: q.maybe(q.says(q.word, 'A day, a month or a year.')),
};
const sourceRef = q.row('SourceRow', { file: q.word, row: q.whole }, 'The row of a file that was imported.');
const destination = q.maybe(
  q.row('TransferDestination', { name: q.maybe(q.word), gone: q.gone }, 'A place that is no unit here.'),
);
type Mergings = readonly (ShownEntry & Readonly<Record<'duplicateId' | 'reasonCode', string>>)[];

export const inmateList = q.page({
  name: 'inmates',
  summary: 'Inmates, without names',
  may: custodyReaders,
  of: inmates,
  by: {
    unitId: q.anyUnit('The unit in whose register they are, or to which they are on the way'),
    status: q.anyOf(CUSTODY_STATUSES, 'As what they are held'),
    present: q.aFlag('Whether they are here'),
    pendingTo: q.anyUnit('The unit that has yet to accept them'),
  },
  where: ({ unitId: units, status: custodyStatus, present, pendingTo }) => ({
    units,
    custodyStatus,
    present,
    pendingTo,
  }),
  sort: { registeredOn: -1 },
  sortBy: ['registeredOn', 'custodyStatus'],
  shows: q.related(q.row('InmateSummary', summary), inmatesOwn),
  as: (document) => document,
});

const full = {
  ...summary,
  registrations: q.entriesOf('InmateRegistration', events.InmateRegistered, {
    ...person,
    sourceRef: q.maybe(sourceRef),
  }),
  statusChanges: q.entriesOf('CustodyStatusChange', events.CustodyStatusChanged, { sourceRef: q.maybe(sourceRef) }),
  moves: q.entriesOf('RoomMove', events.RoomMoved),
  transfers: q.entriesOf('InmateTransfer', events.InmateTransferred, { destination }),
  acceptances: q.entriesOf('InmateTransferAcceptance', events.InmateTransferAccepted),
  releases: q.entriesOf('InmateRelease', events.InmateReleased),
  imports: q.entriesOf('CustodyImport', events.CustodyFactImported, { ...person, sourceRef }),
  acknowledgements: q.entriesOf('CustodyAcknowledgement', events.CustodyChangeAcknowledged),
  merges: mergings('InmateMerging', MERGE_REASONS),
  unmerges: mergings('InmateUnmerging', UNMERGE_REASONS),
};

export const oneInmate = q.one({
  name: 'inmate',
  summary: 'One inmate in full',
  may: custodyReaders,
  of: inmates,
  shows: q.related(q.row('Inmate', full), inmatesOwn),
  as: async (document, { reader, records }) => {
    const entries = await records.open(reader, 'inmate', document.entries);
    return {
      ...document,
      ...q.listedIn(full, entries),
      merges: shown(entries, 'InmateRecordsMerged') as Mergings,
      unmerges: shown(entries, 'InmateRecordsUnmerged') as Mergings,
    };
  },
});
