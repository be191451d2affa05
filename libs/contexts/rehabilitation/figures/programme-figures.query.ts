import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Malformed } from '#kernel';
import { OpenedRecords } from '#platform/audit';
import { type Reader, reachOf } from '#platform/auth';
import { ReadModels } from '#platform/projections';
import { countedOf, type Counting, figuresOf, isDiscontinued, type Period, type ProgrammeFigures } from './figures.js';
import type { MilestonesOfCase } from './milestones-of-case.js';
import { type FiguresDocument, programmeFigures } from './programme-figures.projection.js';
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

/**
 * Counts the cases that the reader reaches, at most 10,000: beyond, the question must name a unit. A case counts at the unit that owned it
 * when it happened. Why programmes were ended is opened to be counted, after the viewing is recorded.
 */
@QueryHandler(ProgrammeFiguresOf)
export class ProgrammeFiguresOfHandler implements IQueryHandler<ProgrammeFiguresOf> {
  constructor(
    private readonly models: ReadModels,
    private readonly records: OpenedRecords,
  ) {}

  async execute({ reader, question: { unitId, from, to } }: ProgrammeFiguresOf): Promise<ProgrammeFigures> {
    if (from !== undefined && to !== undefined && to < from) {
      throw new Malformed('period-reversed', 'The period ends before it begins: from, then to.');
    }
    const period = { ...(from && { from }), ...(to && { to }) };
    const isCounted = countingFor(reader, unitId);
    const found = await this.models.all(programmeFigures, reader, { filter: { unitIds: unitId } });
    const counted = countedOf(await this.opened(reader, found, { period, isCounted }), period, isCounted);
    const figures = figuresOf(counted, period);
    return PUBLISHED_TO.includes(reader.actor.role) ? publishable(figures, counted) : figures;
  }

  private async opened(
    reader: Reader,
    cases: readonly FiguresDocument[],
    { period, isCounted }: { readonly period: Period; readonly isCounted: Counting },
  ): Promise<readonly MilestonesOfCase[]> {
    const wanted = cases.filter((one) => isDiscontinued(one, period, isCounted));
    const ends = wanted.flatMap(({ discontinued }) => discontinued ?? []);
    const opened = await this.records.open(reader, 'programme-figures', ends);
    const whyOf = new Map(
      wanted.map(({ caseId }, index) => [caseId, opened[index] as MilestonesOfCase['discontinued']]),
    );
    return cases.map((one) => {
      const discontinued = whyOf.get(one.caseId);
      return discontinued === undefined ? one : { ...one, discontinued };
    });
  }
}

/** What happened while the case was of a unit that was asked for, and was read by the reader's people then. */
function countingFor({ actor }: Reader, asked?: string): Counting {
  const reach = reachOf(actor);
  const reaches = ({ stays }: MilestonesOfCase, unitId: string): boolean =>
    reach === 'all' || stays.some((stay) => stay.unitId === unitId && stay.units.includes(reach));
  return (one, unitId) => (asked === undefined || asked === unitId) && reaches(one, unitId);
}

/** Who reads published statistics only: cells of few people are suppressed for them (domain 5.5). */
const PUBLISHED_TO: readonly string[] = ['kanwil'];
