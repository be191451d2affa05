import { HOUSE, repairStreamOf } from '#kernel';
import type { Answer } from '../for-specs/index.js';
import { operationsForSpecs } from './operations-for-specs.js';

type Operated = Awaited<ReturnType<typeof operationsForSpecs>>;
type Asks = Awaited<ReturnType<Operated['as']>>;

let its: Operated;
let [admin, second]: Asks[] = [];

beforeEach(async () => {
  its = await operationsForSpecs();
  [admin, second] = await Promise.all(['one', 'two'].map((subject) => its.as('admin', HOUSE, subject)));
});

afterEach(() => its.close());

const by = (asks: Asks | undefined): Asks => {
  if (asks === undefined) throw new Error('Two administrators.');
  return asks;
};
const itemsOf = ({ body }: Answer) => (body as { items: Record<string, unknown>[] }).items;
const outcome = ({ status, body }: Answer): string => `${status} ${(body as { code?: string }).code ?? ''}`.trim();
const RANGE = { from: 1, to: 1, reasonCode: 'BYTES_LOST' };

describe('the routes of operations', () => {
  it('tell of alarms and of what is parked, and resume it once its bytes are back, saying who did', async () => {
    const putRight = its.alter(1);
    await its.park(1);
    const [alarm] = itemsOf(await by(admin)('/operations/alarms'));
    expect(alarm).toMatchObject({
      stream: its.stream,
      isParked: true,
      parkedFrom: 1,
      alarms: [{ revision: 1, code: 'hash' }],
      excluded: [],
    });
    expect(itemsOf(await by(admin)('/operations/parked'))).toEqual([alarm]);
    const resume = `/operations/streams/${its.stream}/resume`;
    expect(outcome(await by(admin)(resume, {}, 'too-early'))).toBe('422 still-not-believed');
    putRight();
    expect(outcome(await by(admin)(resume, {}, 'now'))).toBe('200');
    expect(outcome(await by(admin)(resume, {}, 'now'))).toBe('200');
    expect(itemsOf(await by(admin)('/operations/parked'))).toEqual([]);
    const said = await its.store.read(repairStreamOf(its.stream));
    expect(said.map(({ type }) => type)).toEqual(['StreamParked', 'IntegrityAlarmRaised', 'StreamResumed']);
    expect(said.at(-1)).toMatchObject({
      data: { stream: its.stream, to: 2 },
      metadata: { actor: { staffId: its.staffIdOf('one'), role: 'admin' }, unitId: HOUSE },
    });
    const [after] = itemsOf(await by(admin)('/operations/alarms'));
    expect(after).toMatchObject({ isParked: false, resumedBy: its.staffIdOf('one') });
  });

  it('tell first of what is passed by and not in the log yet, until it is', async () => {
    const found = { revision: 1, code: 'hash', foundAt: '2024-12-16T02:00:00.000Z' };
    its.unrecorded.push({ stream: its.stream, ...found }, { stream: 'note-another', ...found });
    await its.park(1);
    for (const path of ['/operations/alarms', '/operations/parked']) {
      const [first, second] = itemsOf(await by(admin)(path));
      expect(first).toEqual({
        ...{ stream: 'note-another', isParked: true, parkedFrom: 1, lastAlarmAt: found.foundAt, excluded: [] },
        alarms: [{ revision: 1, code: 'hash', raisedAt: found.foundAt }],
      });
      expect(second).toMatchObject({ stream: its.stream, alarms: [{ code: 'hash' }] });
    }
  });

  it('exclude by two people what cannot be had back', async () => {
    its.alter(1);
    await its.park(1);
    const path = `/operations/streams/${its.stream}`;
    expect(outcome(await by(second)(`${path}/approve-exclusion`, RANGE, 'early'))).toBe('422 exclusion-not-asked');
    expect(outcome(await by(admin)(`${path}/exclude`, RANGE))).toBe('200');
    expect(itemsOf(await by(admin)('/operations/parked'))).toMatchObject([
      { asked: { ...RANGE, askedBy: its.staffIdOf('one') } },
    ]);
    expect(outcome(await by(admin)(`${path}/approve-exclusion`, RANGE))).toBe('422 approver-is-asker');
    expect(outcome(await by(second)(`${path}/approve-exclusion`, RANGE))).toBe('200');
    expect(outcome(await by(second)(`${path}/resume`, { to: 2 }))).toBe('200');
    const [stream] = itemsOf(await by(admin)('/operations/alarms'));
    expect(stream).toMatchObject({
      isParked: false,
      excluded: [{ ...RANGE, askedBy: its.staffIdOf('one'), approvedBy: its.staffIdOf('two') }],
    });
    expect(stream).not.toHaveProperty('asked');
  });

  it.each(['before it was asked', 'afterwards'])(
    'exclude nothing by one person under two logins that were linked %s',
    async (when) => {
      its.alter(1);
      await its.park(1);
      const path = `/operations/streams/${its.stream}`;
      const link = () => its.linkLogins(crypto.randomUUID(), 'one', 'two');
      if (when !== 'afterwards') await link();
      expect(outcome(await by(admin)(`${path}/exclude`, RANGE))).toBe('200');
      if (when === 'afterwards') await link();
      expect(outcome(await by(second)(`${path}/approve-exclusion`, RANGE))).toBe('422 approver-is-asker');
      const third = await its.as('admin', HOUSE, 'three');
      expect(outcome(await third(`${path}/approve-exclusion`, RANGE))).toBe('200');
    },
  );

  it('tell where those who follow the log are', async () => {
    expect(itemsOf(await by(admin)('/operations/projections'))).toEqual([
      { kind: 'PROJECTION', name: 'inmates@1', state: 'running', position: '7', parked: [] },
      { kind: 'POLICY', name: 'case-follows-inmate', state: 'waiting', waitsFor: 'InmateMoved@2' },
    ]);
  });

  it('answer in GraphQL what they answer in REST', async () => {
    its.alter(1);
    await its.park(1);
    const graph = async (question: string, asks = by(admin)) =>
      (await asks('/graphql', { query: `{ ${question} }` })).body as {
        data?: Record<string, { items: object[] }>;
        errors?: { extensions: { code: string } }[];
      };
    const stream = 'stream isParked parkedFrom lastAlarmAt alarms { revision code raisedAt } excluded { from }';
    for (const question of ['alarms', 'parked']) {
      const { data } = await graph(`${question}(limit: 1) { items { ${stream} } }`);
      expect(data?.[question]?.items).toEqual(itemsOf(await by(admin)(`/operations/${question}?limit=1`)));
    }
    const { data } = await graph('projections { items { kind name state position parked waitsFor } }');
    const [first, second] = itemsOf(await by(admin)('/operations/projections'));
    expect(data?.projections?.items).toMatchObject([
      { ...first, waitsFor: null },
      { ...second, position: null },
    ]);
    const head = await its.as('karutan', 'RUTAN-BANJARNEGARA', 'head');
    const elsewhere = await its.as('admin', 'RUTAN-BANJARNEGARA', 'elsewhere');
    for (const question of ['alarms', 'parked', 'projections']) {
      const asked = `${question} { items { __typename } }`;
      const codes = await Promise.all([head, elsewhere].map(async (asks) => (await graph(asked, asks)).errors));
      expect(codes.map((errors) => errors?.[0]?.extensions.code)).toEqual(['role-not-allowed', 'outside-your-unit']);
    }
  });

  it('refuse what is no stream, one that is not there, and what is not meant', async () => {
    const nobody = 'inmate-00000000-0000-4000-8000-000000000000';
    expect(outcome(await by(admin)('/operations/streams/inmate/resume', {}))).toBe('400 bad-stream');
    expect(outcome(await by(admin)(`/operations/streams/${nobody}/resume`, {}))).toBe('404 not-found');
    expect(outcome(await by(admin)(`/operations/streams/${nobody}/exclude`, { from: 1 }))).toBe('400 invalid-request');
    expect(outcome(await by(admin)('/operations/alarms?limit=0'))).toBe('400 invalid-request');
  });

  it('are for administrators of the house', async () => {
    const elsewhere = await its.as('admin', 'RUTAN-BANJARNEGARA', 'elsewhere');
    const head = await its.as('karutan', 'RUTAN-BANJARNEGARA', 'head');
    const resume = `/operations/streams/${its.stream}/resume`;
    for (const path of ['/operations/alarms', '/operations/parked', '/operations/projections']) {
      expect([outcome(await elsewhere(path)), outcome(await head(path))]).toEqual([
        '403 outside-your-unit',
        '403 role-not-allowed',
      ]);
    }
    await its.park(1);
    expect([outcome(await elsewhere(resume, {})), outcome(await head(resume, {}))]).toEqual([
      '403 outside-your-unit',
      '403 role-not-allowed',
    ]);
  });
});
