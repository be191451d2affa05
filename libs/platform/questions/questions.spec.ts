import { Type } from '@sinclair/typebox';
import { event, RECORDING, words } from '#kernel';
import { RequestPipe } from '../http/index.js';
import {
  anOrder,
  aDay,
  aFlag,
  aUnit,
  aWhole,
  needed,
  oneOf,
  anyOf,
  anyUnit,
  sortBy,
  type Question,
  related,
  relationResolvers,
  toOne,
} from './index.js';
import { argumentsClass, COUNTED } from './parameters.js';
import { entriesOf, listOf, maybe, onlyOf, row, whole, word } from './rows.js';
import { viewOf } from './views.js';

const drawer = row('Drawer', { label: word, things: listOf(row('Thing', { name: word, weight: maybe(whole) })) });

describe('what leaves', () => {
  it('is what its row knows, and nothing else, however deep', () => {
    const stored = {
      label: 'A',
      units: ['RUTAN-A'],
      things: [{ name: 'pen', weight: 3, owner: 'somebody' }, { name: 'cup' }],
    };
    expect(onlyOf(drawer, stored)).toEqual({ label: 'A', things: [{ name: 'pen', weight: 3 }, { name: 'cup' }] });
  });

  it('has one view for each name, and two rows of one name are refused', () => {
    expect(viewOf(drawer)).toBe(viewOf(row('Drawer', drawer.properties)));
    expect(viewOf(drawer).name).toBe('Drawer');
    expect(() => viewOf(row('Drawer', { label: word }))).toThrow('Two rows are called Drawer.');
    expect(() => viewOf(row('Box', { inner: Type.Object({ deep: word }) }))).toThrow('has a name');
  });

  it('shows of entries what was told, what was told before, and that what is sealed may be gone, but not what it cites', () => {
    const Filed = event(
      'ThingFiled',
      { legalBasis: 'PUBLIC_TASK', moment: RECORDING },
      Type.Object({ name: word, remark: Type.String({ seal: 'narrative' }), basis: Type.Array(Type.Object({})) }),
    );
    const { items } = entriesOf('FiledThing', Filed) as unknown as {
      items: { required: string[]; properties: Record<string, object> };
    };
    expect(items.required).toEqual(['name', 'recordedAt', 'recordedBy', 'entryId', 'earlier']);
    expect(Object.keys(items.properties)).toEqual(expect.arrayContaining(['remark', 'on', 'gone', 'annulled']));
  });

  it('has no entry whose own words would be hidden by what is said of every entry', () => {
    const Filed = event(
      'ThingFiled',
      { legalBasis: 'PUBLIC_TASK', moment: RECORDING },
      Type.Object({ name: word, reasonCode: word, correctionReasonCode: word }),
    );
    expect(() => entriesOf('HiddenThing', Filed)).toThrow('ThingFiled says correctionReasonCode,');
  });
});

describe('a relation', () => {
  it('to a question that no feature has fails by its name when the application is made', () => {
    const shows = related(row('Cupboard', { drawerId: word }), { drawer: toOne('drawer', 'drawerId') });
    const question = { name: 'cupboard', kind: 'ONE', shows, by: {}, may: [] } as unknown as Question;
    const asked = { question, query: () => null as never, view: viewOf(shows) };
    expect(() => relationResolvers([asked])).toThrow('Cupboard.drawer asks the question drawer, which no feature has.');
  });
});

describe('what is asked for', () => {
  const asked = argumentsClass('DrawersArguments', {
    status: oneOf(words('SPEC_DRAWERS', { OPEN: 'Open', SHUT: 'Shut' }), 'How it is'),
    unitId: aUnit('Whose it is'),
    late: aFlag('Whether it is late'),
    days: aWhole(0, 3650, 'How soon it is emptied'),
    on: needed(aDay('On which day')),
    ...COUNTED,
  });
  const pipe = new RequestPipe();

  it('is held to what each parameter is, from a query string as well', async () => {
    const given = { status: 'OPEN', unitId: 'RUTAN-A', late: 'true', days: '30', on: '2024-12-16', limit: '5' };
    expect(await pipe.transform(given, { type: 'query', metatype: asked })).toEqual({
      ...given,
      late: true,
      days: 30,
      limit: 5,
    });
    const refused = pipe.transform(
      { status: 'LOST', days: '3651', limit: '0', colour: 'red' },
      { type: 'query', metatype: asked },
    );
    await expect(refused).rejects.toMatchObject({
      problems: [
        'colour is not a field here',
        'status must be one of OPEN, SHUT, not "LOST"',
        'days must be a whole number from 0 to 3650, not 3651',
        'on must be a calendar day YYYY-MM-DD, and is absent',
        'limit must be a whole number from 1 to 200, not 0',
      ],
    });
  });
});

const CODES = 'status must be a list of 1 to 20 different codes of LIT, DARK, GONE';
const ORDERS = 'sort must be one of boughtOn, -boughtOn, status, -status';

describe('several values and an order', () => {
  const status = anyOf(words('SPEC_LAMPS', { LIT: 'Lit', DARK: 'Dark', GONE: 'Gone' }), 'How it is');
  const asked = argumentsClass('LampsArguments', {
    status,
    unitId: anyUnit('Whose it is'),
    sort: anOrder(['boughtOn', 'status']),
  });
  const taken = (given: object) => new RequestPipe().transform(given, { type: 'query', metatype: asked });

  it('are a list or one value alone', async () => {
    expect(await taken({ status: 'LIT', unitId: ['RUTAN-A', 'RUTAN-B'], sort: '-status' })).toEqual({
      status: ['LIT'],
      unitId: ['RUTAN-A', 'RUTAN-B'],
      sort: '-status',
    });
    expect(await taken({ status: ['LIT', 'DARK'] })).toEqual({ status: ['LIT', 'DARK'] });
  });

  it.each<[object, string]>([
    [{ status: ['LIT', 'LOST'] }, `${CODES}, not ["LIT","LOST"]`],
    [{ status: 'LOST' }, `${CODES}, not ["LOST"]`],
    [{ status: [] }, `${CODES}, not []`],
    [{ status: null }, `${CODES}, not null`],
    [{ unitId: 'nobody' }, 'unitId must be a list of 1 to 20 different unit codes, not ["nobody"]'],
    [
      { unitId: Array.from({ length: 21 }, (_, n) => `RUTAN-A${n}`) },
      'unitId must be a list of 1 to 20 different unit codes, not a list of 21',
    ],
    [{ sort: 'weight' }, `${ORDERS}, not "weight"`],
    [{ sort: '--status' }, `${ORDERS}, not "--status"`],
    [{ sort: ['status', 'boughtOn'] }, `${ORDERS}, not ["status","boughtOn"]`],
  ])('are refused as %j by the name of the parameter', async (given, problem) => {
    await expect(taken(given)).rejects.toMatchObject({ code: 'invalid-request', problems: [problem] });
  });

  it('take twenty values at once', async () => {
    const unitId = Array.from({ length: 20 }, (_, n) => `RUTAN-A${n}`);
    expect(await taken({ unitId })).toEqual({ unitId });
  });

  it('are sorted by, forwards or backwards', () => {
    expect([sortBy('boughtOn'), sortBy('-boughtOn')]).toEqual([{ boughtOn: 1 }, { boughtOn: -1 }]);
  });
});
