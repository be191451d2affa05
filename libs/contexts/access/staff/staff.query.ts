import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { HOUSE, type JsonObject, NotFound, without } from '#kernel';
import { OpenedRecords, type ViewingGround } from '#platform/audit';
import { allows, type Reader, StaffRegister } from '#platform/auth';
import { type Page, ReadModels } from '#platform/projections';
import { type StaffDocument, staffDirectory } from './staff.projection.js';
import type { ColleagueView, MeView, StaffRecordView } from './staff.views.js';

export interface StaffQuestion {
  readonly unitId?: string;
  readonly role?: string;
  readonly limit?: number;
  readonly after?: string;
}

export class StaffIn extends Query<Page<ColleagueView>> {
  constructor(
    readonly reader: Reader,
    readonly question: StaffQuestion,
  ) {
    super();
  }
}

export class StaffWithId extends Query<StaffRecordView> {
  constructor(
    readonly reader: Reader,
    readonly staffId: string,
  ) {
    super();
  }
}

export class WhoAmI extends Query<MeView> {
  constructor(readonly reader: Reader) {
    super();
  }
}

/** What the seals of a record held, or that they cannot be opened any more. */
type Opened = JsonObject & Pick<StaffRecordView, 'name' | 'number' | 'gone'>;

async function personsOf(
  records: OpenedRecords,
  reader: Reader,
  purpose: string,
  documents: readonly StaffDocument[],
  ground?: ViewingGround,
): Promise<readonly Opened[]> {
  const persons = documents.map(({ person }) => person);
  return records.open(reader, purpose, persons, ground);
}

@QueryHandler(StaffIn)
export class StaffInHandler implements IQueryHandler<StaffIn> {
  constructor(
    private readonly models: ReadModels,
    private readonly records: OpenedRecords,
  ) {}

  async execute({ reader, question: { unitId, role, limit, after } }: StaffIn): Promise<Page<ColleagueView>> {
    const page = await this.models.page(staffDirectory, ofTheHouse(reader), {
      filter: { ...(unitId && { unitId }), ...(role && { role }) },
      sort: { unitId: 1, role: 1 },
      ...(limit !== undefined && { limit }),
      ...(after !== undefined && { after }),
    });
    const persons = await personsOf(this.records, reader, 'staff', page.items);
    return { ...page, items: page.items.map((document, index) => colleague(document, persons[index])) };
  }
}

@QueryHandler(StaffWithId)
export class StaffWithIdHandler implements IQueryHandler<StaffWithId> {
  constructor(
    private readonly models: ReadModels,
    private readonly records: OpenedRecords,
    private readonly register: StaffRegister,
  ) {}

  async execute({ reader, staffId }: StaffWithId): Promise<StaffRecordView> {
    const document = await this.models.one(staffDirectory, ofTheHouse(reader), staffId);
    if (document === undefined) throw new NotFound('staff with that id');
    const [person] = await personsOf(this.records, reader, 'staff-record', [document]);
    const { registeredOn, logins, revision } = document;
    const isTheirs = (await this.register.idsOf(reader.actor.staffId)).has(staffId);
    const number = isTheirs || administers(reader, document) ? person?.number : undefined;
    return {
      ...colleague(document, person),
      ...(number !== undefined && { number }),
      registeredOn,
      logins: logins.length,
      revision,
    };
  }
}

@QueryHandler(WhoAmI)
export class WhoAmIHandler implements IQueryHandler<WhoAmI> {
  constructor(
    private readonly models: ReadModels,
    private readonly records: OpenedRecords,
    private readonly register: StaffRegister,
  ) {}

  async execute({ reader }: WhoAmI): Promise<MeView> {
    const { staffId, role, unitId } = reader.actor;
    const [unregistered] = await this.register.unregistered([staffId]);
    const known = { staffId, registered: unregistered === undefined, role, unitId };
    const document = await this.models.one(staffDirectory, ofTheHouse(reader), staffId);
    if (document === undefined) return known;
    const [person] = await personsOf(this.records, reader, 'own-record', [document], 'OWN_RECORD');
    return { ...known, ...without(colleague(document, person), 'staffId', 'role', 'unitId') };
  }
}

/** Staff is of the house: people name colleagues of every unit. */
const ofTheHouse = (reader: Reader): Reader => ({ ...reader, actor: { ...reader.actor, unitId: HOUSE } });

const administers = ({ actor: { role, unitId } }: Reader, document: StaffDocument): boolean =>
  allows('RegisterStaff', role) && [document.unitId, HOUSE].includes(unitId);

function colleague(
  { staffId, unitId, role }: StaffDocument,
  person: Opened | undefined,
): Pick<ColleagueView, keyof ColleagueView> {
  const { name, gone } = person ?? {};
  return { staffId, ...(name !== undefined && { name }), unitId, role, ...(gone !== undefined && { gone }) };
}
