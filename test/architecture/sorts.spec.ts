import { readdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type AnyEvent, type AnyProjection, HOUSE } from '#kernel';
import { person } from '#kernel/given-for-specs';
import type { Reader } from '#platform/auth';
import { collectionOf, type Model, type PageRequest, type ReadModels, type Scoped } from '#platform/projections';
import type { anOrder, Answering, Question } from '#platform/questions';
import { ensureIndexes } from '../../libs/platform/projections/documents.js';
import { mongoForSpecs, serveAsTheyAre } from '../../libs/platform/projections/mongo-for-specs.js';
import { readBy, stagesOf } from '../../libs/platform/projections/stages-for-specs.js';

const UNIT = 'RUTAN-BANJARNEGARA';
const TODAY = '2025-01-31';
const LIMIT = 2;
const reader: Reader = { actor: person('staff-1', 'kasubsi-pelayanan', UNIT), correlationId: 'spec' };
const contexts = fileURLToPath(new URL('../../libs/contexts', import.meta.url));
const readModels = readdirSync(contexts, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.read-model.ts'),
);

type Sorted = Question & { readonly by: { readonly sort: ReturnType<typeof anOrder> } };
const isSorted = (value: unknown): value is Sorted =>
  typeof value === 'object' && value !== null && 'answer' in value && 'sort' in (value as Question).by;

/** All questions whose order may be asked for. */
async function sortedQuestions(): Promise<readonly Sorted[]> {
  const found: Sorted[] = [];
  for (const file of readModels) {
    const exported = (await import(pathToFileURL(`${contexts}/${file}`).href)) as Record<string, unknown>;
    found.push(...Object.values(exported).filter(isSorted));
  }
  return found;
}

const questions = await sortedQuestions();
const ORDERS = questions.flatMap((question) =>
  question.by.sort.fields.flatMap((field) =>
    [field, `-${field}`].map((sort) => ({ name: question.name, question, field, sort })),
  ),
);

/** A document that every list shows which is not asked for anything. */
const WANTED = { units: [UNIT, HOUSE], isDue: true, since: '2024-12-01', stage: 'TO_START' };

interface Wanted {
  readonly model: Model<Scoped, AnyEvent> & Pick<AnyProjection, 'indexes'>;
  readonly as: Reader;
  readonly request: PageRequest;
}

/** What a question asks of the read models. */
async function askedOf({ question, sort }: { readonly question: Sorted; readonly sort: string }): Promise<Wanted> {
  const wanted: Wanted[] = [];
  const page = (model: Wanted['model'], as: Reader, request: PageRequest) => {
    wanted.push({ model, as, request });
    return Promise.resolve({ items: [] });
  };
  const all = () => Promise.resolve([]);
  const answering = { reader, today: TODAY, models: { page, all }, records: { open: all } };
  await question.answer({ sort, limit: LIMIT } as never, answering as unknown as Answering);
  const [first] = wanted;
  if (first === undefined) throw new Error(`${question.name} asks for no page.`);
  return first;
}

describe('A list whose order may be asked for', () => {
  const mongo = mongoForSpecs();

  it('is every list that people work from', () => {
    expect(new Set(questions.map(({ name }) => name))).toEqual(
      new Set([
        ...[
          'agreements',
          'visits',
          'followUps',
          'directives',
          'inmates',
          'staff',
          'grants',
          'cases',
          'plans',
          'sessions',
        ],
        ...['screenings', 'screeningQueue', 'assessments', 'assessmentQueue', 'aftercares'],
      ]),
    );
  });

  it.each(ORDERS)('gives $name by $sort from an index, and reads no more than the page', async (given) => {
    const { model, as, request } = await askedOf(given);
    const db = mongo.newDatabase();
    await ensureIndexes(db, model);
    const days = Array.from({ length: 40 }, (_, n) => `2024-12-${10 + (n % 7)}`);
    const documents = days.map((day, n) => ({ ...WANTED, [given.field]: day, _id: `${n}` }));
    await db.collection<{ _id: string }>(collectionOf(model)).insertMany(documents);
    await serveAsTheyAre(db, model as unknown as AnyProjection);
    const ask = async (models: ReadModels) => {
      const { items, next = '' } = await models.page(model, as, request);
      expect([items.length, next === '']).toEqual([LIMIT, false]);
    };
    const stages = await stagesOf(mongo.stores().mongodbUrl, db.databaseName, ask);
    expect(stages).toContain('IXSCAN');
    expect(stages).not.toContain('SORT');
    expect(await readBy(mongo.stores().mongodbUrl, db.databaseName, ask)).toEqual([LIMIT + 1]);
  });
});
