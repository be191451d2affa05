import { uncalled } from './coverage.js';
import { databaseThrough } from './documents.js';
import { SURE } from './port.js';

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
