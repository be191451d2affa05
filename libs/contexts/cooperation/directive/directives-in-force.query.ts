import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Engine } from '#kernel';
import type { Reader } from '#platform/auth';
import { type Page, ReadModels } from '#platform/projections';
import { todayOf } from '#platform/auth';
import { directivesInForce, type RuleDocument } from './directives-in-force.projection.js';

/** A directive that was the rule on the day asked for. */
export type Rule = Pick<
  RuleDocument,
  'directiveId' | 'number' | 'title' | 'text' | 'issuingUnitId' | 'appliesTo' | 'effectiveOn' | 'endsOn' | 'successorId'
>;

/** Which rules were in force for a unit on a day, as is known now: all of them, on one page. */
export class DirectivesInForce extends Query<Page<Rule>> {
  constructor(
    readonly reader: Reader,
    readonly unitId?: string,
    readonly on?: string,
  ) {
    super();
  }
}

@QueryHandler(DirectivesInForce)
export class DirectivesInForceHandler implements IQueryHandler<DirectivesInForce> {
  constructor(
    private readonly engine: Engine,
    private readonly models: ReadModels,
  ) {}

  async execute({ reader, unitId, on = todayOf(this.engine, reader) }: DirectivesInForce): Promise<Page<Rule>> {
    const rules = await this.models.all(directivesInForce, reader, {
      filter: {
        ...(unitId && { appliesTo: unitId }),
        effectiveOn: { $lte: on },
        $or: [{ endsOn: { $exists: false } }, { endsOn: { $gt: on } }],
      },
      sort: { effectiveOn: 1 },
    });
    return { items: rules.map(ruleOf) };
  }
}

const ruleOf = ({ directiveId, number, title, text, issuingUnitId, appliesTo, ...rule }: RuleDocument): Rule => ({
  directiveId,
  number,
  title,
  text,
  issuingUnitId,
  appliesTo,
  ...(rule.effectiveOn && { effectiveOn: rule.effectiveOn }),
  ...(rule.endsOn && { endsOn: rule.endsOn }),
  ...(rule.successorId && { successorId: rule.successorId }),
});
