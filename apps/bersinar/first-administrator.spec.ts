import { definitions } from '#contracts/registry';
import { HOUSE } from '#kernel';
import { grantsStreamOf } from '#contracts/access/grants';
import { loginOf, staffRegister } from '#platform/auth';
import { recording } from '#platform/for-specs';
import { letInFirstAdministrator } from './first-administrator.js';

const FIRST = { issuer: 'https://issuer', subject: 'chief' };

describe('Whoever administers first', () => {
  const world = () => {
    const { engine, staff, events } = recording(definitions, undefined, staffRegister);
    const grantsOf = async (subject: string) => {
      const staffId = await staff.staffIdOf(loginOf(engine.keys, { ...FIRST, subject }));
      return { staffId, granted: await staff.grantsOf(await staff.idsOf(staffId)) };
    };
    return { engine, staff, events, grantsOf };
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
