import * as kernel from '#kernel';
import * as events from '#contracts/custody/inmate.events';
import { id, unitId } from '#contracts/schemas';
import { CUSTODY_STATUSES } from '#contracts/custody/codes';
import { type Scoped, tokensOf } from '#platform/projections';
import * as q from '#platform/questions';
import { type Identity, lengthOf, wanted, wantedNumber, wordsOf } from './directory.words.js';
import { refuse } from './directory.refusals.js';

const folded = [
  events.InmateRegistered,
  events.CustodyStatusChanged,
  events.CustodyFactImported,
  events.InmateTransferred,
  events.InmateTransferAccepted,
  events.InmateReleased,
  events.InmateMarkedDuplicate,
  events.InmateUnmarkedDuplicate,
  events.InmateEntryCorrected,
  events.InmateEntryAnnulled,
] as const;

export type DirectoryEvent = kernel.EventOf<(typeof folded)[number]>;
type Corrected = Extract<DirectoryEvent, { type: 'InmateEntryCorrected' }>['data']['entry'];
type EntryData = Exclude<DirectoryEvent, { type: 'InmateEntryCorrected' }>['data'] | Corrected;

/** What one valid entry of a record tells the directory, as it is known now. */
interface Fact {
  readonly entryId: string;
  readonly type: string;
  /** Where in the log it was said last. */
  readonly saidAt: string;
  readonly sealed: readonly kernel.Seal[];
  readonly tokens: readonly string[];
  readonly custodyStatus?: string;
  /** Since when it has been the status. */
  readonly since?: string;
  /** Whether it says a register number, which it does together with its period. */
  readonly isNumbered?: true;
  /** Whether it says who somebody is besides. */
  readonly isOfPerson?: true;
  readonly leftOn?: string;
  readonly toUnitId?: string;
  /** The entry of the transfer that it accepts. */
  readonly transferId?: string;
  readonly survivorId?: string;
}

interface Closed {
  readonly sealed: readonly kernel.Seal[];
}

/** One inmate's record in a unit's directory; who it is stays sealed. */
export interface DirectoryDocument extends Scoped {
  readonly inmateId: string;
  readonly custodyStatus: string;
  readonly present: boolean;
  /** The unit that has yet to accept the transfer by which they left. */
  readonly pendingTo?: string;
  readonly survivorId?: string;
  /** Name, aliases and identity number: of seals that hold the same, the later one holds what is known now. */
  readonly person: Closed;
  /** The register number that counts now. */
  readonly register: Closed;
  /** Of every valid entry: an earlier name or number of a person still finds the person. */
  readonly tokens: readonly string[];
  readonly facts: readonly Fact[];
}

export const directory: kernel.SearchedProjection<DirectoryDocument, DirectoryEvent> = {
  name: 'directory',
  version: 1,
  events: folded,
  indexes: [['tokens']],
  words: (event) => wordsOf(identityIn(event.type === 'InmateEntryCorrected' ? event.data.entry : event.data)),
  fold: (document, event, inmateId) => {
    const facts = afterwards(document?.facts ?? [], event);
    if (!facts.some(({ type }) => type === 'InmateRegistered')) return kernel.GONE;
    const known = knownBy(facts);
    const units = [event.metadata.unitId, ...(known.pendingTo === undefined ? [] : [known.pendingTo])];
    return { inmateId, units, ...known, facts };
  },
};

const isIdentifying = (data: EntryData): data is EntryData & Identity =>
  'registeredOn' in data || 'changedOn' in data || 'acceptedOn' in data || 'sourceRef' in data;

const identityIn = (data: EntryData): Identity => (isIdentifying(data) ? data : {});

function afterwards(facts: readonly Fact[], event: kernel.Tokened<DirectoryEvent>): readonly Fact[] {
  switch (event.type) {
    case 'InmateEntryAnnulled':
      return facts.filter(({ entryId }) => entryId !== event.data.of);
    case 'InmateEntryCorrected': {
      const { of, entry } = event.data;
      return facts.map((fact) => (fact.entryId === of ? factOf(of, fact.type, entry, event) : fact));
    }
    case 'InmateUnmarkedDuplicate':
      return facts.filter(({ survivorId }) => survivorId !== event.data.survivorId);
    case 'InmateRegistered':
    case 'CustodyStatusChanged':
    case 'CustodyFactImported':
    case 'InmateTransferred':
    case 'InmateTransferAccepted':
    case 'InmateReleased':
    case 'InmateMarkedDuplicate':
      return [...facts, factOf(event.id, event.type, event.data, event)];
  }
}

function factOf(
  entryId: string,
  type: string,
  data: EntryData,
  { position, tokens }: Pick<kernel.Tokened<DirectoryEvent>, 'position' | 'tokens'>,
): Fact {
  const sealed = kernel.copySeals(data).filter(({ c }) => c === 'identity');
  return { entryId, type, saidAt: position, sealed, tokens, ...clearOf(data) };
}

function clearOf(data: EntryData): Partial<Fact> {
  if ('registeredOn' in data) {
    const { custodyStatus, registeredOn: since } = data;
    return { custodyStatus, since, isNumbered: true, isOfPerson: true };
  }
  if ('changedOn' in data) {
    const { custodyStatus, changedOn: since, registerPeriod } = data;
    return { custodyStatus, since, ...(registerPeriod !== undefined && { isNumbered: true }) };
  }
  if ('transferredOn' in data) {
    const { transferredOn: leftOn, toUnitId } = data;
    return { leftOn, ...(toUnitId !== undefined && { toUnitId }) };
  }
  if ('acceptedOn' in data) return { transferId: data.transferId, since: data.acceptedOn, isNumbered: true };
  if ('releasedOn' in data) return { leftOn: data.releasedOn };
  if ('survivorId' in data) return { survivorId: data.survivorId };
  return 'sourceRef' in data ? { isOfPerson: true } : {};
}

function knownBy(facts: readonly Fact[]) {
  const said = [...facts].sort((one, other) => compare(one.saidAt, other.saidAt));
  const dated = facts.filter(({ since }) => since !== undefined).sort((one, other) => compare(one.since, other.since));
  const isAccepted = (entryId: string): boolean => facts.some(({ transferId }) => transferId === entryId);
  const leaving = facts.find(({ entryId, leftOn }) => leftOn !== undefined && !isAccepted(entryId));
  const survivorId = facts.find((fact) => fact.survivorId !== undefined)?.survivorId;
  return {
    custodyStatus: dated.findLast(({ custodyStatus }) => custodyStatus !== undefined)?.custodyStatus ?? '',
    present: leaving === undefined,
    ...(leaving?.toUnitId !== undefined && { pendingTo: leaving.toUnitId }),
    ...(survivorId !== undefined && { survivorId }),
    person: { sealed: said.flatMap(({ isOfPerson, sealed }) => (isOfPerson ? sealed : [])) },
    register: { sealed: dated.findLast(({ isNumbered }) => isNumbered)?.sealed ?? [] },
    tokens: [...new Set(facts.flatMap(({ tokens }) => tokens))].sort(),
  };
}

const compare = (one = '', other = ''): number => (one < other ? -1 : Number(one > other));

const SHORTEST_SEARCH = 3;

/** Who must know an inmate by name; an auditor reads pseudonyms (domain 5.5). */
export const directorySearch = q.page({
  name: 'directorySearch',
  path: 'search',
  isPosted: true,
  summary: 'Inmates by name, alias or number; who is shown is recorded',
  may: ['karutan', 'kasubsi-pelayanan', 'petugas-registrasi', 'kpr', 'perawat-klinik', 'asesor-bnnk'],
  of: directory,
  by: {
    text: q.aText(100, 'Words or beginnings of words of a name or an alias: all must fit'),
    number: q.aText(50, 'A register number or an identity number, or how it ends'),
  },
  where: async (asked, { engine }) => {
    const tokens = await tokensOf(engine.keyring, wordsIn(asked));
    return { $and: tokens.map((token) => ({ tokens: token })) };
  },
  shows: q.related(
    q.row('DirectoryEntry', {
      inmateId: id,
      name: q.maybe(q.says(q.word, 'What they are called.')),
      aliases: q.says(q.listOf(q.word), 'Other names of theirs.'),
      registerNumber: q.maybe(q.says(q.word, 'The one that counts now.')),
      custodyStatus: q.says(q.codeOf(CUSTODY_STATUSES), 'As what they are held.'),
      present: q.says(q.flag, 'Neither transferred nor released.'),
      pendingTo: q.maybe(q.says(unitId, 'The unit that has yet to accept the transfer.')),
      survivorId: q.maybe(q.says(id, 'The record that stands for this one, which is a duplicate.')),
      gone: q.gone,
    }),
    { inmate: q.toOne('inmate', 'inmateId') },
  ),
  asAll: async (documents, _, { reader, records }) => {
    const closed: readonly Partial<Opened>[] = documents.map(({ person, register }) => ({ person, register }));
    const opened = await records.open(reader, 'directory-search', closed);
    return documents.map((document, index) => ({ ...document, ...shownOf(opened[index]) }));
  },
});

/** What the seals of one document held, or that they cannot be opened any more. */
interface Opened {
  readonly person: Closed & { readonly name?: string; readonly aliases?: string[]; readonly gone?: string[] };
  readonly register: Closed & { readonly registerNumber?: string };
}

function shownOf({ person, register }: Partial<Opened> = {}) {
  const { name, aliases = [], gone } = person ?? {};
  const registerNumber = register?.registerNumber;
  return {
    aliases,
    ...(name !== undefined && { name }),
    ...(registerNumber !== undefined && { registerNumber }),
    ...(gone !== undefined && { gone }),
  };
}

function wordsIn({ text, number }: { readonly text?: string; readonly number?: string }): readonly kernel.Word[] {
  if (text === undefined && number === undefined) refuse('nothing-to-search');
  if ([text, number].some((term) => term !== undefined && lengthOf(term) < SHORTEST_SEARCH)) {
    refuse('too-short-to-search', { shortestSearch: SHORTEST_SEARCH });
  }
  return [...(text === undefined ? [] : wanted(text)), ...(number === undefined ? [] : [wantedNumber(number)])];
}
