import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { NotFound, shown, type ShownEntry, without } from '#kernel';
import { OpenedRecords } from '#platform/audit';
import type { Reader } from '#platform/auth';
import { type Page, ReadModels } from '#platform/projections';
import {
  type Acknowledgement,
  type ComplianceDocument,
  directiveCompliance,
} from './directive-compliance.projection.js';

export interface DirectiveQuestion {
  readonly status?: string;
  /** The unit that keeps, issues or, once issued, is addressed. */
  readonly unitId?: string;
  /** An addressee who has not acknowledged. */
  readonly unacknowledged?: string;
  readonly limit?: number;
  readonly after?: string;
}

/** How many of those addressed have acknowledged, `percent` rounded down. */
export interface Share {
  readonly addressed: number;
  readonly acknowledged: number;
  readonly percent: number;
}

export interface Compliance extends Share {
  readonly byUnit: readonly (Share & { readonly unitId: string })[];
  readonly byRole: readonly (Share & { readonly role: string })[];
}

export interface DirectiveSummary extends Omit<
  ComplianceDocument,
  'units' | 'entries' | 'text' | 'addressees' | 'acknowledgements'
> {
  readonly addressees: readonly (ComplianceDocument['addressees'][number] & Partial<Acknowledgement>)[];
  readonly compliance: Compliance;
}

export interface DirectiveInFull extends DirectiveSummary {
  readonly text: string;
  readonly drafts: readonly ShownEntry[];
  readonly issues: readonly ShownEntry[];
  readonly acknowledgements: readonly ShownEntry[];
  readonly questions: readonly ShownEntry[];
  readonly answers: readonly ShownEntry[];
  readonly followUps: readonly ShownEntry[];
}

export class DirectivesIn extends Query<Page<DirectiveSummary>> {
  constructor(
    readonly reader: Reader,
    readonly question: DirectiveQuestion,
  ) {
    super();
  }
}

export class DirectiveWithId extends Query<DirectiveInFull> {
  constructor(
    readonly reader: Reader,
    readonly directiveId: string,
  ) {
    super();
  }
}

@QueryHandler(DirectivesIn)
export class DirectivesInHandler implements IQueryHandler<DirectivesIn> {
  constructor(private readonly models: ReadModels) {}

  async execute({ reader, question }: DirectivesIn): Promise<Page<DirectiveSummary>> {
    const { status, unitId, unacknowledged, limit, after } = question;
    const page = await this.models.page(directiveCompliance, reader, {
      filter: {
        ...(status && { status }),
        ...(unitId && { units: unitId }),
        ...(unacknowledged && { unacknowledged }),
      },
      sort: { draftedOn: -1 },
      ...(limit !== undefined && { limit }),
      ...(after !== undefined && { after }),
    });
    return { ...page, items: page.items.map(summaryOf) };
  }
}

@QueryHandler(DirectiveWithId)
export class DirectiveWithIdHandler implements IQueryHandler<DirectiveWithId> {
  constructor(
    private readonly models: ReadModels,
    private readonly records: OpenedRecords,
  ) {}

  async execute({ reader, directiveId }: DirectiveWithId): Promise<DirectiveInFull> {
    const directive = await this.models.one(directiveCompliance, reader, directiveId);
    if (directive === undefined) throw new NotFound('directive with that id');
    const opened = await this.records.open(reader, 'directive', directive.entries);
    const entries = opened as unknown as ComplianceDocument['entries'];
    return {
      ...summaryOf(directive),
      text: directive.text,
      drafts: shown(entries, 'DirectiveDrafted'),
      issues: shown(entries, 'DirectiveIssued'),
      acknowledgements: shown(entries, 'DirectiveAcknowledged'),
      questions: shown(entries, 'DirectiveClarificationAsked'),
      answers: shown(entries, 'DirectiveClarificationAnswered'),
      followUps: shown(entries, 'DirectiveFollowUpRecorded'),
    };
  }
}

function summaryOf(directive: ComplianceDocument): DirectiveSummary {
  const days = new Map(directive.acknowledgements.map(({ staffId, acknowledgedOn }) => [staffId, acknowledgedOn]));
  const addressees = directive.addressees.map((addressee) => {
    const acknowledgedOn = days.get(addressee.staffId);
    return { ...addressee, ...(acknowledgedOn && { acknowledgedOn }) };
  });
  return {
    ...without(directive, 'units', 'entries', 'text', 'acknowledgements'),
    addressees,
    compliance: complianceOf(addressees),
  };
}

type Addressees = DirectiveSummary['addressees'];

const complianceOf = (addressees: Addressees): Compliance => ({
  ...shareOf(addressees),
  byUnit: [...new Set(addressees.map(({ unitId }) => unitId))].map((unitId) => ({
    unitId,
    ...shareOf(addressees.filter((one) => one.unitId === unitId)),
  })),
  byRole: [...new Set(addressees.map(({ role }) => role))].map((role) => ({
    role,
    ...shareOf(addressees.filter((one) => one.role === role)),
  })),
});

function shareOf(addressees: Addressees): Share {
  const addressed = addressees.length;
  const acknowledged = addressees.filter(({ acknowledgedOn }) => acknowledgedOn !== undefined).length;
  return { addressed, acknowledged, percent: addressed === 0 ? 0 : Math.floor((100 * acknowledged) / addressed) };
}
