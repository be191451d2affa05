import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BSONRegExp, Decimal128, Double, Int32, Long, MaxKey, ObjectId, type Collection, type Document } from 'mongodb';
import { serverForSpecs } from './server-for-specs.js';

type Named = { _id: string; a?: unknown };
const server = serverForSpecs();
let values: Collection<Named>;
let plain: Collection<Named>;

const id = new ObjectId('650000000000000000000001');
const day = new Date('2024-02-29T00:00:00Z');
const stored: Named[] = [
  { _id: 'array', a: [1, 5, 'x'] },
  { _id: 'array in array', a: [[1, 5, 'x'], 9] },
  { _id: 'bool', a: false },
  { _id: 'date', a: day },
  { _id: 'decimal', a: Decimal128.fromString('3') },
  { _id: 'document', a: { x: 1, y: 2 } },
  { _id: 'document turned', a: { y: 2, x: 1 } },
  { _id: 'documents', a: [{ x: 1 }, { y: 2 }, { x: [7, 8] }] },
  { _id: 'double', a: new Double(5) },
  { _id: 'empty array', a: [] },
  { _id: 'int', a: new Int32(5) },
  { _id: 'long', a: Long.fromString('9007199254740993') },
  { _id: 'missing' },
  { _id: 'nan', a: NaN },
  { _id: 'null', a: null },
  { _id: 'object id', a: id },
  { _id: 'text', a: 'Ångström' },
  { _id: 'text b', a: 'straat' },
];

beforeAll(async () => {
  await server.start();
  values = server.client({ ignoreUndefined: true }).db('spec').collection<Named>('values');
  plain = server.client({ promoteValues: false }).db('spec').collection<Named>('values');
  await values.insertMany(stored);
});
afterAll(() => server.remove());

const found = (filter: Document) =>
  values
    .find(filter)
    .sort({ _id: 1 })
    .map(({ _id }) => _id)
    .toArray();

describe('A filter', () => {
  it.each<[string, Document, string[]]>([
    ['a number of any type', { a: Long.fromNumber(5) }, ['array', 'double', 'int']],
    ['a 64-bit integer to its last digit', { a: Long.fromString('9007199254740993') }, ['long']],
    ['no neighbour of a 64-bit integer', { a: 9007199254740992 }, []],
    ['null, which is also what is missing', { a: null }, ['missing', 'null']],
    [
      'null below a document, a scalar and nothing',
      { 'a.x': null, _id: { $in: ['array', 'int', 'missing', 'empty array'] } },
      ['int', 'missing'],
    ],
    ['null in one element of several', { 'a.x': null, _id: 'documents' }, ['documents']],
    ['a whole array, also one within an array', { a: [1, 5, 'x'] }, ['array', 'array in array']],
    ['an empty array', { a: [] }, ['empty array']],
    ['an element of an array', { a: 'x' }, ['array']],
    ['a document by its order of fields', { a: { x: 1, y: 2 } }, ['document']],
    ['a document by values of any number type', { a: { x: Long.fromNumber(1), y: new Double(2) } }, ['document']],
    ['a path through documents and arrays', { 'a.x': 1 }, ['document', 'document turned', 'documents']],
    ['an element at the end of a path', { 'a.x': 8 }, ['documents']],
    ['a place in an array', { 'a.1': 5 }, ['array']],
    ['a place in an array on the way', { 'a.1.y': 2 }, ['documents']],
    ['a boolean', { a: false }, ['bool']],
    ['an ObjectId', { a: id }, ['object id']],
    ['NaN', { a: NaN }, ['nan']],
  ])('finds %s', async (_name, filter, expected) => {
    expect(await found(filter)).toEqual(expected);
  });

  it.each<[string, Document, string[]]>([
    ['$eq', { a: { $eq: 5 } }, ['array', 'double', 'int']],
    ['$gt within numbers', { a: { $gt: 4 } }, ['array', 'array in array', 'double', 'int', 'long']],
    ['$gte', { a: { $gte: Long.fromString('9007199254740993') } }, ['long']],
    ['$lt, without NaN', { a: { $lt: 5 } }, ['array']],
    ['$lte', { a: { $lte: 1 } }, ['array']],
    ['$gte and $lte with NaN', { a: { $gte: NaN } }, ['nan']],
    ['$gt within strings, by their bytes', { a: { $gt: 'z' } }, ['text']],
    ['$gte within dates', { a: { $gte: new Date(0) } }, ['date']],
    ['$gte null', { a: { $gte: null } }, ['missing', 'null']],
    ['$gt null', { a: { $gt: null } }, []],
    ['$lt true', { a: { $lt: true } }, ['bool']],
    ['two ranges met by two elements', { a: { $gt: 4, $lt: 2 } }, ['array']],
    ['$gte of an array', { a: { $gte: [1, 5] } }, ['array', 'array in array', 'documents']],
    ['$in', { a: { $in: ['straat', 1, id] } }, ['array', 'object id', 'text b']],
    ['$in with null', { a: { $in: [null] } }, ['missing', 'null']],
    ['$in with an array', { a: { $in: [[1, 5, 'x']] } }, ['array', 'array in array']],
    ['$in with a pattern', { a: { $in: [/^str/, day] } }, ['date', 'text b']],
    ['$in of nothing', { a: { $in: [] } }, []],
    ['$exists', { 'a.y': { $exists: true } }, ['document', 'document turned', 'documents']],
    ['$exists false', { a: { $exists: false } }, ['missing']],
    ['$and', { $and: [{ a: 5 }, { a: 1 }] }, ['array']],
    ['$or', { $or: [{ a: 'x' }, { a: false }] }, ['array', 'bool']],
    ['$regex', { a: { $regex: '^Ång' } }, ['text']],
    ['$regex with options', { a: { $regex: '^STRAAT$', $options: 'i' } }, ['text b']],
    ['a regular expression', { a: /^x/ }, ['array']],
    ['a BSON regular expression', { a: new BSONRegExp('^s.r', 's') }, ['text b']],
    ['a grouped alternative', { a: { $regex: '^(straat|x)$' } }, ['array', 'text b']],
  ])('serves %s', async (_name, filter, expected) => {
    expect(await found(filter)).toEqual(expected);
  });

  it('negates over all elements of an array, and takes what is missing', async () => {
    const all = stored.map(({ _id }) => _id);
    expect(await found({ a: { $ne: 5 } })).toEqual(all.filter((name) => !['array', 'double', 'int'].includes(name)));
    expect(await found({ a: { $ne: null } })).toEqual(all.filter((name) => !['missing', 'null'].includes(name)));
    expect(await found({ a: { $nin: [5, null, 'straat'] } })).toEqual(
      all.filter((name) => !['array', 'double', 'int', 'missing', 'null', 'text b'].includes(name)),
    );
  });

  it('gives values back in the types they came in', async () => {
    expect((await plain.findOne({ _id: 'double' }))?.a).toEqual(new Double(5));
    expect((await plain.findOne({ _id: 'int' }))?.a).toEqual(new Int32(5));
    expect((await plain.findOne({ _id: 'decimal' }))?.a).toEqual(Decimal128.fromString('3'));
  });

  it.each<[string, Document, RegExp]>([
    ['an unknown operator', { a: { $near: 1 } }, /\$near/],
    ['an unknown operator at the top', { $nor: [{ a: 1 }] }, /\$nor/],
    ['$where', { $where: 'true' }, /\$where/],
    ['$expr', { $expr: { $function: {} } }, /\$expr/],
    ['$text', { $text: { $search: 'x' } }, /\$text/],
    ['$not', { a: { $not: { $gt: 1 } } }, /\$not/],
    ['$all', { a: { $all: [1] } }, /\$all/],
    ['$elemMatch', { a: { $elemMatch: { $gt: 1 } } }, /\$elemMatch/],
    ['$size', { a: { $size: 1 } }, /\$size/],
    ['$type', { a: { $type: 'int' } }, /\$type/],
    ['$mod', { a: { $mod: [2, 0] } }, /\$mod/],
    ['$geoWithin', { a: { $geoWithin: {} } }, /\$geoWithin/],
    ['an operator below $and', { $and: [{ a: { $size: 1 } }] }, /\$size/],
    ['a field among operators', { a: { $gt: 1, b: 2 } }, /unknown operator: b/],
    ['an $in without an array', { a: { $in: 5 } }, /\$in needs an array/],
    ['an operator within $in', { a: { $in: [{ $gt: 1 }] } }, /\$in/],
    ['an empty $and', { $and: [] }, /\$and must be a nonempty array/],
    ['an $or of no documents', { $or: [1] }, /\$or entries/],
    ['a pattern without an anchor', { a: /x/ }, /anchored/],
    ['a pattern with an open alternative', { a: { $regex: '^a|b' } }, /anchored/],
    ['a pattern of many lines', { a: { $regex: '^a', $options: 'm' } }, /anchored/],
    ['an unknown option of a pattern', { a: { $regex: '^a', $options: 'x' } }, /option 'x'/],
    ['options without a pattern', { a: { $options: 'i' } }, /\$regex/],
    ['a broken pattern', { a: { $regex: '^(' } }, /invalid/],
    ['$ne with a pattern', { a: { $ne: /^a/ } }, /\$ne/],
    ['$eq with a pattern', { a: { $eq: /^a/ } }, /\$regex/],
    ['a range up to MaxKey', { a: { $lt: new MaxKey() } }, /MaxKey/],
    ['a comparison with a decimal', { a: Decimal128.fromString('3') }, /compared/],
    ['a path with an empty part', { 'a..b': 1 }, /empty part/],
  ])('refuses %s', async (_name, filter, message) => {
    const attempt = values.find(filter).toArray();
    await expect(attempt).rejects.toThrow(message);
    await expect(attempt).rejects.toMatchObject({ code: 2 });
  });
});
