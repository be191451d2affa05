import { kept, type KeptEntry, type Projection, saidNow, uuidOf } from '#kernel';
import type { CustodyStatus } from '#contracts/custody/codes';
import { type InmateEntry, type InmateEvent, inmateEvents } from '#contracts/custody/inmate.events';
import type { Scoped } from '#platform/projections';

export interface Leaving {
  readonly how: 'TRANSFERRED' | 'RELEASED';
  readonly on: string;
  /** The reason of the transfer or the kind of the release. */
  readonly code: string;
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
  readonly registeredOn: string;
  readonly left?: Leaving;
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
  ],
  documents: ({ stream }) => [uuidOf(stream)],
  fold: (document, event, inmateId) => {
    const { unitId } = event.metadata;
    const entries = kept(document?.entries ?? [], event);
    const known = { ...firstOf(document, event), ...knownNow(entries) };
    return { ...known, inmateId, unitId, units: [unitId], entries, revision: event.revision };
  },
};

type First = Pick<InmateDocument, 'subject' | 'custodyStatus' | 'sex' | 'registerPeriod' | 'registeredOn'>;
type Marks = Pick<InmateDocument, 'duplicateIds'> & { readonly survivorId?: string };

/** What stays known of an inmate even when the registration is annulled. */
function firstOf(document: InmateDocument | null, { type, data }: InmateEvent): First {
  if (document !== null) {
    const { subject, custodyStatus, sex, registerPeriod, registeredOn } = document;
    return { subject, custodyStatus, sex, registerPeriod, registeredOn };
  }
  if (type !== 'InmateRegistered') throw new Error('An inmate begins with the registration.');
  const { subject, custodyStatus, sex, registerPeriod, registeredOn } = data;
  return { subject, custodyStatus, sex, registerPeriod, registeredOn };
}

function knownNow(
  entries: readonly KeptEntry[],
): Omit<InmateDocument, keyof First | 'inmateId' | 'unitId' | 'units' | 'entries' | 'revision'> & Partial<First> {
  const [registration] = said(entries, 'InmateRegistered');
  const [left] = [
    ...said(entries, 'InmateTransferred').map(({ transferReason, transferredOn, toUnitId }) => ({
      ...({ how: 'TRANSFERRED', on: transferredOn, code: transferReason } as const),
      ...(toUnitId && { toUnitId }),
    })),
    ...said(entries, 'InmateReleased').map(
      ({ releaseKind, releasedOn }) => ({ how: 'RELEASED', on: releasedOn, code: releaseKind }) as const,
    ),
  ];
  const marks = entries.reduce<Marks>(marked, { duplicateIds: [] });
  return {
    ...(registration && statusNow(registration, said(entries, 'CustodyStatusChanged'))),
    ...(left && { left }),
    ...marks,
    annulled: registration === undefined,
    present: registration !== undefined && left === undefined && marks.survivorId === undefined,
  };
}

const said = <T extends InmateEntry['type']>(entries: readonly KeptEntry[], type: T) =>
  saidNow<InmateEntry, T>(entries, type);

type DataOf<T extends InmateEntry['type']> = Extract<InmateEntry, { type: T }>['data'];

/** The status of the latest day; of one day, the one that was told last. */
function statusNow(
  { sex, registeredOn, custodyStatus, registerPeriod }: DataOf<'InmateRegistered'>,
  changes: readonly DataOf<'CustodyStatusChanged'>[],
): Omit<First, 'subject'> {
  const latest = changes.reduce(
    (now, { changedOn, custodyStatus: changed, registerPeriod: period }) =>
      changedOn >= now.since
        ? { since: changedOn, custodyStatus: changed, registerPeriod: period ?? now.registerPeriod }
        : now,
    { since: registeredOn, custodyStatus, registerPeriod },
  );
  return { sex, registeredOn, custodyStatus: latest.custodyStatus, registerPeriod: latest.registerPeriod };
}

/** Merges are undone by later entries, never annulled. */
function marked({ duplicateIds, ...mark }: Marks, { type, said: [first] }: KeptEntry): Marks {
  const { duplicateId, survivorId } = first?.data ?? {};
  if (typeof duplicateId === 'string') {
    const others = duplicateIds.filter((id) => id !== duplicateId);
    return { ...mark, duplicateIds: type === 'InmateRecordsMerged' ? [...others, duplicateId] : others };
  }
  if (typeof survivorId !== 'string') return { ...mark, duplicateIds };
  return { duplicateIds, ...(type === 'InmateMarkedDuplicate' && { survivorId }) };
}
