import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Long, type Document } from 'mongodb';
import { serverForSpecs } from './server-for-specs.js';

const server = serverForSpecs();
beforeAll(() => server.start());
afterAll(() => server.remove());

const number = fc.constantFrom<unknown>(0, 1, 2, 3);
const scalar = fc.oneof(
  { weight: 3, arbitrary: number },
  fc.constantFrom<unknown>(null, true, false, 0, 1, 2, 1.5, -3, NaN, '', 'a', 'ab', 'b', 'a\0'),
  fc.constantFrom<unknown>(Long.fromNumber(2), new Date(1), new Date(2)),
);
const value = fc.oneof(
  { weight: 5, arbitrary: scalar },
  fc.array(scalar, { maxLength: 3 }),
  fc.record({ x: scalar }, { requiredKeys: [] }),
);
const nested = fc.oneof(
  fc.record({ x: scalar, y: scalar }, { requiredKeys: [] }),
  fc.array(fc.record({ x: scalar, y: scalar }, { requiredKeys: [] }), { maxLength: 3 }),
  scalar,
);
const stored = fc.record({ a: value, b: scalar, c: nested }, { requiredKeys: [] });
const field = fc.constantFrom('a', 'b', 'c.x', 'c.y');
const condition = fc.oneof(
  value,
  scalar.map((operand) => ({ $eq: operand })),
  fc.tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte'), scalar).map(([test, operand]) => ({ [test]: operand })),
  { weight: 3, arbitrary: fc.tuple(number, number).map(([low, high]) => ({ $gte: low, $lt: high })) },
  fc.array(scalar, { maxLength: 3 }).map((operands) => ({ $in: operands })),
  fc.boolean().map((there) => ({ $exists: there })),
  fc.constantFrom({ $ne: 1 }, { $regex: '^a' }, { $nin: [null] }),
);
const clause = fc.tuple(field, condition).map(([name, wanted]): Document => ({ [name]: wanted }));
const filter = fc.oneof(
  clause,
  fc.array(clause, { minLength: 1, maxLength: 3 }).map((all): Document => ({ $and: all })),
  fc
    .tuple(clause, fc.array(clause, { minLength: 1, maxLength: 3 }))
    .map(([one, any]): Document => ({ $and: [one, { $or: any }] })),
);
const direction = fc.constantFrom<1 | -1>(1, -1);
const keys = fc
  .uniqueArray(field, { minLength: 1, maxLength: 3 })
  .chain((names) => fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), direction))))
  .filter((fields) => !(fields.some(([name]) => name === 'a') && fields.some(([name]) => name.startsWith('c'))));
const question = fc.record({ filter, sort: keys, limit: fc.constantFrom(0, 2) });

describe('A find through an index', () => {
  it('gives the same documents in the same order as reading everything', async () => {
    const database = server.client().db('property');
    await fc.assert(
      fc.asyncProperty(
        fc.array(stored, { minLength: 4, maxLength: 24 }),
        keys,
        fc.array(question, { minLength: 8, maxLength: 12 }),
        async (documents, index, questions) => {
          await database.dropDatabase();
          const all = documents.map((document, _id) => ({ ...document, _id }));
          const scanned = database.collection<Document & { _id: number }>('scanned');
          const indexed = database.collection<Document & { _id: number }>('indexed');
          await indexed.createIndex(Object.fromEntries(index));
          await Promise.all([scanned.insertMany(all), indexed.insertMany(all)]);
          const hint = Object.fromEntries(index);
          for (const { filter: wanted, sort, limit } of questions) {
            const order = { ...Object.fromEntries(sort), _id: 1 as const };
            const expected = await scanned.find(wanted).sort(order).limit(limit).toArray();
            expect(await indexed.find(wanted, { hint }).sort(order).limit(limit).toArray()).toEqual(expected);
            const own = { ...hint, _id: 1 as const };
            const byIndex = await scanned.find(wanted).sort(own).toArray();
            expect(await indexed.find(wanted, { hint }).sort(own).toArray()).toEqual(byIndex);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
