import { id } from '#kernel';
import { caseIdOf } from '#contracts/rehabilitation/open-cases';
import { agency, assessor, clerk, inmateId, karutan, nurse } from '../facts-for-specs.js';
import { deputy } from './case-for-specs.js';
import { unit } from './case-played-for-specs.js';
import { registered } from '../people-for-specs.js';

const caseId = caseIdOf(inmateId, 1);
const stream = `rehabcase-${caseId}`;
const opening = { inmateId, openedOn: '2024-11-02' };
const other = id('spec', 'other inmate');

describe('OpenCase', () => {
  it('opens one case, and answers it when it is open already', async () => {
    const { open, typesOf } = await unit();
    expect(await open(opening)).toMatchObject({ id: caseId, revision: 0 });
    expect(await open({ inmateId, openedOn: '2024-11-05' }, nurse)).toMatchObject({ id: caseId, revision: 0 });
    expect(await typesOf(stream)).toEqual(['RehabCaseOpened']);
  });

  it('opens one case when two ask at once', async () => {
    const { open, log } = await unit();
    const receipts = await Promise.all([open(opening), open(opening, nurse), open(opening)]);
    expect(new Set(receipts.map((one) => one.id))).toEqual(new Set([caseId]));
    expect((await log.events()).filter(({ type }) => type === 'RehabCaseOpened')).toHaveLength(1);
  });

  it('opens the next episode after a case was closed, and a repeat opens nothing', async () => {
    const { open, send, typesOf } = await unit();
    const commandId = id('spec', 'command');
    const body = {};
    await open(opening, clerk, { commandId, body });
    await send({ type: 'CloseCase', data: { closedOn: '2024-11-03', reasonCode: 'SCREENING_REFUSED' } });
    expect(await open(opening, clerk, { commandId, body })).toMatchObject({ id: caseId, replayed: true });
    const second = caseIdOf(inmateId, 2);
    expect(await open({ inmateId, openedOn: '2024-11-04' })).toMatchObject({ id: second, revision: 0 });
    const note = 'Wants to go on.';
    const reopening = { type: 'ReopenCase', data: { reopenedOn: '2024-11-05', reasonCode: 'RETURNED', note } } as const;
    await expect(send(reopening, deputy)).rejects.toMatchObject({ code: 'later-episode-exists' });
    expect(await typesOf(`rehabcase-${second}`)).toEqual(['RehabCaseOpened']);
  });

  it('reopens the latest episode', async () => {
    const { open, send, typesOf } = await unit();
    await open(opening);
    await send({ type: 'CloseCase', data: { closedOn: '2024-11-03', reasonCode: 'SCREENING_REFUSED' } });
    const note = 'He has changed his mind.';
    await send({ type: 'ReopenCase', data: { reopenedOn: '2024-11-05', reasonCode: 'RETURNED', note } }, karutan);
    expect((await typesOf(stream)).at(-1)).toBe('RehabCaseReopened');
    expect(await open({ inmateId, openedOn: '2024-11-06' })).toMatchObject({ id: caseId });
  });

  it('waits until a case that was left is closed (R-3.11)', async () => {
    const { open, send, log } = await unit();
    await open(opening);
    const release = {
      type: 'InmateReleased',
      data: { subject: id('spec', 'subject'), releaseKind: 'PAROLE', releasedOn: '2024-11-10' },
    };
    await log.write(`inmate-${inmateId}`, clerk, release);
    await send({ type: 'ExitCase', data: { exit: 'RELEASED', exitedOn: '2024-11-10' } });
    await expect(open({ inmateId, openedOn: '2024-11-09' })).rejects.toMatchObject({ code: 'case-was-left' });
  });

  it('is of somebody whom the unit holds on that day (R-1.2)', async () => {
    const { open, log } = await unit();
    await expect(open({ inmateId: other, openedOn: '2024-11-02' })).rejects.toThrow('There is no inmate with that id.');
    await expect(open({ inmateId, openedOn: '2024-10-31' })).rejects.toMatchObject({ code: 'before-registration' });
    await expect(open({ inmateId, openedOn: '2024-12-17' })).rejects.toMatchObject({ code: 'day-in-future' });
    await expect(open(opening, clerk, { unitId: 'RUTAN-PURBALINGGA' })).rejects.toMatchObject({
      code: 'inmate-of-another-unit',
    });
    await expect(open(opening, assessor)).rejects.toMatchObject({ code: 'outside-your-unit' });
    await log.write(`inmate-${other}`, clerk, registered(other));
    await expect(open({ ...opening, provider: agency })).rejects.toMatchObject({ code: 'unknown-agreement' });
  });
});
