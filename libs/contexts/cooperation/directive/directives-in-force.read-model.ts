import type { Projection } from '#kernel';
import { ADDRESSEE_ROLES } from '#contracts/cooperation/directive.codes';
import * as events from '#contracts/cooperation/directive.events';
import { day, id, unitId } from '#contracts/schemas';
import * as q from '#platform/questions';
import { directiveAfter, type DirectiveDocument, standingAs } from './directive.document.js';

/** One directive with the days between which it is the rule, for whoever keeps it or is addressed by it. */
interface RuleDocument extends DirectiveDocument {
  readonly appliesTo: readonly string[];
}

export const rules: Projection<RuleDocument, events.DirectiveEvent> = {
  name: 'directives-in-force',
  version: 1,
  events: [
    events.DirectiveDrafted,
    events.DirectiveIssued,
    events.DirectiveSuperseded,
    events.DirectiveRevoked,
    events.DirectiveEntryCorrected,
    events.DirectiveEntryAnnulled,
  ],
  indexes: [
    ['units', 'effectiveOn'],
    ['appliesTo', 'effectiveOn'],
  ],
  fold: (document, event, directiveId) => {
    const directive = directiveAfter(document, event, directiveId);
    return {
      ...directive,
      appliesTo: [...new Set([directive.unitId, ...directive.addressees.map((addressee) => addressee.unitId)])],
    };
  },
};

export const directivesInForce = q.many(
  {
    name: 'directivesInForce',
    path: 'in-force',
    summary: 'Which directives were in force on a day, as is known now',
    may: [...ADDRESSEE_ROLES, 'kanwil', 'auditor', 'dpo'],
    by: { unitId: q.aUnit('For which unit'), on: q.aDay('On which day; today by default') },
    shows: q.related(
      q.row('DirectiveInForce', {
        id,
        number: q.word,
        title: q.word,
        text: q.says(q.word, 'What is to be done.'),
        issuingUnitId: unitId,
        appliesTo: q.says(q.listOf(unitId), 'The units whose people it binds.'),
        effectiveOn: day,
        endsOn: q.maybe(q.says(day, 'From this day on it is no longer in force.')),
        successorId: q.maybe(id),
      }),
      { directive: q.toOne('directive', 'id') },
    ),
  },
  async ({ unitId: appliesTo, on }, { reader, models, today }) => {
    const at = on ?? today;
    const found = await models.all(rules, reader, {
      filter: { appliesTo, ...standingAs('IN_FORCE', at) },
      sort: { effectiveOn: 1 },
    });
    return {
      items: found.map((rule) => ({ ...rule, effectiveOn: rule.effectiveOn ?? '', appliesTo: [...rule.appliesTo] })),
    };
  },
);
