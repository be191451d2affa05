import {
  type ASTVisitor,
  type FieldNode,
  getNamedType,
  GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

const DEEPEST = 8;
const WIDEST = 20;
const MOST_RECORDS = 10_000;
/** How many a list may hold whose limit only a variable says. */
const LONGEST = 200;

/** What a selection costs: levels of fields, fields of its own level, aliases at any level, records that are looked up; fragments spread. */
interface Cost {
  readonly depth: number;
  readonly width: number;
  readonly aliases: number;
  readonly records: number;
}

/**
 * Validation rule: at most 8 levels, 20 root fields, 20 aliases and 10,000 records in an operation, where a list within a list counts for each
 * of that; introspection is left to GraphQL's own limit.
 */
export function withinLimits(context: ValidationContext): ASTVisitor {
  const known = new Map<string, Cost>();

  const costOf = ({ selections }: SelectionSetNode, on: On): Cost =>
    selections.map((node) => costOfOne(node, on)).reduce(together, NOTHING);

  function costOfOne(node: SelectionNode, on: On): Cost {
    if (node.kind === Kind.FIELD) return costOfField(node, on);
    return node.kind === Kind.INLINE_FRAGMENT ? costOf(node.selectionSet, on) : costOfFragment(node.name.value);
  }

  function costOfField(node: FieldNode, on: On): Cost {
    const { name, alias, selectionSet } = node;
    const field = isObjectType(on) ? on.getFields()[name.value] : undefined;
    const within = field && getNamedType(field.type);
    const inner = selectionSet === undefined || name.value.startsWith('__') ? NOTHING : costOf(selectionSet, within);
    const own = recordsOf(node, field);
    return {
      depth: inner.depth + 1,
      width: 1,
      aliases: inner.aliases + (alias === undefined ? 0 : 1),
      records: own === 0 ? inner.records : own * (1 + inner.records),
    };
  }

  function costOfFragment(name: string): Cost {
    const cost = known.get(name);
    if (cost !== undefined) return cost;
    known.set(name, NOTHING); // a fragment within itself is refused by another rule
    const fragment = context.getFragment(name);
    const on = fragment && context.getSchema().getType(fragment.typeCondition.name.value);
    const found = fragment ? costOf(fragment.selectionSet, on) : NOTHING;
    known.set(name, found);
    return found;
  }

  return {
    OperationDefinition: ({ selectionSet }) => {
      const { depth, width, aliases, records } = costOf(selectionSet, context.getSchema().getQueryType());
      if (depth <= DEEPEST && width <= WIDEST && aliases <= WIDEST && records <= MOST_RECORDS) return;
      context.reportError(new GraphQLError(TOO_LARGE, { extensions: { code: 'query-too-large' } }));
    },
  };
}

type On = GraphQLNamedType | null | undefined;

/** How many records a question or a relation looks up at most, as it says itself; nothing where it is a field of what was found. */
function recordsOf({ arguments: given = [] }: FieldNode, field?: GraphQLField<unknown, unknown>): number {
  const { complexity } = field?.extensions ?? {};
  if (typeof complexity !== 'number') return 0;
  const limit = given.find(({ name }) => name.value === 'limit')?.value;
  if (complexity === 1 || limit === undefined) return complexity;
  return limit.kind === Kind.INT ? Number(limit.value) : LONGEST;
}

const TOO_LARGE =
  `A query has at most ${DEEPEST} levels, ${WIDEST} root fields, ${WIDEST} aliases and ${MOST_RECORDS} records, ` +
  'where a list within a list counts for each of that.';
const NOTHING: Cost = { depth: 0, width: 0, aliases: 0, records: 0 };

const together = (one: Cost, other: Cost): Cost => ({
  depth: Math.max(one.depth, other.depth),
  width: one.width + other.width,
  aliases: one.aliases + other.aliases,
  records: one.records + other.records,
});
