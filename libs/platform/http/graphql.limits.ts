import {
  type ASTVisitor,
  type FieldNode,
  GraphQLError,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

const DEEPEST = 8;
const WIDEST = 20;

/** What a selection costs: levels of fields, fields of its own level, and aliases at any level, fragments spread. */
interface Cost {
  readonly depth: number;
  readonly width: number;
  readonly aliases: number;
}

/**
 * Validation rule: at most 8 levels, 20 root fields and 20 aliases in an operation; introspection is left to GraphQL's own
 * limit.
 */
export function withinLimits(context: ValidationContext): ASTVisitor {
  const known = new Map<string, Cost>();

  const costOf = ({ selections }: SelectionSetNode): Cost => selections.map(costOfOne).reduce(together, NOTHING);

  function costOfOne(node: SelectionNode): Cost {
    if (node.kind === Kind.FIELD) return costOfField(node);
    return node.kind === Kind.INLINE_FRAGMENT ? costOf(node.selectionSet) : costOfFragment(node.name.value);
  }

  function costOfField({ name, alias, selectionSet }: FieldNode): Cost {
    const inner = selectionSet === undefined || name.value.startsWith('__') ? NOTHING : costOf(selectionSet);
    return { depth: inner.depth + 1, width: 1, aliases: inner.aliases + (alias === undefined ? 0 : 1) };
  }

  function costOfFragment(name: string): Cost {
    const cost = known.get(name);
    if (cost !== undefined) return cost;
    known.set(name, NOTHING); // a fragment within itself is refused by another rule
    const fragment = context.getFragment(name);
    const found = fragment ? costOf(fragment.selectionSet) : NOTHING;
    known.set(name, found);
    return found;
  }

  return {
    OperationDefinition: ({ selectionSet }) => {
      const { depth, width, aliases } = costOf(selectionSet);
      if (depth <= DEEPEST && width <= WIDEST && aliases <= WIDEST) return;
      context.reportError(new GraphQLError(TOO_LARGE, { extensions: { code: 'query-too-large' } }));
    },
  };
}

const TOO_LARGE = `A query has at most ${DEEPEST} levels, ${WIDEST} root fields and ${WIDEST} aliases.`;
const NOTHING: Cost = { depth: 0, width: 0, aliases: 0 };

const together = (one: Cost, other: Cost): Cost => ({
  depth: Math.max(one.depth, other.depth),
  width: one.width + other.width,
  aliases: one.aliases + other.aliases,
});
