import type { Static, TObject } from '@sinclair/typebox';
import { copySeals, happened, nameOf, type Projected, type Seal, words } from '#kernel';
import { withClauses } from '#contracts/cooperation/agreement-text';
import { type CoverageEvent, coverageEventOf, coverageEvents, standingOn } from '#contracts/cooperation/coverage';
import type { AgreementEvent, AgreementEventData, Party, Scope } from '#contracts/cooperation/agreement.events';
import { AGREEMENT_KINDS, ARTICLES, SERVICES } from '#contracts/cooperation/codes';
import { code, day, digest, id, unitId } from '#contracts/schemas';
import type { Scoped } from '#platform/projections';
import * as q from '#platform/questions';

export const AGREEMENT_STATUSES = words('AGREEMENT_STATUSES', {
  DRAFTED: 'Its text was drafted',
  UNDER_DISCUSSION: 'The parties discuss it',
  RETURNED: 'A party gave it back to be changed',
  APPROVED_FOR_SIGNING: 'Its text was approved for signing',
  PARTIALLY_SIGNED: 'Some of the parties have signed',
  SIGNED: 'All parties have signed; its first day is yet to come',
  IN_FORCE: 'It holds',
  SUSPENDED: 'It does not hold for the time being',
  ENDED: 'Its last day has passed',
  TERMINATED: 'It was ended before its term',
  CANCELLED: 'It was given up before it was signed',
});

const scopeItems = q.listOf(q.row('ScopeItem', { service: code(SERVICES), unitIds: q.listOf(unitId) }));
const signatures = q.listOf(q.row('Signature', { partyId: id, signedOn: day }));

export const summary = {
  id,
  kind: code(AGREEMENT_KINDS),
  title: q.says(q.word, 'What it is about.'),
  number: q.maybe(q.says(q.word, 'Given when the text was approved for signing.')),
  textSha256: q.maybe(q.says(digest, 'Of the text that was approved for signing.')),
  status: q.says(q.wordOf(AGREEMENT_STATUSES), 'Where it stands on the day asked for.'),
  ownerUnitId: q.says(unitId, 'The unit that owns the record.'),
  parties: q.says(
    q.listOf(
      q.row('Party', {
        partyId: id,
        institution: q.word,
        unitId: q.maybe(unitId),
        address: q.word,
        office: q.says(q.word, 'Of who signs for it.'),
      }),
    ),
    'Who agrees.',
  ),
  scope: q.says(scopeItems, 'What it covers, and for whose people, as amended.'),
  services: q.says(q.listOf(code(SERVICES)), 'The services of the scope.'),
  effectiveOn: q.says(day, 'Its first day.'),
  endsOn: q.says(day, 'Its last day, as amended.'),
  runningCasesMayFinish: q.says(q.flag, 'Whether cases that run when it ends may be finished.'),
  signatures: q.says(signatures, 'Which parties have signed.'),
  parentAgreementId: q.maybe(q.says(id, 'The Nota Kesepahaman that a PKS rests on.')),
  successorId: q.maybe(q.says(id, 'The agreement that renews it.')),
  suspendedOn: q.maybe(q.says(day, 'From when on it is suspended.')),
  terminatedOn: q.maybe(q.says(day, 'From when on it is no longer in force.')),
  evaluatedOn: q.maybe(q.says(day, 'When it was evaluated last.')),
  revision: q.whole,
};

export const text = {
  clauses: q.says(q.listOf(q.row('Clause', { article: code(ARTICLES), text: q.word })), 'Its articles.'),
  addenda: q.listOf(
    q.row('Addendum', {
      number: q.whole,
      title: q.word,
      text: q.word,
      effectiveOn: day,
      scope: q.maybe(scopeItems),
      endsOn: q.maybe(day),
      signatures,
      isSigned: q.flag,
    }),
  ),
};

type AgreementStatus = (typeof AGREEMENT_STATUSES)[number];
type Summary = Omit<Static<TObject<typeof summary>>, 'id' | 'status'>;
type Text = Static<TObject<typeof text>>;
type Addendum = Text['addenda'][number];

/** What somebody wrote beside an event: closed here, opened for who asks for the one agreement. */
interface SealedRemark {
  readonly type: string;
  readonly on: string;
  readonly recordedAt: string;
  readonly by: string;
  readonly sealed: readonly Seal[];
}

/** One agreement in the register; its scope and end are those of the latest signed addendum. */
export interface AgreementEntry extends Scoped, Readonly<Summary>, Readonly<Text> {
  readonly agreementId: string;
  /** What was decided last; where it stands on a day is a matter of its dates too. */
  readonly status: AgreementStatus;
  /** What decides on which days it is in force. */
  readonly dated: readonly CoverageEvent[];
  readonly remarks: readonly SealedRemark[];
  /** That the text was approved; where it is signed is closed here, opened for who asks for the one agreement. */
  readonly approval?: Pick<SealedRemark, 'on' | 'by' | 'sealed'>;
}

type Folds = {
  readonly [T in Exclude<AgreementEvent['type'], 'AgreementProposed'>]: (
    entry: AgreementEntry,
    data: AgreementEventData<T>,
  ) => Partial<AgreementEntry>;
};

const folds: Folds = {
  AgreementDraftRevised: (entry, { title, parties, scope, term, clauses = [] }) => ({
    ...(title !== undefined && { title }),
    ...(parties && { ...partiesShown(parties), units: unitsOf(entry.ownerUnitId, parties) }),
    ...(scope && scopeShown(scope)),
    ...term,
    clauses: withClauses(entry.clauses, clauses),
  }),
  AgreementDiscussed: () => ({ status: 'UNDER_DISCUSSION' }),
  AgreementReturned: () => ({ status: 'RETURNED' }),
  AgreementApprovedForSigning: (_, { number, textSha256 }) => ({ status: 'APPROVED_FOR_SIGNING', number, textSha256 }),
  AgreementSignedByParty: ({ signatures }, { partyId, signedOn }) => ({
    status: 'PARTIALLY_SIGNED',
    signatures: [...signatures, { partyId, signedOn }],
  }),
  MoUSigned: () => ({ status: 'SIGNED' }),
  PksSigned: () => ({ status: 'SIGNED' }),
  AgreementCancelled: () => ({ status: 'CANCELLED' }),
  AgreementCameIntoForce: () => ({}),
  AddendumProposed: ({ addenda }, { number, title, text, effectiveOn, changes }) => ({
    addenda: [...addenda, { number, title, text, effectiveOn, ...changes, signatures: [], isSigned: false }],
  }),
  AddendumSignedByParty: (entry, { number, partyId, signedOn }) =>
    changedAddendum(entry, number, ({ signatures }) => ({ signatures: [...signatures, { partyId, signedOn }] })),
  AgreementAmended: (entry, { number, changes: { scope, endsOn } }) => ({
    ...changedAddendum(entry, number, () => ({ isSigned: true })),
    ...(scope && scopeShown(scope)),
    ...(endsOn !== undefined && { endsOn }),
  }),
  AgreementEvaluated: (_, { evaluatedOn }) => ({ evaluatedOn }),
  AgreementRenewed: (_, { successorId }) => ({ successorId }),
  AgreementSuspended: (_, { suspendedOn }) => ({ status: 'SUSPENDED', suspendedOn }),
  AgreementResumed: () => ({ status: 'SIGNED' }),
  AgreementTerminated: (_, { effectiveOn }) => ({ status: 'TERMINATED', terminatedOn: effectiveOn }),
  AgreementExpired: () => ({}),
};

export function agreementAfter(
  entry: AgreementEntry | null,
  event: Projected<AgreementEvent>,
  agreementId: string,
): AgreementEntry {
  if (event.type === 'AgreementProposed') return proposed(event, agreementId);
  if (entry === null) throw new Error('An agreement begins with its proposal.');
  const fold = folds[event.type] as (entry: AgreementEntry, data: object) => Partial<AgreementEntry>;
  const dated = isDated(event) ? [...entry.dated, coverageEventOf(event)] : entry.dated;
  const { suspendedOn, ...rest } = { ...entry, ...fold(entry, event.data), dated, revision: event.revision };
  const resting = rest.status === 'SUSPENDED' && suspendedOn !== undefined ? { suspendedOn } : {};
  return { ...rest, ...resting, ...writtenBeside(event, entry.remarks) };
}

const isDated = (event: Projected<AgreementEvent>): event is Projected<Extract<AgreementEvent, CoverageEvent>> =>
  coverageEvents.some(({ type }) => type === event.type);

/** What can be decided of an agreement that every party has signed: from then on its dates say where it stands. */
export const SIGNED_STATUSES: readonly AgreementStatus[] = ['SIGNED', 'SUSPENDED', 'TERMINATED'];

/** Where an agreement stands on a day, as is known now. */
export function statusOn({ status, dated }: Pick<AgreementEntry, 'status' | 'dated'>, day: string): AgreementStatus {
  if (!SIGNED_STATUSES.includes(status)) return status;
  const standing = standingOn(dated, day);
  if (standing.inForce) return 'IN_FORCE';
  return standing.why === 'NOT_SIGNED' || standing.why === 'NOT_YET_EFFECTIVE' ? 'SIGNED' : standing.why;
}

function proposed(
  event: Projected<Extract<AgreementEvent, { type: 'AgreementProposed' }>>,
  agreementId: string,
): AgreementEntry {
  const { kind, title, parties, scope, term, clauses, parentAgreementId } = event.data;
  return {
    agreementId,
    kind,
    title,
    status: 'DRAFTED',
    ownerUnitId: event.metadata.unitId,
    units: unitsOf(event.metadata.unitId, parties),
    ...partiesShown(parties),
    ...scopeShown(scope),
    ...term,
    clauses,
    signatures: [],
    addenda: [],
    dated: [],
    remarks: [],
    ...(parentAgreementId !== undefined && { parentAgreementId }),
    revision: event.revision,
  };
}

const partiesShown = (parties: readonly Party[]): Pick<AgreementEntry, 'parties'> => ({
  parties: parties.map(({ signatory: { office }, ...party }) => ({ ...party, office })),
});

const scopeShown = (scope: Scope): Pick<AgreementEntry, 'scope' | 'services'> => ({
  scope,
  services: [...new Set(scope.map(({ service }) => service))],
});

const unitsOf = (owner: string, parties: readonly Party[]): string[] => [
  ...new Set([owner, ...parties.flatMap(({ unitId }) => (unitId === undefined ? [] : [unitId]))]),
];

const changedAddendum = (
  { addenda }: AgreementEntry,
  number: number,
  change: (addendum: Addendum) => Partial<Addendum>,
): Pick<AgreementEntry, 'addenda'> => ({
  addenda: addenda.map((one) => (one.number === number ? { ...one, ...change(one) } : one)),
});

/** What was written beside an event: the place in its approval, a comment in the others. */
function writtenBeside(
  event: Projected<AgreementEvent>,
  remarks: readonly SealedRemark[],
): Pick<AgreementEntry, 'approval' | 'remarks'> {
  const { type, data, metadata } = event;
  const written = { on: happened(event).on, by: nameOf(metadata.actor), sealed: copySeals(data) };
  if (type === 'AgreementApprovedForSigning') return { approval: written, remarks };
  if (written.sealed.length === 0) return { remarks };
  return { remarks: [...remarks, { ...written, type, recordedAt: metadata.recordedAt }] };
}
