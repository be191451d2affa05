import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { addDays, Engine, NotFound } from '#kernel';
import type { AgreementKind, Service } from '#contracts/cooperation/codes';
import { type CoverageEvent, type NotInForce, standingOn } from '#contracts/cooperation/coverage';
import { OpenedRecords } from '#platform/audit';
import type { Reader } from '#platform/auth';
import { type Page, ReadModels } from '#platform/projections';
import { todayOf } from '#platform/auth';
import { agreementCoverage } from './agreement-coverage.projection.js';
import {
  type AgreementEntry,
  agreementRegister,
  type AgreementStatus,
  type SealedApproval,
  type SealedRemark,
} from './agreement-register.projection.js';

/** Where an agreement stands on the day asked for, computed from its dates. */
export type AgreementStanding = 'in-force' | NotInForce;

/** What a list shows of an agreement; `standing` is that of the day asked for. */
export type AgreementSummary = Omit<AgreementEntry, 'units' | 'clauses' | 'addenda' | 'remarks' | 'approval'> & {
  readonly standing: AgreementStanding;
};

/** A comment that was opened, or the classes of keys that are gone. */
export type Remark = Omit<SealedRemark, 'sealed'> & { readonly comment?: string; readonly gone?: readonly string[] };

/** Where the text is signed, opened, or the classes of keys that are gone. */
export type Approval = Omit<SealedApproval, 'sealed'> & { readonly place?: string; readonly gone?: readonly string[] };

export type AgreementInFull = AgreementSummary &
  Pick<AgreementEntry, 'clauses' | 'addenda'> & {
    readonly remarks: readonly Remark[];
    readonly approval?: Approval;
  };

export interface AgreementQuestion {
  readonly status?: AgreementStatus;
  readonly kind?: AgreementKind;
  readonly unitId?: string;
  readonly service?: Service;
  /** Signed, and its last day is `on` or at most so many days later. */
  readonly expiringWithinDays?: number;
  /** The business day the answer is for; today in the reader's unit when absent. */
  readonly on?: string;
  readonly limit?: number;
  readonly after?: string;
}

export class AgreementsIn extends Query<Page<AgreementSummary>> {
  constructor(
    readonly reader: Reader,
    readonly question: AgreementQuestion,
  ) {
    super();
  }
}

export class AgreementWithId extends Query<AgreementInFull> {
  constructor(
    readonly reader: Reader,
    readonly agreementId: string,
    readonly on?: string,
  ) {
    super();
  }
}

@QueryHandler(AgreementsIn)
export class AgreementsInHandler implements IQueryHandler<AgreementsIn> {
  constructor(
    private readonly engine: Engine,
    private readonly models: ReadModels,
  ) {}

  async execute({ reader, question }: AgreementsIn): Promise<Page<AgreementSummary>> {
    const { limit, after, on = todayOf(this.engine, reader) } = question;
    const page = await this.models.page(agreementRegister, reader, {
      filter: filterOf(question, on),
      sort: { endsOn: 1 },
      ...(limit !== undefined && { limit }),
      ...(after !== undefined && { after }),
    });
    const ids = page.items.map(({ agreementId }) => agreementId);
    const covering = await this.models.all(agreementCoverage, reader, { filter: { agreementId: { $in: ids } } });
    const events = new Map(covering.map((agreement) => [agreement.agreementId, agreement.events]));
    return {
      ...page,
      items: page.items.map((entry) => ({
        ...partsOf(entry).summary,
        standing: standingIn(on, events.get(entry.agreementId)),
      })),
    };
  }
}

@QueryHandler(AgreementWithId)
export class AgreementWithIdHandler implements IQueryHandler<AgreementWithId> {
  constructor(
    private readonly engine: Engine,
    private readonly models: ReadModels,
    private readonly records: OpenedRecords,
  ) {}

  async execute({ reader, agreementId, on = todayOf(this.engine, reader) }: AgreementWithId): Promise<AgreementInFull> {
    const entry = await this.models.one(agreementRegister, reader, agreementId);
    if (entry === undefined) throw new NotFound('agreement with that id');
    const covering = await this.models.one(agreementCoverage, reader, agreementId);
    const { summary, text, remarks, approval } = partsOf(entry);
    const opened = await this.records.open(reader, 'agreement-remarks', [...remarks, ...approval]);
    const standing = standingIn(on, covering?.events);
    return {
      ...summary,
      ...text,
      standing,
      remarks: opened.slice(0, remarks.length) as unknown as readonly Remark[],
      ...(approval.length > 0 && { approval: opened.at(-1) as unknown as Approval }),
    };
  }
}

const filterOf = (question: AgreementQuestion, on: string): Record<string, unknown> => {
  const { status, kind, unitId, service, expiringWithinDays: days } = question;
  const isRunning = { status: { $in: ['SIGNED', 'SUSPENDED'] } };
  return {
    status,
    kind,
    services: service,
    units: unitId,
    ...(days !== undefined && { $and: [isRunning, { endsOn: { $gte: on, $lte: addDays(on, days) } }] }),
  };
};

function partsOf({ units, clauses, addenda, remarks, approval, ...summary }: AgreementEntry) {
  return { summary, text: { clauses, addenda }, remarks, approval: approval === undefined ? [] : [approval], units };
}

function standingIn(on: string, events: readonly CoverageEvent[] = []): AgreementStanding {
  const standing = standingOn(events, on);
  return standing.inForce ? 'in-force' : standing.why;
}
