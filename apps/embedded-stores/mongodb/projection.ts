import { refuse } from './mongo-error.js';
import {
  bytesOf,
  documentOf,
  elementsOf,
  isArray,
  isDocument,
  numberOf,
  truthOf,
  valueOfDocument,
  type Element,
  type Value,
} from './raw-bson.js';
import { BSONType } from 'bson';

type Tree = Map<string, Tree | true>;
export type Projection = (document: Buffer) => Buffer;

/** Inclusion or exclusion of fields and dotted paths, `_id` included unless said otherwise; operators and expressions are refused. */
export function parseProjection(projection: Value | undefined): Projection {
  const tree: Tree = new Map();
  let including: boolean | undefined;
  let keepsId: boolean | undefined;
  for (const { path, value } of projection ? leavesOf(projection, '') : []) {
    const keep = keeps(path, value);
    if (path === '_id') keepsId = keep;
    else if (including !== undefined && including !== keep) {
      refuse(
        'BadValue',
        `Cannot do ${keep ? 'inclusion' : 'exclusion'} on field ${path} in the other kind of projection`,
      );
    } else {
      including = keep;
      plant(tree, path.split('.'), path);
    }
  }
  if (including === undefined && keepsId === undefined) return (document) => document;
  const inclusive = including ?? keepsId === true;
  if (inclusive && keepsId !== false) tree.set('_id', true);
  if (!inclusive && keepsId === false) tree.set('_id', true);
  return (document) => bytesOf(pruned(valueOfDocument(document), tree, inclusive));
}

function leavesOf(projection: Value, prefix: string): { path: string; value: Element }[] {
  return elementsOf(projection).flatMap((value) => {
    const path = prefix + value.name;
    if (/(^|\.)\$/.test(path)) refuse('BadValue', `The projection ${path} is not served`);
    return isDocument(value) ? leavesOf(value, `${path}.`) : [{ path, value }];
  });
}

function keeps(path: string, value: Value): boolean {
  if (value.type === BSONType.bool || numberOf(value) !== undefined) return truthOf(value);
  return refuse(
    'BadValue',
    `The projection of ${path} is neither an inclusion nor an exclusion; expressions are not served`,
  );
}

function plant(tree: Tree, [name = '', ...rest]: string[], path: string): void {
  const known = tree.get(name);
  if (name === '') refuse('BadValue', `The path '${path}' has an empty part.`);
  if (known === true || (known && rest.length === 0)) refuse('BadValue', `Path collision at ${path}`);
  if (rest.length === 0) tree.set(name, true);
  else {
    const below: Tree = known ?? new Map<string, Tree | true>();
    tree.set(name, below);
    plant(below, rest, path);
  }
}

function pruned(value: Value, tree: Tree, inclusive: boolean): Value {
  const kept = elementsOf(value).flatMap((element) => {
    const node = tree.get(element.name);
    if (node === undefined || node === true)
      return (node === true) === inclusive ? [[element.name, element] as const] : [];
    return below(element, node, inclusive).map((content) => [element.name, content] as const);
  });
  return { ...valueOfDocument(documentOf(kept)), type: value.type };
}

function below(value: Value, tree: Tree, inclusive: boolean): Value[] {
  if (isDocument(value)) return [pruned(value, tree, inclusive)];
  if (!isArray(value)) return inclusive ? [] : [value];
  const items = elementsOf(value).flatMap((item) => below(item, tree, inclusive));
  const bytes = documentOf(items.map((item, position) => [String(position), item] as const));
  return [{ ...valueOfDocument(bytes), type: BSONType.array }];
}
