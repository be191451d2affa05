import { type AnyEvent, commitOf, type Position, toPosition } from '#kernel';
import { person } from '#kernel/given-for-specs';
import { world } from '#kernel/world';
import type { Reader } from '../auth/reader.js';
import { BNNK, type Note, noteId, notes, ranked, removed, RUTAN, written } from './notes-for-specs.js';
import { cursorsOf } from './keyset.js';
import type { PageRequest, ReadModels } from './read-models.js';

/** What a store of read models must answer from: one event per line, in this order. */
export const CONTRACT_EVENTS: readonly (readonly [number, AnyEvent])[] = [
  ...Array.from({ length: 30 }, (_, n) => [n, written(`note ${n % 7}`, n % 5 === 0 ? undefined : n % 4)] as const),
  ...Array.from({ length: 5 }, (_, n) => [40 + n, written(`other ${n}`, n, BNNK)] as const),
  [7, ranked(9)],
  [8, removed],
  [9, removed],
  [9, written('back again', 3)],
];

export const readerOf = (unitId: string, role = 'kasubsi-pelayanan', waitFor?: Position): Reader => ({
  actor: person('staff-1', role, unitId),
  correlationId: 'spec',
  ...(waitFor !== undefined && { waitFor }),
});

const clerk = readerOf(RUTAN);
const agent = readerOf(BNNK);
const inspector = readerOf('KANWIL-JATENG', 'kanwil');
const idsOf = (documents: readonly Note[]) => documents.map(({ id }) => id);

/** The contract of `ReadModels`, for any implementation that holds `notes` of `CONTRACT_EVENTS`. */
export function keepsTheContract(models: () => ReadModels, last: () => Position): void {
  const page = (request: PageRequest, reader = clerk) => models().page(notes, reader, request);
  const everyPage = async (request: PageRequest, reader = clerk): Promise<readonly Note[]> => {
    const { items, next } = await page(request, reader);
    return next === undefined ? items : [...items, ...(await everyPage({ ...request, after: next }, reader))];
  };

  it('answers one document as its fold made it', async () => {
    const seven = { id: noteId(7), unitId: RUTAN, title: 'note 0', rank: 9, units: [RUTAN], changes: 2 };
    expect(await models().one(notes, clerk, noteId(7))).toEqual(seven);
  });

  it('shows nobody what was removed, and what came back as new', async () => {
    expect(await models().one(notes, clerk, noteId(8))).toBeUndefined();
    expect(await models().one(notes, inspector, noteId(8))).toBeUndefined();
    expect(await models().one(notes, clerk, noteId(9))).toMatchObject({ title: 'back again', changes: 1 });
    expect(idsOf(await models().all(notes, inspector, {}))).not.toContain(noteId(8));
  });

  it('shows a unit its own, and a region-wide role everything, on one, page and all', async () => {
    expect(await models().one(notes, agent, noteId(7))).toBeUndefined();
    expect(await models().one(notes, inspector, noteId(7))).toBeDefined();
    const counts = [clerk, agent, inspector].map(async (reader) => [
      (await page({ limit: 200 }, reader)).items.length,
      (await models().all(notes, reader, {})).length,
    ]);
    expect(await Promise.all(counts)).toEqual([
      [29, 29],
      [5, 5],
      [34, 34],
    ]);
  });

  it('cannot be talked out of the scope by a filter', async () => {
    const filter = { $or: [{ units: BNNK }, { unitId: BNNK }], units: { $in: [BNNK] } };
    expect((await page({ filter })).items).toEqual([]);
    expect(await models().all(notes, clerk, { filter })).toEqual([]);
  });

  it.each<[string, PageRequest['filter'], number]>([
    ['equality', { title: 'note 1' }, 4],
    ['nothing', { rank: null }, 6],
    ['$in', { title: { $in: ['note 1', 'note 2'] } }, 7],
    ['any of a list', { title: ['note 1', 'note 2'] }, 7],
    ['a list of one', { title: ['note 1'] }, 4],
    ['lists within $or', { $or: [{ title: ['note 1', 'back again'] }, { rank: [3] }] }, 10],
    ['$ne', { rank: { $ne: null } }, 23],
    ['$exists', { rank: { $exists: false } }, 6],
    ['$gte and $lt', { rank: { $gte: 1, $lt: 3 } }, 11],
    ['$gt', { rank: { $gt: 3 } }, 1],
    ['$lte', { title: { $lte: 'back again' } }, 1],
    ['$and, $or', { $and: [{ $or: [{ title: 'note 1' }, { title: 'note 2' }] }, { rank: 1 }] }, 2],
    ['what was not asked for', { title: undefined }, 29],
  ])('filters by %s', async (_, filter, count) => {
    expect((await page({ ...(filter && { filter }), limit: 200 })).items).toHaveLength(count);
  });

  it('refuses operators outside the allowlist as a fault of the program', async () => {
    const filter = { $where: 'true' };
    await expect(page({ filter })).rejects.toThrow('A query may not use $where.');
    await expect(models().all(notes, clerk, { filter })).rejects.toThrow('A query may not use $where.');
  });

  it.each<[string, PageRequest['sort']]>([
    ['nothing', {}],
    ['a field that some have not', { rank: 1 }],
    ['that backwards', { rank: -1 }],
    ['two fields', { title: 1, rank: 1 }],
    ['two fields in different directions', { rank: -1, title: 1 }],
  ])('gives the pages of a list sorted by %s without a gap or a repeat', async (_, sort = {}) => {
    const whole = (await page({ sort, limit: 200 })).items;
    expect(whole).toHaveLength(29);
    for (const limit of [1, 4, 28, 29]) expect(await everyPage({ sort, limit })).toEqual(whole);
    const fields = Object.keys(sort);
    const order = whole.map((note) => fields.map((field) => String(note[field as keyof Note] ?? '')));
    const sorted = [...order].sort((a, b) => {
      const at = fields.findIndex((__, index) => a[index] !== b[index]);
      return at === -1 ? 0 : ((a[at] ?? '') < (b[at] ?? '') ? -1 : 1) * (Object.values(sort)[at] ?? 1);
    });
    expect(order).toEqual(sorted);
  });

  it('holds 50 items on a page by default otherwise, and says when there are no more', async () => {
    expect(await page({}, inspector)).toMatchObject({ items: { length: 34 } });
    expect((await page({}, inspector)).next).toBeUndefined();
    expect((await page({ limit: 29 })).next).toBeUndefined();
    expect((await page({ limit: 28 })).next).toMatch(/^[\w-]+$/);
  });

  it('counts what is on all pages for this reader, where that is asked for', async () => {
    const filter = { rank: { $gte: 1 } };
    const counted = (request: PageRequest, reader = clerk) => page({ limit: 2, ...request }, reader);
    const first = await counted({ filter, total: true });
    const after = { filter, ...(first.next !== undefined && { after: first.next }) };
    expect([first.items.length, first.total]).toEqual([2, (await everyPage({ filter })).length]);
    expect((await counted({ ...after, total: true })).total).toBe(first.total);
    for (const one of [clerk, agent, inspector]) {
      expect((await counted({ total: true }, one)).total).toBe((await models().all(notes, one, {})).length);
    }
    expect(await counted(after)).not.toHaveProperty('total');
    expect(await counted({ filter, total: false })).not.toHaveProperty('total');
  });

  it.each([0, 201, -1, 1.5, Number.NaN])('refuses a limit of %d', async (limit) => {
    await expect(page({ limit })).rejects.toMatchObject({ code: 'bad-limit' });
  });

  it('refuses a cursor of another question', async () => {
    const request = { filter: { title: 'note 1' }, sort: { rank: 1 }, limit: 1 } as const;
    const { next: after = '' } = await page(request);
    expect((await page({ ...request, after })).items).toHaveLength(1);
    const others: PageRequest[] = [
      { ...request, filter: { title: 'note 2' } },
      { ...request, filter: {} },
      { ...request, sort: { rank: -1 } },
      { ...request, sort: { title: 1 } },
      { ...request, sort: {} },
    ];
    for (const other of others) await expect(page({ ...other, after })).rejects.toMatchObject({ code: 'bad-cursor' });
  });

  it('refuses a cursor that was tampered with', async () => {
    const sort = { title: 1 } as const;
    const { next = '' } = await page({ sort, limit: 1 });
    const plain = Buffer.from(next, 'base64url').toString();
    const altered = [plain.replace('back', 'bank'), plain.slice(1), `${plain} `, plain.slice(0, 16), 'x', '[]'];
    for (const text of [...altered.map((one) => Buffer.from(one).toString('base64url')), '', '%', `${next}A`]) {
      await expect(page({ sort, limit: 1, after: text })).rejects.toMatchObject({ code: 'bad-cursor' });
    }
  });

  it('refuses a cursor that another key made', async () => {
    const sort = { title: 1 } as const;
    const question = { model: { name: notes.name, version: notes.version }, asked: {}, sort };
    const [first] = (await page({ sort, limit: 1 })).items;
    const last = { ...first, _id: first?.id };
    const after = models().cursors.after(question, last);
    expect((await page({ sort, limit: 1, after })).items).not.toEqual([first]);
    const forged = cursorsOf(world.bytes(32)).after(question, last);
    await expect(page({ sort, limit: 1, after: forged })).rejects.toMatchObject({ code: 'bad-cursor' });
  });

  it('answers a reader whose position it has passed, and tells one it has not', async () => {
    const unborn = toPosition(commitOf(last()) + 1_000_000_000n, undefined);
    expect(await models().one(notes, readerOf(RUTAN, 'kpr', last()), noteId(9))).toBeDefined();
    const early = readerOf(RUTAN, 'kpr', unborn);
    const refused = { code: 'projection-behind', status: 504 };
    await expect(models().one(notes, early, noteId(9))).rejects.toMatchObject(refused);
    await expect(page({}, early)).rejects.toMatchObject(refused);
    await expect(models().all(notes, early, {})).rejects.toMatchObject(refused);
  });
}
