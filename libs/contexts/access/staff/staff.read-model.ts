import * as kernel from '#kernel';
import { STAFF_ROLES } from '#contracts/access/staff.codes';
import * as events from '#contracts/access/staff.events';
import { ADDRESSEE_ROLES } from '#contracts/cooperation/directive.codes';
import { day, staffId, unitId } from '#contracts/schemas';
import type { ViewingGround } from '#platform/audit';
import { type Reader, ROLES } from '#platform/auth';
import type { Scoped } from '#platform/projections';
import * as q from '#platform/questions';
import { staffKeepers } from './staff.commands.js';

export interface StaffDocument extends Scoped {
  readonly staffId: string;
  readonly unitId: string;
  readonly role: string;
  readonly registeredOn: string;
  /** Those that are linked to the record now. */
  readonly logins: readonly string[];
  readonly person: { readonly sealed: readonly kernel.Seal[] };
  readonly revision: number;
}

export const staffDirectory: kernel.Projection<StaffDocument, events.StaffRecordEvent | events.StaffLoginEvent> = {
  name: 'staff',
  version: 1,
  events: [events.StaffRegistered, events.StaffLoginLinked, events.StaffLoginUnlinked],
  indexes: [
    ['units', 'unitId', 'role'],
    ['units', 'role', 'unitId'],
    ['units', 'unitId'],
    ['units', 'role'],
  ],
  documents: ({ type, stream, data }) => [type === 'StaffRegistered' ? kernel.uuidOf(stream) : data.staffId],
  fold: (document, event) => {
    if (event.type === 'StaffRegistered') return registered(event);
    if (document === null) return kernel.GONE; // nobody is shown whose registration cannot be believed
    const login = kernel.uuidOf(event.stream);
    const others = document.logins.filter((one) => one !== login);
    return { ...document, logins: event.type === 'StaffLoginLinked' ? [...others, login] : others };
  },
};

function registered(event: kernel.Projected<events.StaffRecordEvent>): StaffDocument {
  const { stream, data, revision } = event;
  return {
    staffId: kernel.uuidOf(stream),
    unitId: data.unitId,
    role: data.role,
    registeredOn: kernel.happened(event).on,
    logins: [],
    person: { sealed: kernel.copySeals(data) },
    units: [kernel.HOUSE],
    revision,
  };
}

const person = {
  name: q.maybe(q.says(q.word, 'What they are called.')),
  unitId: q.says(unitId, 'The unit in which they work.'),
  role: q.says(q.codeOf(STAFF_ROLES), 'As what they work.'),
  gone: q.gone,
};

const colleague = { id: q.says(staffId, 'Under which others name them.'), ...person };

/** Who names colleagues in what they record, who oversees who did what, and who administers users. */
const readers = [...ADDRESSEE_ROLES, 'kanwil', 'auditor', 'dpo', 'admin'] as const;

export const colleagues = q.page({
  name: 'staff',
  summary: 'Colleagues by unit and role, to be named; who is shown is recorded',
  may: readers,
  of: staffDirectory,
  scope: ofTheHouse,
  by: { unitId: q.anyUnit('The unit in which they work'), role: q.anyOf(STAFF_ROLES, 'As what they work') },
  where: (asked) => asked,
  sort: { unitId: 1, role: 1 },
  sortBy: ['unitId', 'role'],
  shows: q.row('Colleague', colleague, 'Somebody of the staff as whoever must name them sees them.'),
  asAll: async (documents, _, answering) => {
    const opened = await personsOf(answering, 'staff', documents);
    return documents.map((document, index) => ({ ...document, ...opened[index] }));
  },
});

export const staffRecord = q.one({
  name: 'staffRecord',
  summary: 'One of the staff',
  may: readers,
  of: staffDirectory,
  scope: ofTheHouse,
  what: 'staff',
  shows: q.row('StaffRecord', {
    ...colleague,
    number: q.maybe(q.says(q.word, 'The employee number, for themselves and who administers their unit.')),
    registeredOn: day,
    logins: q.says(q.whole, 'How many logins are linked to the record.'),
    revision: q.whole,
  }),
  as: async (document, answering) => {
    const { reader, engine } = answering;
    const [opened] = await personsOf(answering, 'staff-record', [document]);
    const isTheirs = (await engine.staff.idsOf(reader.actor.staffId)).has(document.staffId);
    const { number, ...others } = { ...document, ...opened };
    const mayKnow = isTheirs || administers(reader, document);
    return { ...others, ...(mayKnow && number !== undefined && { number }), logins: document.logins.length };
  },
});

export const me = q.single(
  {
    name: 'me',
    route: 'me',
    summary: 'Who asks, as the register of staff knows them',
    may: ROLES,
    shows: q.row('Me', {
      ...person,
      staffId: q.says(staffId, 'Under which whoever asks acts.'),
      registered: q.says(q.flag, 'Whether others can name them.'),
    }),
  },
  async (_, answering) => {
    const { reader, engine, models } = answering;
    const { staffId, role, unitId } = reader.actor;
    const unregistered = await engine.staff.unregistered([staffId]);
    const known = { staffId, registered: unregistered.length === 0, role, unitId };
    const document = await models.one(staffDirectory, ofTheHouse(reader), staffId);
    if (document === undefined) return known;
    const [opened] = await personsOf(answering, 'own-record', [document], 'OWN_RECORD');
    return { ...opened, ...known };
  },
);

/** What the seals of a record held, or that they cannot be opened any more. */
interface Opened extends kernel.JsonObject {
  readonly name?: string;
  readonly number?: string;
  readonly gone?: string[];
}

const personsOf = (
  { records, reader }: q.Answering,
  purpose: string,
  documents: readonly StaffDocument[],
  ground?: ViewingGround,
): Promise<readonly Opened[]> =>
  records.open(
    reader,
    purpose,
    documents.map(({ person }) => person),
    ground,
  );

/** Staff is of the house: people name colleagues of every unit. */
function ofTheHouse(reader: Reader): Reader {
  return { ...reader, actor: { ...reader.actor, unitId: kernel.HOUSE } };
}

const administers = ({ actor: { role, unitId } }: Reader, document: StaffDocument): boolean =>
  staffKeepers.some((one) => one === role) && [document.unitId, kernel.HOUSE].includes(unitId);
