import { HOUSE, id } from '#kernel';
import type { Answer } from '../for-specs/index.js';
import { operationsForSpecs } from './operations-for-specs.js';

type Operated = Awaited<ReturnType<typeof operationsForSpecs>>;

describe('what operators ask to become of a read model', () => {
  let its: Operated;
  let admin: Awaited<ReturnType<Operated['as']>>;

  beforeEach(async () => {
    its = await operationsForSpecs();
    admin = await its.as('admin', HOUSE, 'one');
  });
  afterEach(() => its.close());

  const outcome = ({ status, body }: Answer): string => `${status} ${(body as { code?: string }).code ?? ''}`.trim();
  const ask = async (what: string, body: object = {}, key?: string) =>
    outcome(await admin(`/operations/projections/notes/${what}`, body, key));
  const recorded = () => its.store.read(`readmodel-${id('readmodel', 'notes')}`);

  it('is recorded with who asked, and done', async () => {
    expect(await ask('rebuild')).toBe('200');
    its.stands.notes = {
      ...its.stands.notes,
      beside: 'notes@1_1',
      besideIs: 'whole',
      mayBeReplaced: false,
      rebuilds: 1,
    };
    expect(await ask('switch')).toBe('200');
    expect(await ask('cancel')).toBe('200');
    expect(await ask('refold', { document: 'one' })).toBe('200');
    const events = await recorded();
    expect(events.map(({ type, data }) => ({ type, data }))).toEqual([
      { type: 'ReadModelRebuildAsked', data: { name: 'notes', serves: 'notes@1', building: 'notes@1_1' } },
      { type: 'ReadModelSwitched', data: { name: 'notes', from: 'notes@1', to: 'notes@1_1' } },
      { type: 'ReadModelBuildCancelled', data: { name: 'notes', serves: 'notes@1', cancelled: 'notes@1_1' } },
      { type: 'DocumentRefoldAsked', data: { name: 'notes', document: 'one' } },
    ]);
    expect(its.taken).toEqual(events.map(({ type, data }) => ({ type, data })));
    for (const { metadata } of events) {
      expect(metadata).toMatchObject({ actor: { staffId: its.staffIdOf('one'), role: 'admin' }, unitId: HOUSE });
    }
  });

  it('is never the name of a building that was asked for before, and says which one is replaced', async () => {
    expect(await ask('rebuild', {}, 'first')).toBe('200');
    its.stands.notes = { serves: 'notes@1_1', beside: 'notes@1', besideIs: 'whole', mayBeReplaced: true, rebuilds: 0 };
    expect(await ask('rebuild', {}, 'second')).toBe('200');
    expect((await recorded()).at(-1)?.data).toMatchObject({ building: 'notes@1_2', instead: 'notes@1' });
  });

  it.each([
    ['rebuild', 'building', '422 another-build-beside'],
    ['switch', 'building', '422 beside-not-whole'],
    ['switch', 'behind', '422 beside-not-whole'],
    ['switch', undefined, '422 nothing-beside'],
    ['cancel', undefined, '422 nothing-beside'],
  ] as const)('is refused by name: %s while what stands beside is %s', async (what, besideIs, code) => {
    const beside = besideIs && { beside: 'notes@1_1', besideIs };
    its.stands.notes = { serves: 'notes@1', ...beside, mayBeReplaced: false, rebuilds: 1 };
    expect(await ask(what)).toBe(code);
    expect(await recorded()).toEqual([]);
    expect(its.taken).toEqual([]);
  });

  it('is done by a repeat where it was recorded and not done, and recorded once', async () => {
    expect(await ask('rebuild', {}, 'once')).toBe('200');
    expect(await ask('rebuild', {}, 'once')).toBe('200');
    expect(await recorded()).toHaveLength(1);
    expect(its.taken).toHaveLength(2);
  });

  it('is a conflict where something else was done meanwhile, and nothing where there is no such read model', async () => {
    its.stands.isElsewhere = true;
    expect(await ask('rebuild')).toBe('409 read-model-changed');
    expect((await admin('/operations/projections/others/rebuild', {})).status).toBe(404);
    const clerk = await its.as('karutan', 'RUTAN-BANJARNEGARA', 'clerk');
    expect((await clerk('/operations/projections/notes/rebuild', {})).status).toBe(403);
  });
});
