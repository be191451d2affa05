import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Engine, isObject, type KeptEntry, NotFound, shown, type ShownEntry, without } from '#kernel';
import { OpenedRecords } from '#platform/audit';
import type { Reader } from '#platform/auth';
import { type Page, ReadModels } from '#platform/projections';
import { withholding } from '../withheld.js';
import { casesWithoutConsent } from './cases-without-consent.projection.js';
import { type ConsentDocument, consents } from './consents.projection.js';

export interface ConsentQuestion {
  readonly inmateId?: string;
  readonly standing?: string;
  /** Withdrawn, and what rests on it has not stopped in time: the case is still open. */
  readonly overdue?: boolean;
  readonly limit?: number;
  readonly after?: string;
}

export type ConsentSummary = Omit<ConsentDocument, 'units' | 'entries'>;

export interface ConsentInFull extends ConsentSummary {
  readonly givings: readonly ShownEntry[];
  readonly overrides: readonly ShownEntry[];
  readonly withdrawals: readonly ShownEntry[];
}

export class ConsentsIn extends Query<Page<ConsentSummary>> {
  constructor(
    readonly reader: Reader,
    readonly question: ConsentQuestion,
  ) {
    super();
  }
}

export class ConsentWithId extends Query<ConsentInFull> {
  constructor(
    readonly reader: Reader,
    readonly consentId: string,
  ) {
    super();
  }
}

@QueryHandler(ConsentsIn)
export class ConsentsInHandler implements IQueryHandler<ConsentsIn> {
  constructor(
    private readonly engine: Engine,
    private readonly models: ReadModels,
  ) {}

  async execute({ reader, question }: ConsentsIn): Promise<Page<ConsentSummary>> {
    const { inmateId, standing, overdue, limit, after } = question;
    if (overdue === true) return this.overdue(reader, question);
    const late = overdue === false ? await this.models.all(casesWithoutConsent, reader, this.whichAreLate({})) : [];
    const page = await this.models.page(consents, reader, {
      filter: {
        ...(inmateId && { inmateId }),
        ...(standing && { standing }),
        ...(late.length > 0 && { $and: late.map(({ withdrawnId }) => ({ consentId: { $ne: withdrawnId } })) }),
      },
      sort: { since: -1 },
      ...(limit !== undefined && { limit }),
      ...(after !== undefined && { after }),
    });
    return { ...page, items: page.items.map(summaryOf) };
  }

  private async overdue(
    reader: Reader,
    { inmateId, standing, limit, after }: ConsentQuestion,
  ): Promise<Page<ConsentSummary>> {
    const cases = await this.models.page(casesWithoutConsent, reader, {
      ...this.whichAreLate(inmateId === undefined ? {} : { inmateId }),
      ...(limit !== undefined && { limit }),
      ...(after !== undefined && { after }),
    });
    const ids = cases.items.map(({ withdrawnId }) => withdrawnId);
    const filter = { consentId: { $in: ids }, ...(standing && { standing }) };
    const found = await this.models.all(consents, reader, { filter });
    const items = ids.flatMap((id) => found.filter(({ consentId }) => consentId === id));
    return { ...(cases.next !== undefined && { next: cases.next }), items: items.map(summaryOf) };
  }

  private whichAreLate(filter: { readonly inmateId?: string }) {
    const now = this.engine.now().toISOString();
    return { filter: { ...filter, open: true, dueAt: { $lt: now } }, sort: { dueAt: 1 } as const };
  }
}

@QueryHandler(ConsentWithId)
export class ConsentWithIdHandler implements IQueryHandler<ConsentWithId> {
  constructor(
    private readonly models: ReadModels,
    private readonly records: OpenedRecords,
  ) {}

  async execute({ reader, consentId }: ConsentWithId): Promise<ConsentInFull> {
    const consent = await this.models.one(consents, reader, consentId);
    if (consent === undefined) throw new NotFound('consent with that id');
    const entries = (await this.opened(reader, consent.entries)).map(toldOnly);
    return {
      ...summaryOf(consent),
      givings: shown(entries, 'ConsentGiven'),
      overrides: shown(entries, 'ConsentOverridden'),
      withdrawals: shown(entries, 'ConsentWithdrawn'),
    };
  }

  /** An auditor reads pseudonyms: who consented, and why consent was overridden or withdrawn, stays sealed for them (domain 5.5). */
  private async opened(reader: Reader, entries: readonly KeptEntry[]): Promise<readonly KeptEntry[]> {
    const read =
      reader.actor.role === 'auditor' ? withholding(entries) : await this.records.open(reader, 'consent', entries);
    return read as unknown as readonly KeptEntry[];
  }
}

/** An entry without what the consent says already and without what it rests on. */
const toldOnly = (entry: KeptEntry): KeptEntry => ({
  ...entry,
  said: entry.said.map((said) => {
    const { givenBy, ...data } = without(said.data, 'subject', 'inmateId', 'basis');
    return { ...said, data: { ...data, ...(isObject(givenBy) && { givenBy: without(givenBy, 'subject') }) } };
  }),
});

const summaryOf = (consent: ConsentDocument): ConsentSummary => without(consent, 'units', 'entries');
