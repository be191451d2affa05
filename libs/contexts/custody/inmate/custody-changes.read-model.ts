import * as kernel from '#kernel';
import * as inmates from '#contracts/custody/inmate.events';
import * as cases from '#contracts/rehabilitation/case.events';
import { day, id, staffId, unitId } from '#contracts/schemas';
import { CASE_HANDLINGS_ON_LEAVING } from '#contracts/custody/codes';
import type { Reader } from '#platform/auth';
import type { Scoped } from '#platform/projections';
import * as q from '#platform/questions';
import { custodyReaders } from './inmate.commands.js';
import { LEAVINGS } from './inmate-rows.read-model.js';

/** That an inmate with an open case left, and who has seen it. */
interface LeavingWithCase {
  readonly changeId: string;
  readonly caseId: string;
  readonly how: 'TRANSFERRED' | 'RELEASED';
  readonly on: string;
  readonly acknowledgedBy?: string;
  readonly acknowledgedOn?: string;
  readonly handling?: string;
  /** The entry that acknowledges, or by which the unit that they were transferred to took the case over. */
  readonly acknowledgement?: string;
}

/** One person by their subject: the case that is open now, and the leaving that somebody must see. */
export interface CustodyChangeDocument extends Scoped {
  readonly inmateId: string;
  readonly unitId: string;
  readonly openCaseId?: string;
  /** A transfer that is not accepted yet: the unit it goes to sees the document too. */
  readonly transfer?: { readonly entryId: string; readonly toUnitId?: string };
  readonly change?: LeavingWithCase;
  /** Of the change; absent while there is none. */
  readonly leftOn?: string;
  readonly acknowledged?: boolean;
}

type CustodyEvent = Extract<
  inmates.InmateEvent,
  {
    type:
      | 'InmateRegistered'
      | 'InmateTransferred'
      | 'InmateTransferAccepted'
      | 'InmateReleased'
      | 'CustodyChangeAcknowledged'
      | 'InmateEntryCorrected'
      | 'InmateEntryAnnulled';
  }
>;
type CaseTurn = Extract<
  cases.CaseEvent,
  { type: 'RehabCaseOpened' | 'RehabCaseClosed' | 'RehabCaseExited' | 'RehabCaseReopened' }
>;
type Folded = kernel.Projected<CustodyEvent | CaseTurn>;

export const custodyChanges: kernel.Projection<CustodyChangeDocument, CustodyEvent | CaseTurn> = {
  name: 'custody-changes',
  version: 1,
  events: [
    inmates.InmateRegistered,
    inmates.InmateTransferred,
    inmates.InmateTransferAccepted,
    inmates.InmateReleased,
    inmates.CustodyChangeAcknowledged,
    inmates.InmateEntryCorrected,
    inmates.InmateEntryAnnulled,
    cases.RehabCaseOpened,
    cases.RehabCaseClosed,
    cases.RehabCaseExited,
    cases.RehabCaseReopened,
  ],
  indexes: [['units', 'acknowledged', 'leftOn']],
  documents: ({ metadata }) => [...new Set(metadata.about.map(({ subject }) => subject))],
  fold: (document, event) => (document === null ? begun(event) : changed(document, event)),
};

function begun({ type, stream, metadata: { unitId } }: Folded): CustodyChangeDocument | typeof kernel.GONE {
  return type === 'InmateRegistered' ? { inmateId: kernel.uuidOf(stream), unitId, units: [unitId] } : kernel.GONE;
}

function changed(known: CustodyChangeDocument, event: Folded): CustodyChangeDocument | typeof kernel.GONE {
  const { id, stream } = event;
  const { on } = kernel.happened(event);
  switch (event.type) {
    case 'InmateRegistered':
      return known;
    case 'RehabCaseOpened':
    case 'RehabCaseReopened':
      return { ...known, openCaseId: kernel.uuidOf(stream) };
    case 'RehabCaseClosed':
    case 'RehabCaseExited':
      return known.openCaseId === kernel.uuidOf(stream) ? kernel.without(known, 'openCaseId') : known;
    case 'InmateTransferred': {
      const left = leaving(known, { changeId: id, how: 'TRANSFERRED', on });
      return onTheWay(left, id, event.data.toUnitId);
    }
    case 'InmateTransferAccepted':
      return accepted(known, event);
    case 'InmateReleased':
      return leaving(known, { changeId: id, how: 'RELEASED', on });
    case 'CustodyChangeAcknowledged': {
      const { changeId, caseId, acknowledgedBy, handling } = event.data;
      const { change } = known;
      if (change?.changeId !== changeId || change.caseId !== caseId) return known;
      return withChange(known, { ...change, acknowledgedBy, acknowledgedOn: on, handling, acknowledgement: id });
    }
    case 'InmateEntryCorrected':
      return corrected(known, event.data, on);
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

const onTheWay = (known: CustodyChangeDocument, entryId: string, toUnitId?: string): CustodyChangeDocument => ({
  ...known,
  units: [known.unitId, ...(toUnitId === undefined ? [] : [toUnitId])],
  transfer: { entryId, ...(toUnitId !== undefined && { toUnitId }) },
});

const arrived = (known: CustodyChangeDocument, unitId: string): CustodyChangeDocument => ({
  ...kernel.without(known, 'transfer'),
  unitId,
  units: [unitId],
});

/** Who takes an open case over has seen that its inmate left. */
function accepted(
  known: CustodyChangeDocument,
  { id, data, metadata }: Extract<Folded, { type: 'InmateTransferAccepted' }>,
): CustodyChangeDocument {
  const here = arrived(known, metadata.unitId);
  const { change } = here;
  if (change?.changeId !== data.transferId || change.acknowledgement !== undefined) return here;
  return withChange(here, {
    ...change,
    acknowledgedBy: data.acceptedBy,
    acknowledgedOn: data.acceptedOn,
    ...(data.caseIds.includes(change.caseId) && { handling: 'CASE_CONTINUES_ELSEWHERE' }),
    acknowledgement: id,
  });
}

function corrected(
  known: CustodyChangeDocument,
  { of, entryType, entry }: Extract<Folded, { type: 'InmateEntryCorrected' }>['data'],
  on: string,
): CustodyChangeDocument {
  const isOnTheWay = entryType === 'InmateTransferred' && known.transfer?.entryId === of;
  const now = isOnTheWay ? onTheWay(known, of, entry.toUnitId) : known;
  const { change } = now;
  if (change?.acknowledgement === of) return withChange(now, { ...change, acknowledgedOn: on });
  return change?.changeId === of ? withChange(now, { ...change, on }) : now;
}

function annulled(known: CustodyChangeDocument, of: string): CustodyChangeDocument {
  const now = known.transfer?.entryId === of ? arrived(known, known.unitId) : known;
  const { change } = now;
  if (change?.acknowledgement === of) {
    return withChange(now, kernel.without(change, 'acknowledgedBy', 'acknowledgedOn', 'handling', 'acknowledgement'));
  }
  return change?.changeId === of ? kernel.without(now, 'change', 'leftOn', 'acknowledged') : now;
}

export const custodyChangeList = q.page({
  name: 'custodyChanges',
  route: 'custody-changes',
  summary: 'Inmates who left with an open case',
  may: custodyReaders,
  of: custodyChanges,
  by: {
    unitId: q.anyUnit('The unit that they left, or to which they are on the way'),
    acknowledged: q.aFlag('Whether somebody has seen it'),
  },
  where: ({ unitId: units, acknowledged = { $exists: true } }) => ({ units, acknowledged }),
  sort: { leftOn: 1 },
  shows: q.related(
    q.row('CustodyChange', {
      inmateId: id,
      unitId: q.says(unitId, 'The unit in whose register they are.'),
      changeId: q.says(id, 'The entry by which they left.'),
      caseId: q.maybe(q.says(id, 'The case that was open; absent for who sees no cases.')),
      how: q.says(q.codeOf(LEAVINGS), 'In which way they left.'),
      on: q.says(day, 'When they left.'),
      acknowledged: q.says(q.flag, 'Whether somebody has seen it.'),
      acknowledgedBy: q.maybe(staffId),
      acknowledgedOn: q.maybe(day),
      handling: q.maybe(
        q.says(q.codeOf(CASE_HANDLINGS_ON_LEAVING), 'What becomes of the case; absent for who sees no cases.'),
      ),
      daysOpen: q.says(q.whole, 'How long until it was acknowledged, or until today.'),
    }),
    { inmate: q.toOne('inmate', 'inmateId'), rehabCase: q.toOne('rehabCase', 'caseId') },
  ),
  asAll: (documents, _, { engine, reader }) => {
    const changes = documents.flatMap((document) => changesIn(document, todayIn(engine, document.unitId)));
    return Promise.resolve(
      seesCases(reader) ? changes : changes.map((change) => kernel.without(change, 'caseId', 'handling')),
    );
  },
});

/** Who may know of a case that it is there, and which (domain 5.5). */
const SEE_CASES: readonly string[] = ['karutan', 'kasubsi-pelayanan', 'perawat-klinik', 'auditor'];
const seesCases = ({ actor }: Reader): boolean => SEE_CASES.includes(actor.role);

const todayIn = ({ zoneOf, now }: kernel.Engine, unitId: string): string =>
  kernel.dayIn(zoneOf(unitId) ?? 'UTC', now().toISOString());

function changesIn({ inmateId, unitId, change }: CustodyChangeDocument, today: string) {
  if (change === undefined) return [];
  const daysOpen = Math.max(0, kernel.daysBetween(change.on, change.acknowledgedOn ?? today));
  return [{ inmateId, unitId, ...change, acknowledged: change.acknowledgement !== undefined, daysOpen }];
}
