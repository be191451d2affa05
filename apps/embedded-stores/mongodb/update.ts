import { BSONType, ObjectId } from 'bson';
import type { Filter } from './filter.js';
import { refuse } from './mongo-error.js';
import { keyOf } from './ordered-key.js';
import { pathOf, type Path } from './path.js';
import {
  childOf,
  documentOf,
  documentOfElements,
  elementsOf,
  isArray,
  isDocument,
  valueOfDocument,
  type Element,
  type Value,
} from './raw-bson.js';

type Assignment = { readonly path: Path; readonly value: Value };
export type Update =
  | { readonly kind: 'replace'; readonly document: Value }
  | { readonly kind: 'set'; readonly set: readonly Assignment[]; readonly setOnInsert: readonly Assignment[] };

/** A replacement, or `$set` and `$setOnInsert`; every other operator and pipelines are refused by name. */
export function parseUpdate(update: Value | undefined): Update {
  if (update && isArray(update)) refuse('BadValue', 'An update by aggregation pipeline is not served');
  if (!isDocument(update)) return refuse('FailedToParse', 'The update is no document.');
  const operators = elementsOf(update);
  if (!operators[0]?.name.startsWith('$')) {
    const stray = operators.find(({ name }) => name.startsWith('$'));
    if (stray) refuse('DollarPrefixedFieldName', `The field '${stray.name}' is not allowed in a replacement.`);
    return { kind: 'replace', document: update };
  }
  const known = { $set: [] as Assignment[], $setOnInsert: [] as Assignment[] };
  for (const operator of operators) {
    if (operator.name !== '$set' && operator.name !== '$setOnInsert') {
      refuse('BadValue', `The update operator ${operator.name} is not served`);
    }
    if (!isDocument(operator)) refuse('FailedToParse', `${operator.name} needs a document.`);
    known[operator.name].push(...elementsOf(operator).map((value) => ({ path: settable(value.name), value })));
  }
  refuseConflicts([...known.$set, ...known.$setOnInsert]);
  return { kind: 'set', set: known.$set.sort(byPath), setOnInsert: known.$setOnInsert.sort(byPath) };
}

function settable(dotted: string): Path {
  const path = pathOf(dotted);
  const odd = path.find((part) => part.startsWith('$'));
  if (odd !== undefined) refuse('BadValue', `The positional or dollar field '${odd}' in '${dotted}' is not served`);
  return path;
}

function refuseConflicts(assignments: readonly Assignment[]): void {
  const taken = assignments.map(({ path }) => path.join('.'));
  taken.forEach((path, at) => {
    if (taken.some((other, place) => place !== at && (other === path || path.startsWith(`${other}.`)))) {
      refuse('ConflictingUpdateOperators', `Updating the path '${path}' would create a conflict`);
    }
  });
}

const byPath = (one: Assignment, other: Assignment) => (one.path.join('\0') < other.path.join('\0') ? -1 : 1);

/** The document after the update; its _id stays. */
export function updated(document: Buffer, update: Update): Buffer {
  const before = valueOfDocument(document);
  const id = childOf(before, '_id');
  const after =
    update.kind === 'replace'
      ? withIdFirst(update.document, id)
      : update.set.reduce((bytes, { path, value }) => assigned(valueOfDocument(bytes), path, value), document);
  const newId = childOf(valueOfDocument(after), '_id');
  if (id && newId && !keyOf(id).equals(keyOf(newId))) {
    refuse('ImmutableField', "Performing an update on the path '_id' would modify the immutable field '_id'");
  }
  return after;
}

/** The document an upsert inserts: what the filter demands by equality, then the update. */
export function upserted(filter: Filter, update: Update): Buffer {
  const demanded = equalitiesIn(filter);
  if (update.kind === 'replace') {
    const id = demanded.find(({ path }) => path.join('.') === '_id')?.value;
    const own = childOf(update.document, '_id');
    if (id && own && !keyOf(id).equals(keyOf(own))) {
      refuse('ImmutableField', "The _id of the replacement is not the filter's.");
    }
    return withIdFirst(update.document, id ?? own);
  }
  refuseConflicts(demanded);
  const assignments = [...demanded, ...[...update.set, ...update.setOnInsert].sort(byPath)];
  const bytes = assignments.reduce(
    (document, { path, value }) => assigned(valueOfDocument(document), path, value),
    documentOf([]),
  );
  const id = demanded.find(({ path }) => path[0] === '_id' && path.length === 1)?.value;
  const newId = childOf(valueOfDocument(bytes), '_id');
  if (id && newId && !keyOf(id).equals(keyOf(newId))) {
    refuse('ImmutableField', "Performing an update on the path '_id' would modify the immutable field '_id'");
  }
  return withIdFirst(valueOfDocument(bytes), newId);
}

function equalitiesIn(filter: Filter): Assignment[] {
  if (filter.kind === 'and') return filter.of.flatMap(equalitiesIn);
  return filter.kind === 'equals' ? [{ path: filter.path, value: filter.operand }] : [];
}

/** The document with `_id` in front: `id` if given, else its own, else a new ObjectId. */
export function withIdFirst(document: Value, id?: Value): Buffer {
  const elements = elementsOf(document);
  if (!id && elements[0]?.name === '_id') return document.bytes.subarray(document.start, document.end);
  const own = elements.find(({ name }) => name === '_id');
  const [front] = elementsOf(valueOfDocument(documentOf([['_id', id ?? own ?? new ObjectId()]])));
  return documentOfElements([...(front ? [front] : []), ...elements.filter(({ name }) => name !== '_id')]);
}

function assigned(document: Value, path: Path, value: Value): Buffer {
  const [name = '', ...rest] = path;
  const elements = elementsOf(document);
  const known = elements.find((element) => element.name === name);
  const content = rest.length === 0 ? value : insideOf(known, rest, value);
  const entries = elements.map((element): readonly [string, unknown] => [
    element.name,
    element === known ? content : element,
  ]);
  if (!known) entries.push(...padding(document, elements, name), [name, content]);
  return documentOf(entries);
}

function insideOf(known: Element | undefined, path: Path, value: Value): Value {
  if (known && !isDocument(known) && !isArray(known)) {
    refuse('PathNotViable', `Cannot create field '${path[0] ?? ''}' in element ${known.name}`);
  }
  if (known && isArray(known) && !/^\d{1,5}$/.test(path[0] ?? '')) {
    refuse('PathNotViable', `Cannot create field '${path[0] ?? ''}' in the array ${known.name}`);
  }
  const inner = known ?? valueOfDocument(documentOf([]));
  return { ...valueOfDocument(assigned(inner, path, value)), type: inner.type };
}

function padding(document: Value, elements: readonly Element[], name: string): [string, null][] {
  if (document.type !== BSONType.array) return [];
  return Array.from({ length: Number(name) - elements.length }, (_, at) => [String(elements.length + at), null]);
}
