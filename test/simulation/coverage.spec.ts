import { without } from '#kernel';
import { SIMULATED } from './builds.js';
import { countedOf, METHODS, neverDrawn, uncalled } from './coverage.js';
import { databaseThrough } from './documents.js';
import { DOINGS } from './doings.js';
import { OPERATED } from './operators.js';
import { SURE } from './port.js';
import { HAPPENINGS } from './restores.js';
import { neverAsked, neverRecorded } from './run.js';

describe('What a run must have called', () => {
  it('is counted by the names under which a database calls its port', async () => {
    const called: string[] = [];
    const port = {
      ...SURE,
      call: <T>(name: string, work: () => Promise<T>): Promise<T> => {
        called.push(name);
        return work();
      },
    };
    const missing = uncalled([]);
    const collection = databaseThrough(port, () => new Map()).collection<{ _id: string }>('inmates__v1');
    await collection.findOne({});
    await collection.insertOne({ _id: 'one' });
    await collection.replaceOne({ _id: 'one' }, {});
    await collection.deleteOne({ _id: 'one' });
    await collection.deleteMany({});
    await collection.createIndexes([]);
    await collection.bulkWrite([]);
    const names = ['findOne', 'insertOne', 'replaceOne', 'deleteOne', 'deleteMany', 'createIndexes', 'bulkWrite'];
    expect(missing.filter((one) => !uncalled(called).includes(one))).toHaveLength(names.length);
  });
});

const once = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 1]));
const ANSWERS = ['an answer', 'projection-behind', 'read-model-not-built'];

describe.each([
  ['drawn', neverDrawn, [...METHODS.flatMap(countedOf), ...HAPPENINGS]],
  ['recorded', neverRecorded, [...Object.keys(DOINGS), ...OPERATED].map((type) => `${type}: recorded`)],
  [
    'asked',
    neverAsked,
    [...SIMULATED.map(({ name }) => `${name}: asked`), ...ANSWERS.map((what) => `a question: ${what}`)],
  ],
] as const)('What was never %s', (_, missingIn, names) => {
  it('is nothing where each was', () => {
    expect(missingIn(once(names))).toEqual([]);
  });

  it('is what a count has not, by its name', () => {
    const said = names.map((name) => missingIn(without(once(names), name)).join());
    expect(said.filter((line, at) => !line.includes(names[at]?.replace(/^a question: |: \w+$/g, '') ?? ''))).toEqual(
      [],
    );
  });
});
