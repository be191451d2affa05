import DataLoader from 'dataloader';
import { type AnyEvent, canonical, isObject, type JsonObject, Malformed } from '#kernel';
import type { Reader } from '../auth/reader.js';
import { asked } from './allowlist.js';
import { checkpointId, type Versioned } from './checkpoint.js';
import { at, type Cursors, totalOrder } from './keyset.js';
import { type Keyed, type Model, type Page, type PageRequest, ReadModels, type Scoped } from './read-models.js';
import { DEFAULT_LIMIT, isLimit } from './scoped-read-models.js';

type Document = Readonly<Record<string, unknown>> & Keyed & Scoped;
type Wanted = Pick<PageRequest, 'filter' | 'sort'>;
type Ask = (request: Wanted) => Promise<readonly Document[]>;
/** The values of which one field must have one. */
type Values = ReadonlySet<unknown>;

/**
 * The same read models for one request: what is asked of them at the same time is looked up at once, where it differs by the values of one field
 * only. Nothing is kept from one time to the next.
 */
export function askedTogether(models: ReadModels): ReadModels {
  const loaders = new Map<string, DataLoader<never, unknown>>();
  const loaderOf = <K, V>(kind: string, model: Versioned, reader: Reader, batch: Batch<K, V>) => {
    const { role, unitId } = reader.actor;
    const key = `${kind} ${checkpointId(model)} ${role} ${unitId}`;
    const loader = loaders.get(key) ?? new DataLoader<K, V>(batch, { cache: false });
    loaders.set(key, loader);
    return loader as unknown as DataLoader<K, V>;
  };

  class Together extends ReadModels {
    override readonly cursors = models.cursors;

    override versionOf<D extends Scoped, E extends AnyEvent>(model: Model<D, E>, reader: Reader) {
      return models.versionOf(model, reader);
    }

    override async one<D extends Scoped, E extends AnyEvent>(model: Model<D, E>, reader: Reader, id: string) {
      const batch = async (ids: readonly string[]) => {
        const [first = '', ...others] = [...new Set(ids)];
        if (others.length === 0) {
          const found = await models.one(model, reader, first);
          return ids.map(() => found);
        }
        const found = await models.all(model, reader, { filter: { _id: { $in: [first, ...others] } } });
        const byId = new Map(found.map((document) => [document.id, document]));
        return ids.map((one) => byId.get(one));
      };
      return loaderOf('one', model, reader, batch).load(id);
    }

    override async page<D extends Scoped, E extends AnyEvent>(
      model: Model<D, E>,
      reader: Reader,
      request: PageRequest,
    ) {
      const ask: Ask = async (wanted) => (await models.all(model, reader, wanted)) as unknown as readonly Document[];
      const alone = (one: PageRequest) => models.page(model, reader, one) as unknown as Promise<Page<Document>>;
      const batch = async (requests: readonly PageRequest[]) => {
        const { name } = model;
        const version = requests.length < 2 ? model.version : await models.versionOf(model, reader);
        return merged(requests, ask, alone, (found, one) => pageOf(models.cursors, { name, version }, one, found));
      };
      return (await loaderOf('page', model, reader, batch).load(request)) as unknown as Page<D & Keyed>;
    }

    override async all<D extends Scoped, E extends AnyEvent>(model: Model<D, E>, reader: Reader, request: Wanted) {
      const ask: Ask = async (wanted) => (await models.all(model, reader, wanted)) as unknown as readonly Document[];
      const batch = (requests: readonly Wanted[]) => merged(requests, ask, ask, (found) => found);
      return (await loaderOf('all', model, reader, batch).load(request)) as unknown as readonly (D & Keyed)[];
    }
  }
  return new Together();
}

type Batch<K, V> = (keys: readonly K[]) => Promise<readonly V[]>;

/** The answers of requests of which those that are alike but for the values of one field are asked at once. */
async function merged<R extends PageRequest, V>(
  requests: readonly R[],
  ask: Ask,
  alone: (request: R) => Promise<V>,
  shown: (found: readonly Document[], request: R) => V,
): Promise<readonly V[]> {
  const groups = new Map<string, R[]>();
  for (const request of requests) {
    const shape = shapeOf(request);
    groups.set(shape, [...(groups.get(shape) ?? []), request]);
  }
  const answers = new Map<R, Promise<V>>();
  for (const group of groups.values()) {
    const field = differingIn(group);
    if (field === undefined) {
      for (const request of group) answers.set(request, alone(request));
      continue;
    }
    const found = askedFor(group, field, ask);
    for (const request of group) {
      const one = found.then((documents) =>
        documents === undefined
          ? alone(request)
          : shown(
              documents.filter((document) => has(document, field, request)),
              request,
            ),
      );
      answers.set(request, one);
    }
  }
  return Promise.all(requests.map((request) => answers.get(request) ?? alone(request)));
}

/** What all of them ask for; undefined when that is more than can be asked for at once. */
async function askedFor(group: readonly PageRequest[], field: string, ask: Ask) {
  const { filter, sort = {} } = group[0] ?? {};
  const values = new Set(group.flatMap((request) => [...(valuesIn(request, field) ?? [])]));
  try {
    return await ask({ filter: { ...filter, [field]: { $in: [...values] } }, sort: totalOrder(sort) });
  } catch (error) {
    if (error instanceof Malformed && error.code === 'too-broad') return undefined;
    throw error;
  }
}

/** The one field by whose values alone the requests differ; undefined when there is none. */
function differingIn(group: readonly PageRequest[]): string | undefined {
  const [first] = group;
  if (group.length < 2 || first === undefined || first.after !== undefined || !isLimit(first.limit)) return undefined;
  const differs = (field: string) =>
    new Set(group.map(({ filter = {} }) => canonical((filter[field] ?? null) as JsonObject))).size > 1;
  const [field, ...others] = Object.keys(asked(first.filter ?? {})).filter(differs);
  if (field === undefined || others.length > 0) return undefined;
  return group.every((request) => valuesIn(request, field) !== undefined) ? field : undefined;
}

/** Everything of a request but the values it wants. */
function shapeOf({ filter = {}, sort = {}, limit, after }: PageRequest): string {
  const wanted = asked(filter);
  const fields = Object.keys(wanted).map((field) => [field, valuesIn({ filter }, field) ? 0 : wanted[field]]);
  return canonical([fields, Object.entries(sort), String(limit), after ?? ''] as never);
}

function valuesIn({ filter = {} }: PageRequest, field: string): Values | undefined {
  const condition = filter[field];
  if (typeof condition === 'string') return new Set([condition]);
  const { $in: values, ...others } = isObject(condition) ? condition : {};
  return Array.isArray(values) && Object.keys(others).length === 0 ? new Set(values) : undefined;
}

function has(document: Document, field: string, request: PageRequest): boolean {
  const value = field === '_id' ? document.id : at(document, field);
  const values = valuesIn(request, field);
  return (Array.isArray(value) ? value : [value]).some((one) => values?.has(one));
}

function pageOf(cursors: Cursors, model: Versioned, request: PageRequest, found: readonly Document[]): Page<Document> {
  const { filter = {}, question: bound = filter, sort = {}, limit = DEFAULT_LIMIT, total } = request;
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const question = { model, asked: asked(bound), sort };
  return {
    items,
    ...(found.length > limit && last !== undefined && { next: cursors.after(question, { ...last, _id: last.id }) }),
    ...(total === true && { total: found.length }),
  };
}
