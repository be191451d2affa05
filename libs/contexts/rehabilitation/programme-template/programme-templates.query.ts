import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Engine, NotFound, without } from '#kernel';
import { type Reader, todayOf } from '#platform/auth';
import { type Page, ReadModels } from '#platform/projections';
import { type ProgrammeTemplateDocument, programmeTemplates } from './programme-templates.projection.js';

export interface ProgrammeTemplateQuestion {
  /** The day on which the templates are offered, today unless told. */
  readonly on?: string;
  readonly code?: string;
  readonly limit?: number;
  readonly after?: string;
}

export type ProgrammeTemplateInFull = Omit<ProgrammeTemplateDocument, 'units'>;

/** Which templates are offered on a day. */
export class ProgrammeTemplatesOn extends Query<Page<ProgrammeTemplateInFull>> {
  constructor(
    readonly reader: Reader,
    readonly question: ProgrammeTemplateQuestion,
  ) {
    super();
  }
}

export class ProgrammeTemplateWithId extends Query<ProgrammeTemplateInFull> {
  constructor(
    readonly reader: Reader,
    readonly templateId: string,
  ) {
    super();
  }
}

@QueryHandler(ProgrammeTemplatesOn)
export class ProgrammeTemplatesOnHandler implements IQueryHandler<ProgrammeTemplatesOn> {
  constructor(
    private readonly engine: Engine,
    private readonly models: ReadModels,
  ) {}

  async execute({ reader, question }: ProgrammeTemplatesOn): Promise<Page<ProgrammeTemplateInFull>> {
    const { on = todayOf(this.engine, reader), code, limit, after } = question;
    const page = await this.models.page(programmeTemplates, reader, {
      filter: {
        ...(code && { code }),
        validFrom: { $lte: on },
        $or: [{ retiredOn: { $exists: false } }, { retiredOn: { $gt: on } }],
      },
      sort: { validFrom: -1, code: 1 },
      ...(limit !== undefined && { limit }),
      ...(after !== undefined && { after }),
    });
    return { ...page, items: page.items.map(shownWhole) };
  }
}

@QueryHandler(ProgrammeTemplateWithId)
export class ProgrammeTemplateWithIdHandler implements IQueryHandler<ProgrammeTemplateWithId> {
  constructor(private readonly models: ReadModels) {}

  async execute({ reader, templateId }: ProgrammeTemplateWithId): Promise<ProgrammeTemplateInFull> {
    const template = await this.models.one(programmeTemplates, reader, templateId);
    if (template === undefined) throw new NotFound('programme template with that id');
    return shownWhole(template);
  }
}

const shownWhole = (template: ProgrammeTemplateDocument): ProgrammeTemplateInFull => without(template, 'units');
