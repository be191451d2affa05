import 'reflect-metadata';
import { labels, Malformed, words } from '#kernel';
import {
  IsActorId,
  IsBusinessDay,
  IsCode,
  IsCursor,
  IsDigest,
  IsFlag,
  IsId,
  IsInstant,
  IsLabel,
  IsLimit,
  IsListOf,
  IsListOfCodes,
  IsListOfIds,
  IsListOfTexts,
  IsListOfUnits,
  IsOneOfClass,
  IsOpenObject,
  IsSubject,
  IsText,
  IsUnitCode,
  IsVersionCode,
  IsWhole,
  IsYear,
} from './index.js';
import { RequestPipe } from './validation.js';

const SEALED = labels('SPEC_SEALED_CODES', 'health', { SPEC_ONE: 'The only one' });
const LETTERS = words('SPEC_LETTERS', { A: 'The first', B: 'The second' });

class Inner {
  @IsId() readonly id!: string;
}

class Body {
  @IsId({ optional: true }) readonly id?: string;
  @IsCode(LETTERS, { optional: true }) readonly code?: string;
  @IsLabel({ optional: true }) readonly label?: string;
  @IsVersionCode({ optional: true }) readonly version?: string;
  @IsText(5, { min: 2, optional: true }) readonly text?: string;
  @IsBusinessDay({ optional: true }) readonly day?: string;
  @IsInstant({ optional: true }) readonly instant?: string;
  @IsWhole(1, 9, { optional: true }) readonly whole?: number;
  @IsFlag({ optional: true }) readonly flag?: boolean;
  @IsDigest({ optional: true }) readonly digest?: string;
  @IsUnitCode({ optional: true }) readonly unit?: string;
  @IsActorId({ optional: true }) readonly actor?: string;
  @IsSubject({ optional: true }) readonly subject?: string;
  @IsOneOfClass(() => Inner, { optional: true }) readonly inner?: Inner;
  @IsOpenObject('A member', { optional: true }) readonly open?: object;
  @IsListOf(() => Inner, { optional: true, min: 1, max: 2 }) readonly inners?: Inner[];
  @IsListOfCodes(LETTERS, { optional: true, min: 1 }) readonly codes?: string[];
  @IsListOfIds({ optional: true, max: 2 }) readonly ids?: string[];
  @IsListOfTexts(3, { optional: true, max: 2 }) readonly texts?: string[];
  @IsYear({ optional: true }) readonly year?: string;
  @IsListOfUnits({ optional: true }) readonly units?: string[];
  @IsCode(SEALED, { optional: true }) readonly sealed?: string;
}

class Required {
  @IsId() readonly id!: string;
  @IsListOf(() => Inner) readonly inners!: Inner[];
}

class Filter {
  @IsLimit() readonly limit?: number;
  @IsCursor() readonly after?: string;
}

const pipe = new RequestPipe(new Set(['year', 'inners']));
const ID = '22222222-2222-4222-8222-222222222222';

async function problems(value: object, metatype: new () => object = Body, type: 'body' | 'query' = 'body') {
  try {
    await pipe.transform(value, { type, metatype });
    return [];
  } catch (error) {
    if (error instanceof Malformed) return error.problems;
    throw error;
  }
}

const HOLDS: readonly [string, readonly unknown[]][] = [
  ['id', [ID]],
  ['code', ['A', 'B']],
  ['label', ['A', 'RUANG_2', 'R'.repeat(40)]],
  ['version', ['1', '3.1', 'who-3.1', '5-severity', 'V'.repeat(40)]],
  ['text', ['ab', 'a b c', 'a\nb\t', '\u{1F600}\u{1F600}\u{1F600}\u{1F600}\u{1F600}']],
  ['day', ['2024-02-29', '2024-12-16']],
  ['instant', ['2024-12-16T09:00:00Z', '2024-12-16T09:00+07:00', '2024-12-16T09:00:00.123456+07:00']],
  ['whole', [1, 9]],
  ['flag', [true, false]],
  ['digest', ['0'.repeat(64)]],
  ['unit', ['RUTAN-BANJARNEGARA', 'BERSINAR']],
  ['subject', ['x', ' ', 'Siti Aminah', '\u{1F600}'.repeat(255)]],
  ['actor', [ID, 'bootstrap', 'case-notes-2', 'x'.repeat(60)]],
  ['inner', [{ id: ID }]],
  ['open', [{}, { '1': true, of: { any: ['depth'] } }]],
  ['inners', [[{ id: ID }], [{ id: ID }, { id: ID }]]],
  ['codes', [['A'], ['B', 'A']]],
  ['ids', [[], [ID]]],
  ['texts', [[], ['a', 'abc']]],
  ['year', ['2024', '0001']],
  ['units', [[], ['RUTAN-BANJARNEGARA', 'BNNK-CILACAP']]],
];

const FAILS: readonly [string, readonly unknown[]][] = [
  ['id', [ID.replace('2', 'A'), ID.slice(1), '', 7, [ID]]],
  ['code', ['C', 'a', '', 7, ['A']]],
  ['label', ['', 'a', 'Aula', '2_A', 'RUANG 2', 'R'.repeat(41), 7]],
  ['version', ['', '.1', 'v 1', '1/2', 'V'.repeat(41), 7]],
  ['text', ['a', ' a ', 'abcdef', 'a\u0000b', 'a\u0085b', 7, ['ab'], { length: 3 }]],
  ['day', ['2024-02-30', '2025-02-29', '2024-13-01', '0000-01-01', '2024-1-1', '2024-12-16T00:00:00Z', 20241216]],
  ['instant', ['2024', '2024-12-16', '2024-12-16T09:00:00', '2024-02-30T09:00:00Z', '2024-12-16T25:00:00Z', 7]],
  ['whole', [0, 10, '5', true, [5]]],
  ['flag', ['true', 0, 1, []]],
  ['digest', ['0'.repeat(63), 'A'.repeat(64), 'g'.repeat(64), 7]],
  ['unit', ['rutan', 'RUTAN-', '-RUTAN', 'RUTAN BANJAR', 'R'.repeat(65), 7]],
  ['subject', ['', 'x'.repeat(256), 7]],
  ['actor', ['', 'x'.repeat(61), 'two words', 'Kpr', 'kpr.rutan', 'a--b', 7]],
  ['open', ['x', 7, true, [], [{}]]],
  ['inner', ['x', [{ id: ID }], [], 7, {}, { id: 'x' }, { id: ID, more: 1 }]],
  ['inners', [[], [{ id: ID }, { id: ID }, { id: ID }], { id: ID }, [[]], ['x'], [{ id: 'x' }], [{}]]],
  ['codes', [[], ['C'], ['A', 'A'], 'A', [7]]],
  ['ids', [[ID, ID], ['x'], ID, [[ID]]]],
  ['texts', [['abcd'], [' '], ['a', 'a'], ['a', 'b', 'c'], 'abc', [7]]],
  ['year', ['24', '20245', 'MMXX', 2024]],
  ['units', [['rutan'], ['BERSINAR', 'BERSINAR'], 'BERSINAR', [7]]],
];

describe('a validator', () => {
  it.each(HOLDS)('of %s lets what holds through', async (name, values) => {
    for (const value of values) expect([value, await problems({ [name]: value })]).toEqual([value, []]);
  });

  it.each(FAILS)('of %s names the field of what does not hold', async (name, values) => {
    for (const value of values) {
      const found = await problems({ [name]: value });
      expect([value, found.length > 0, found.every((problem) => problem.startsWith(name))]).toEqual([
        value,
        true,
        true,
      ]);
    }
  });

  it('misses what is required', async () => {
    expect(await problems({}, Required)).toEqual([
      'id must be a lower-case uuid, and is absent',
      expect.stringMatching(/^inners must be a list of 0 to 200 objects, and is absent$/),
    ]);
  });

  it.each<[object, string]>([
    [{ id: 'nobody' }, 'id must be a lower-case uuid, not "nobody"'],
    [{ whole: 10 }, 'whole must be a whole number from 1 to 9, not 10'],
    [{ flag: 'yes' }, 'flag must be true or false, not "yes"'],
    [{ codes: ['C'] }, 'codes must be a list of 1 to 200 different codes of A, B, not ["C"]'],
    [
      { ids: ['a', 'b', 'c', 'd', 'e', 'f'] },
      'ids must be a list of 0 to 2 different lower-case uuids, not a list of 6',
    ],
    [{ inner: { id: '\u0007\n' } }, 'inner.id must be a lower-case uuid, not "\\u0007\\n"'],
    [{ label: 'x'.repeat(100_000) }, `label must be a code of capital letters, digits and _, not "${'x'.repeat(39)}…`],
  ])('says what stands there instead, at most 40 characters of it: %#', async (body, problem) => {
    expect(await problems(body)).toEqual([problem]);
  });

  it.each<[object, string]>([
    [{ text: 'rahasia' }, 'text must be text of 2 to 5 characters, not text of 7'],
    [{ text: 'a\u0007b' }, 'text must be text of 2 to 5 characters, without control characters'],
    [{ subject: 7 }, 'subject must be text of 1 to 255 characters, not a number'],
    [{ sealed: 'rahasia' }, 'sealed must be one of SPEC_ONE, not text of 7'],
    [{ year: 'rahasia' }, 'year must be a year of four digits, not text of 7'],
    [{ inners: [{ id: 'rahasia' }] }, 'inners[0].id must be a lower-case uuid, not text of 7'],
    [{ open: 'rahasia' }, 'open must be an object, not text of 7'],
  ])(
    'says only of what kind it is where people write what they like, or it would be sealed: %#',
    async (body, problem) => {
      expect(await problems(body)).toEqual([problem]);
    },
  );

  it('makes instances of nested classes', async () => {
    const body = (await pipe.transform({ inner: { id: ID } }, { type: 'body', metatype: Body })) as Body;
    expect(body.inner).toBeInstanceOf(Inner);
  });

  it('reads the limit and cursor of a query string', async () => {
    expect(await pipe.transform({ limit: '200', after: 'abc_-=' }, { type: 'query', metatype: Filter })).toEqual({
      limit: 200,
      after: 'abc_-=',
    });
    for (const wrong of [
      { limit: '0' },
      { limit: '201' },
      { limit: ' 1' },
      { limit: ['1'] },
      { after: '' },
      { after: 'a b' },
    ]) {
      expect(await problems(wrong, Filter, 'query')).toHaveLength(1);
    }
  });
});
