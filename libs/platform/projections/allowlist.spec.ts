import { ALLOWED_OPERATORS, asked, assertAllowed, type Filter } from './allowlist.js';

describe('The allowlist of operators', () => {
  it('holds what the architecture names (4.8), and nothing else', () => {
    expect(ALLOWED_OPERATORS).toEqual(['$and', '$or', '$in', '$gt', '$gte', '$lt', '$lte', '$ne', '$exists'].sort());
  });

  it('lets every allowed operator through in its place', () => {
    const filter: Filter = {
      status: 'open',
      nothing: null,
      'party.unitId': { $in: ['a', 'b'] },
      dueOn: { $gt: '2024-01-01', $gte: '2024-01-01', $lt: '2025-01-01', $lte: '2025-01-01' },
      closedOn: { $exists: false },
      kind: { $ne: 'VOID' },
      scope: { service: 'OUTREACH', unitIds: ['a'] },
      $and: [{ a: 1 }, { $or: [{ b: true }, { c: { $in: [1, 2] } }] }],
    };
    expect(() => {
      assertAllowed(filter);
    }).not.toThrow();
  });

  it.each<[string, Filter]>([
    ['$where', { $where: 'sleep(1)' }],
    ['$where', { $or: [{ $and: [{ $where: 'sleep(1)' }] }] }],
    ['$expr', { $expr: {} }],
    ['$nor', { $nor: [{ a: 1 }] }],
    ['$not', { a: { $not: { $gt: 1 } } }],
    ['$nin', { a: { $nin: [1] } }],
    ['$elemMatch', { a: { $elemMatch: { b: 1 } } }],
    ['$size', { a: { $gt: 1, $size: 2 } }],
    ['$and', { a: { $and: [{ b: 1 }] } }],
    ['$or without filters', { $or: [] }],
    ['$or without filters', { $or: { a: 1 } }],
    ['$and of what is no filter', { $and: ['a'] }],
    ['$in of a without a list', { a: { $in: 'b' } }],
    ['$exists of a without a truth', { a: { $exists: 1 } }],
    ['$regex', { a: { $regex: '^b' } }],
    ['a compared to what is not JSON', { a: /^b/ }],
    ['a compared to what is not JSON', { a: new Date(0) }],
    ['a compared to undefined', { a: { $gt: undefined } }],
    ['$gt', { a: { b: { $gt: 1 } } }],
    ['$gt', { a: { $in: [{ $gt: 1 }] } }],
  ])('stops %s', (what, filter) => {
    expect(() => {
      assertAllowed(filter);
    }).toThrow(`A query may not use ${what}.`);
  });

  it('forgets fields that were not asked for', () => {
    expect(asked({ a: undefined, b: null, c: 0 })).toEqual({ b: null, c: 0 });
  });
});
