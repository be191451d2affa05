import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { NotFound, shown, type ShownEntry, without } from '#kernel';
import { OpenedRecords } from '#platform/audit';
import type { Reader } from '#platform/auth';
import { type Page, ReadModels } from '#platform/projections';
import { type InmateDocument, inmates } from './inmates.projection.js';

export interface InmateQuestion {
  readonly unitId?: string;
  readonly status?: string;
  readonly present?: boolean;
  /** A unit that has yet to accept them. */
  readonly pendingTo?: string;
  readonly limit?: number;
  readonly after?: string;
}

export type InmateSummary = Omit<InmateDocument, 'units' | 'entries'>;

export interface InmateInFull extends InmateSummary {
  readonly registrations: readonly ShownEntry[];
  readonly statusChanges: readonly ShownEntry[];
  readonly moves: readonly ShownEntry[];
  readonly transfers: readonly ShownEntry[];
  readonly acceptances: readonly ShownEntry[];
  readonly releases: readonly ShownEntry[];
  readonly imports: readonly ShownEntry[];
  readonly acknowledgements: readonly ShownEntry[];
  readonly merges: readonly Merging[];
  readonly unmerges: readonly Merging[];
}

/** That another record was found to be, or not to be, of the same person. */
export interface Merging extends Pick<ShownEntry, 'entryId' | 'on' | 'recordedAt' | 'recordedBy'> {
  readonly duplicateId: string;
  readonly reasonCode: string;
}

export class InmatesIn extends Query<Page<InmateSummary>> {
  constructor(
    readonly reader: Reader,
    readonly question: InmateQuestion,
  ) {
    super();
  }
}

export class InmateWithId extends Query<InmateInFull> {
  constructor(
    readonly reader: Reader,
    readonly inmateId: string,
  ) {
    super();
  }
}

@QueryHandler(InmatesIn)
export class InmatesInHandler implements IQueryHandler<InmatesIn> {
  constructor(private readonly models: ReadModels) {}

  async execute({ reader, question }: InmatesIn): Promise<Page<InmateSummary>> {
    const { unitId, status, present, pendingTo, limit, after } = question;
    const page = await this.models.page(inmates, reader, {
      filter: { units: unitId, custodyStatus: status, present, pendingTo },
      sort: { registeredOn: -1 },
      ...(limit !== undefined && { limit }),
      ...(after !== undefined && { after }),
    });
    return { ...page, items: page.items.map(summaryOf) };
  }
}

@QueryHandler(InmateWithId)
export class InmateWithIdHandler implements IQueryHandler<InmateWithId> {
  constructor(
    private readonly models: ReadModels,
    private readonly records: OpenedRecords,
  ) {}

  async execute({ reader, inmateId }: InmateWithId): Promise<InmateInFull> {
    const inmate = await this.models.one(inmates, reader, inmateId);
    if (inmate === undefined) throw new NotFound('inmate with that id');
    const entries = (await this.records.open(reader, 'inmate', inmate.entries)) as unknown as InmateDocument['entries'];
    return {
      ...summaryOf(inmate),
      registrations: shown(entries, 'InmateRegistered'),
      statusChanges: shown(entries, 'CustodyStatusChanged'),
      moves: shown(entries, 'RoomMoved'),
      transfers: shown(entries, 'InmateTransferred'),
      acceptances: shown(entries, 'InmateTransferAccepted'),
      releases: shown(entries, 'InmateReleased'),
      imports: shown(entries, 'CustodyFactImported'),
      acknowledgements: shown(entries, 'CustodyChangeAcknowledged'),
      merges: mergings(entries, 'InmateRecordsMerged'),
      unmerges: mergings(entries, 'InmateRecordsUnmerged'),
    };
  }
}

const summaryOf = (inmate: InmateDocument): InmateSummary => without(inmate, 'units', 'entries');

const mergings = (entries: InmateDocument['entries'], wanted: string): readonly Merging[] =>
  entries.flatMap(({ entryId, type, said: [first] }) => {
    const { duplicateId, reasonCode } = first?.data ?? {};
    if (first === undefined || type !== wanted) return [];
    if (typeof duplicateId !== 'string' || typeof reasonCode !== 'string') return [];
    const { on, recordedAt, recordedBy } = first;
    return [{ entryId, duplicateId, reasonCode, on, recordedAt, recordedBy }];
  });
