import { definitions } from '#contracts/registry';
import { HOUSE, id } from '#kernel';
import { grantsStreamOf } from '#contracts/access/grants';
import { loginOf, staffRegister } from '#platform/auth';
import { recording } from '#platform/for-specs';
import { letInFirstAdministrator } from './first-administrator.js';

const SPEC = { kind: 'SYSTEM', name: 'spec' } as const;
const FIRST = { issuer: 'https://issuer', subject: 'chief' };

describe('Whoever administers first', () => {
  const world = () => {
    const { staff, events, ...its } = recording(definitions, undefined, staffRegister);
    const engine = Object.assign(its.engine, { staff });
    const grantsOf = async (subject: string) => {
      const staffId = await staff.staffIdOf(loginOf(engine.keys, { ...FIRST, subject }));
      return { staffId, granted: await staff.grantsOf(staffId) };
    };
    return { engine, staff, events, write: its.write, grantsOf };
  };

  it('is registered, known by their login and let in, by the system itself and without a grant', async () => {
    const { engine, staff, grantsOf } = world();
    await letInFirstAdministrator(engine, FIRST);
    const { staffId, granted } = await grantsOf('chief');
    expect(await staff.unregistered([staffId])).toEqual([]);
    expect(granted).toMatchObject([{ role: 'admin', unitId: HOUSE, isRevoked: false }]);
    expect(granted[0]?.until).toBeUndefined();
    expect(await engine.store.read(grantsStreamOf(HOUSE))).toMatchObject([
      { metadata: { actor: { kind: 'SYSTEM', name: 'bootstrap' }, source: 'SYSTEM' } },
    ]);
  });

  it('is let in by the record that they have, where somebody linked their login before', async () => {
    const { engine, staff, events, write, grantsOf } = world();
    const [staffId, login] = [id('spec', 'record'), loginOf(engine.keys, FIRST)];
    const data = { unitId: HOUSE, role: 'admin', name: 'Kepala', number: '1' };
    await write(`staff-${staffId}`, SPEC, { type: 'StaffRegistered', data });
    await write(`stafflogin-${login}`, SPEC, { type: 'StaffLoginLinked', data: { staffId } });
    await letInFirstAdministrator(engine, FIRST);
    expect(await grantsOf('chief')).toMatchObject({ staffId, granted: [{ staffId, role: 'admin' }] });
    expect((await events()).filter(({ type }) => type === 'StaffRegistered')).toHaveLength(1);
    expect(await staff.unregistered([staffId])).toEqual([]);
  });

  it('is somebody else’s to be once one was let in to see how data are protected, and nobody to administer', async () => {
    const { engine, write, grantsOf } = world();
    const data = { grantId: id('spec', 1), staffId: id('spec', 2), role: 'dpo', unitId: HOUSE, from: '2024-12-16' };
    await write(grantsStreamOf(HOUSE), SPEC, { type: 'AccessGranted', data });
    await letInFirstAdministrator(engine, FIRST);
    expect((await grantsOf('chief')).granted).toMatchObject([{ role: 'admin' }]);
  });

  it('is let in once, by however many processes, and nobody after them', async () => {
    const { engine, events, grantsOf } = world();
    await Promise.all([letInFirstAdministrator(engine, FIRST), letInFirstAdministrator(engine, FIRST)]);
    const before = (await events()).length;
    await letInFirstAdministrator(engine, FIRST);
    await letInFirstAdministrator(engine, { ...FIRST, subject: 'another' });
    expect((await events()).length).toBe(before);
    expect([(await grantsOf('chief')).granted.length, (await grantsOf('another')).granted.length]).toEqual([1, 0]);
  });
});
