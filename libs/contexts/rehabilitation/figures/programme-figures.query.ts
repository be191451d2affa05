import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Malformed } from '#kernel';
import type { Reader } from '#platform/auth';
import { ReadModels } from '#platform/projections';
import { countedOf, figuresOf, type Period, type ProgrammeFigures } from './figures.js';
import { programmeFigures } from './programme-figures.projection.js';
import { publishable } from './suppression.js';

export interface FiguresQuestion extends Period {
  readonly unitId?: string;
}

export class ProgrammeFiguresOf extends Query<ProgrammeFigures> {
  constructor(
    readonly reader: Reader,
    readonly question: FiguresQuestion,
  ) {
    super();
  }
}

/** Counts the cases that the reader reaches, at most 10,000: beyond, the question must name a unit. */
@QueryHandler(ProgrammeFiguresOf)
export class ProgrammeFiguresOfHandler implements IQueryHandler<ProgrammeFiguresOf> {
  constructor(private readonly models: ReadModels) {}

  async execute({ reader, question: { unitId, from, to } }: ProgrammeFiguresOf): Promise<ProgrammeFigures> {
    if (from !== undefined && to !== undefined && to < from) {
      throw new Malformed('period-reversed', 'The period ends before it begins: from, then to.');
    }
    const period = { ...(from && { from }), ...(to && { to }) };
    const counted = countedOf(await this.models.all(programmeFigures, reader, { filter: { unitId } }), period);
    const figures = figuresOf(counted, period);
    return PUBLISHED_TO.includes(reader.actor.role) ? publishable(figures, counted) : figures;
  }
}

/** Who reads published statistics only: cells of few people are suppressed for them (domain 5.5). */
const PUBLISHED_TO: readonly string[] = ['kanwil'];
