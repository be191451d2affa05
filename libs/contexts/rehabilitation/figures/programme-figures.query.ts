import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Malformed } from '#kernel';
import type { Reader } from '#platform/auth';
import { ReadModels } from '#platform/projections';
import { type Counted, countedOf, medianOf, percentOf, type Period, type PersonCounts } from './figures.js';
import { programmeFigures } from './programme-figures.projection.js';
import { publishable } from './suppression.js';

export interface FiguresQuestion extends Period {
  readonly unitId?: string;
}

/** How a programme did; the members named in `suppressed` are absent because they tell of too few people. */
export interface ProgrammeFigures
  extends
    Partial<PersonCounts>,
    Pick<Counted, 'discontinuedBy' | 'exitedBy'>,
    Partial<Pick<Counted, 'expectedAttendances' | 'attendances'>> {
  readonly from?: string;
  readonly to?: string;
  readonly conversionPercent?: number;
  readonly completionPercent?: number;
  readonly dosagePercent?: number;
  readonly medianDaysScreenedToAssessed?: number;
  readonly medianDaysAssessedToAdmitted?: number;
  readonly medianDaysAdmittedToCompleted?: number;
  readonly suppressed: readonly string[];
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

/** The figures with their quotients. */
export function figuresOf({ expectedPersons: _, passed, ...counts }: Counted, period: Period): ProgrammeFigures {
  const { admitted, moderate, high, completed, discontinued, attendances, expectedAttendances } = counts;
  return {
    ...period,
    ...counts,
    ...known('conversionPercent', percentOf(admitted, moderate + high)),
    ...known('completionPercent', percentOf(completed, completed + discontinued)),
    ...known('dosagePercent', percentOf(attendances, expectedAttendances)),
    ...known('medianDaysScreenedToAssessed', medianOf(passed.screenedToAssessed)),
    ...known('medianDaysAssessedToAdmitted', medianOf(passed.assessedToAdmitted)),
    ...known('medianDaysAdmittedToCompleted', medianOf(passed.admittedToCompleted)),
    suppressed: [],
  };
}

const known = <Name extends string>(name: Name, value: number | undefined): { readonly [N in Name]?: number } =>
  (value === undefined ? {} : { [name]: value }) as { readonly [N in Name]?: number };
