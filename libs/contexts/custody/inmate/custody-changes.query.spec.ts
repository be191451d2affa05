import { readerOf } from '#platform/specs';
import { custodyChanges } from './custody-changes.projection.js';
import { type CustodyChangeQuestion, CustodyChangesIn, CustodyChangesInHandler } from './custody-changes.query.js';
import { annulling, clerk, karutan, release, stranger, transfer } from './inmate-for-specs.js';
import { caseClosed, custody } from './inmate-told-for-specs.js';
import type { InmateCommand } from './inmate.decider.js';

const releasing: InmateCommand = { type: 'ReleaseInmate', data: release };

function asked() {
  const its = custody();
  const list = async (question: CustodyChangeQuestion = {}, by = clerk) => {
    const handler = new CustodyChangesInHandler(its.engine, await its.models(custodyChanges));
    return (await handler.execute(new CustodyChangesIn(readerOf(by), question))).items;
  };
  /** An inmate with an open case who was released; the case and the change. */
  const left = async (registerNumber = '1') => {
    const inmateId = await its.register({ registerNumber });
    const caseId = await its.openCase(inmateId);
    await its.act(releasing, inmateId);
    return { inmateId, caseId, changeId: await its.last(inmateId) };
  };
  const acknowledge = (of: Awaited<ReturnType<typeof left>>) =>
    its.act(
      {
        type: 'AcknowledgeCustodyChange',
        data: { changeId: of.changeId, caseId: of.caseId, handling: 'CASE_CONTINUES_ELSEWHERE' },
      },
      of.inmateId,
      { by: clerk },
    );
  return { its, list, left, acknowledge };
}

describe('CustodyChangesIn (R-1.3)', () => {
  it('lists who left with an open case, until somebody acknowledges it', async () => {
    const { list, left, acknowledge } = asked();
    const change = await left();
    const open = {
      ...change,
      unitId: clerk.unitId,
      how: 'RELEASED',
      on: '2024-12-12',
      acknowledged: false,
      daysOpen: 4,
    };
    expect(await list()).toEqual([open]);
    expect(await list({ acknowledged: false })).toEqual([open]);
    expect(await list({ acknowledged: true })).toEqual([]);
    await acknowledge(change);
    const seen = { acknowledgedBy: clerk.id, acknowledgedOn: '2024-12-16', handling: 'CASE_CONTINUES_ELSEWHERE' };
    expect(await list({ acknowledged: false })).toEqual([]);
    expect(await list({ acknowledged: true })).toEqual([{ ...open, ...seen, acknowledged: true }]);
  });

  it('closes no case', async () => {
    const { its, left, acknowledge } = asked();
    const change = await left();
    await acknowledge(change);
    const types = (await its.engine.store.read(`rehabcase-${change.caseId}`)).map(({ type }) => type);
    expect(types).toEqual(['RehabCaseOpened']);
  });

  it('stays, though the case is closed later', async () => {
    const { its, list, left } = asked();
    const { caseId } = await left();
    await its.turnCase(caseId, caseClosed('2024-12-13'));
    expect(await list({ acknowledged: false })).toHaveLength(1);
  });

  it('asks nothing when nobody had a case, or the case was over', async () => {
    const { its, list } = asked();
    await its.act(releasing, await its.register());
    for (const [registerNumber, turn] of [
      ['2', caseClosed('2024-12-10')],
      ['3', { type: 'RehabCaseExited', data: { exit: 'RELEASED', exitedOn: '2024-12-10' } }],
    ] as const) {
      const inmateId = await its.register({ registerNumber });
      await its.turnCase(await its.openCase(inmateId), turn);
      await its.act(releasing, inmateId);
    }
    expect(await list()).toEqual([]);
  });

  it('asks when the case was reopened', async () => {
    const { its, list } = asked();
    const inmateId = await its.register();
    const caseId = await its.openCase(inmateId);
    await its.turnCase(caseId, caseClosed('2024-12-10'));
    await its.turnCase(caseId, {
      type: 'RehabCaseReopened',
      data: {
        subject: await its.subjectOf(inmateId),
        reopenedOn: '2024-12-11',
        reasonCode: 'CLOSED_BY_MISTAKE',
        note: 'x',
        approvedBy: karutan.id,
      },
    });
    await its.act({ type: 'TransferInmate', data: transfer }, inmateId);
    expect(await list()).toMatchObject([{ inmateId, caseId, how: 'TRANSFERRED' }]);
  });

  it('follows corrections and annulments (D12)', async () => {
    const { its, list, left, acknowledge } = asked();
    const change = await left();
    const { inmateId, changeId } = change;
    const said = { ...release, releasedOn: '2024-12-11' };
    const correction = { of: changeId, reasonCode: 'WRITTEN_WRONGLY', release: said } as const;
    await its.act({ type: 'CorrectInmateEntry', data: correction }, inmateId);
    expect(await list()).toMatchObject([{ on: '2024-12-11', daysOpen: 5 }]);
    await acknowledge(change);
    await its.act(annulling(await its.last(inmateId)), inmateId, { by: karutan });
    expect(await list({ acknowledged: false })).toHaveLength(1);
    expect(await list()).not.toMatchObject([{ acknowledgedBy: clerk.id }]);
    await its.act(annulling(changeId), inmateId, { by: karutan });
    expect(await list()).toEqual([]);
    await its.act({ type: 'TransferInmate', data: transfer }, inmateId);
    expect(await list()).toMatchObject([{ how: 'TRANSFERRED', caseId: change.caseId }]);
  });

  it('is read in the unit, the longest open first', async () => {
    const { its, list, left } = asked();
    await left('1');
    const earlier = await its.register({ registerNumber: '2' });
    await its.openCase(earlier);
    await its.act({ type: 'ReleaseInmate', data: { ...release, releasedOn: '2024-12-10' } }, earlier);
    expect((await list()).map(({ on }) => on)).toEqual(['2024-12-10', '2024-12-12']);
    expect(await list({ unitId: 'RUTAN-PURBALINGGA' })).toEqual([]);
    expect(await list({}, stranger)).toEqual([]);
  });
});
