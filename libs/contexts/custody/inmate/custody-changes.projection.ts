import { GONE, type Projected, type Projection, uuidOf, without } from '#kernel';
import {
  CustodyChangeAcknowledged,
  InmateEntryAnnulled,
  InmateEntryCorrected,
  type InmateEvent,
  InmateRegistered,
  InmateReleased,
  InmateTransferred,
} from '#contracts/custody/inmate.events';
import {
  type CaseEvent,
  RehabCaseClosed,
  RehabCaseExited,
  RehabCaseOpened,
  RehabCaseReopened,
} from '#contracts/rehabilitation/case.events';
import type { Scoped } from '#platform/projections';

/** That an inmate with an open case left, and who has seen it. */
export interface LeavingWithCase {
  readonly changeId: string;
  readonly caseId: string;
  readonly how: 'TRANSFERRED' | 'RELEASED';
  readonly on: string;
  readonly acknowledgedBy?: string;
  readonly acknowledgedOn?: string;
  readonly handling?: string;
  /** The entry that acknowledges. */
  readonly acknowledgement?: string;
}

/** One person by their subject: the case that is open now, and the leaving that somebody must see. */
export interface CustodyChangeDocument extends Scoped {
  readonly inmateId: string;
  readonly unitId: string;
  readonly openCaseId?: string;
  readonly change?: LeavingWithCase;
  /** Of the change; absent while there is none. */
  readonly leftOn?: string;
  readonly acknowledged?: boolean;
}

type CustodyEvent = Extract<
  InmateEvent,
  {
    type:
      | 'InmateRegistered'
      | 'InmateTransferred'
      | 'InmateReleased'
      | 'CustodyChangeAcknowledged'
      | 'InmateEntryCorrected'
      | 'InmateEntryAnnulled';
  }
>;
type CaseTurn = Extract<
  CaseEvent,
  { type: 'RehabCaseOpened' | 'RehabCaseClosed' | 'RehabCaseExited' | 'RehabCaseReopened' }
>;
type Folded = Projected<CustodyEvent | CaseTurn>;

export const custodyChanges: Projection<CustodyChangeDocument, CustodyEvent | CaseTurn> = {
  name: 'custody-changes',
  version: 1,
  events: [
    InmateRegistered,
    InmateTransferred,
    InmateReleased,
    CustodyChangeAcknowledged,
    InmateEntryCorrected,
    InmateEntryAnnulled,
    RehabCaseOpened,
    RehabCaseClosed,
    RehabCaseExited,
    RehabCaseReopened,
  ],
  indexes: [['units', 'acknowledged', 'leftOn']],
  documents: ({ metadata }) => metadata.about.map(({ subject }) => subject),
  fold: (document, event) => (document === null ? begun(event) : changed(document, event)),
};

function begun({ type, stream, metadata: { unitId } }: Folded): CustodyChangeDocument | typeof GONE {
  return type === 'InmateRegistered' ? { inmateId: uuidOf(stream), unitId, units: [unitId] } : GONE;
}

function changed(known: CustodyChangeDocument, event: Folded): CustodyChangeDocument | typeof GONE {
  const { id, stream } = event;
  switch (event.type) {
    case 'InmateRegistered':
      return known;
    case 'RehabCaseOpened':
    case 'RehabCaseReopened':
      return { ...known, openCaseId: uuidOf(stream) };
    case 'RehabCaseClosed':
    case 'RehabCaseExited':
      return known.openCaseId === uuidOf(stream) ? without(known, 'openCaseId') : known;
    case 'InmateTransferred':
      return leaving(known, { changeId: id, how: 'TRANSFERRED', on: event.data.transferredOn });
    case 'InmateReleased':
      return leaving(known, { changeId: id, how: 'RELEASED', on: event.data.releasedOn });
    case 'CustodyChangeAcknowledged': {
      const { changeId, caseId, acknowledgedBy, acknowledgedOn, handling } = event.data;
      const { change } = known;
      if (change?.changeId !== changeId || change.caseId !== caseId) return known;
      return withChange(known, { ...change, acknowledgedBy, acknowledgedOn, handling, acknowledgement: id });
    }
    case 'InmateEntryCorrected': {
      const { of, entry } = event.data;
      const on = dayOf(entry);
      const { change } = known;
      return change?.changeId === of && on !== undefined ? withChange(known, { ...change, on }) : known;
    }
    case 'InmateEntryAnnulled':
      return annulled(known, event.data.of);
  }
}

const withChange = (known: CustodyChangeDocument, change: LeavingWithCase): CustodyChangeDocument => ({
  ...known,
  change,
  leftOn: change.on,
  acknowledged: change.acknowledgement !== undefined,
});

const leaving = (
  known: CustodyChangeDocument,
  left: Pick<LeavingWithCase, 'changeId' | 'how' | 'on'>,
): CustodyChangeDocument =>
  known.openCaseId === undefined ? known : withChange(known, { ...left, caseId: known.openCaseId });

const dayOf = (entry: object): string | undefined => {
  if ('transferredOn' in entry) return String(entry.transferredOn);
  return 'releasedOn' in entry ? String(entry.releasedOn) : undefined;
};

function annulled(known: CustodyChangeDocument, of: string): CustodyChangeDocument {
  const { change } = known;
  if (change?.acknowledgement === of) {
    return withChange(known, without(change, 'acknowledgedBy', 'acknowledgedOn', 'handling', 'acknowledgement'));
  }
  return change?.changeId === of ? without(known, 'change', 'leftOn', 'acknowledged') : known;
}
