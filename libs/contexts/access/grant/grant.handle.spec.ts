import { id } from '#kernel';
import { person } from '#kernel/given-for-specs';
import { grantEvents } from '#contracts/access/grant.events';
import { staffEvents } from '#contracts/access/staff.events';
import { grantsStreamOf } from '#contracts/access/grants';
import { staffRegister } from '#platform/auth';
import { askOf, recording } from '#platform/for-specs';
import { handleGrant } from './grant.handle.js';

const RUTAN = 'RUTAN-BANJARNEGARA';
const head = person('head', 'karutan', RUTAN);
const NOBODY = id('spec', 'nobody');
const REVOCATION = { type: 'RevokeGrant', data: { reasonCode: 'LEFT_SERVICE' } };

async function world() {
  const { engine, write } = recording([...staffEvents, ...grantEvents], undefined, staffRegister);
  const staffId = id('spec', 'siti');
  await write(`staff-${staffId}`, head, {
    type: 'StaffRegistered',
    data: { unitId: RUTAN, role: 'kpr', name: 'Siti', number: '1' },
  });
  const from = engine.now().toISOString().slice(0, 10);
  const grant = async (role: string): Promise<string> =>
    (await handleGrant(engine, askOf({ type: 'GrantAccess', data: { staffId, role, from } }, head))).id;
  const revoke = (grantId: string, revision?: number, commandId = id('spec', grantId, revision ?? 'any')) => {
    const target = { id: grantId, ...(revision !== undefined && { revision }) };
    return handleGrant(engine, { ...askOf(REVOCATION, head), target, commandId });
  };
  return { engine, grant, revoke };
}

describe('A grant among others of its unit', () => {
  it('is revoked as it was read: If-Match pins that, whatever became of the others', async () => {
    const { grant, revoke } = await world();
    const [first] = [await grant('kpr'), await grant('karupam')];
    await expect(revoke(first, 1)).rejects.toMatchObject({ code: 'revision-mismatch', revision: 0 });
    expect(await revoke(first, 0)).toMatchObject({ id: first, revision: 2, replayed: false });
  });

  it('is revoked once by a repeat, although it is no longer as it was read', async () => {
    const { engine, grant, revoke } = await world();
    const first = await grant('kpr');
    const once = await revoke(first, 0);
    expect(await revoke(first, 0)).toEqual({ ...once, replayed: true });
    expect(await engine.store.read(grantsStreamOf(RUTAN))).toHaveLength(2);
  });

  it('that is revoked already is answered as it stands, whatever was told of the others since', async () => {
    const { grant, revoke } = await world();
    const first = await grant('kpr');
    const once = await revoke(first);
    await grant('karupam');
    expect(await revoke(first, undefined, id('spec', 'again'))).toMatchObject({ id: first, revision: once.revision });
  });

  it('is found by its id alone, and nobody else is', async () => {
    const { grant, revoke } = await world();
    await grant('kpr');
    await expect(revoke(NOBODY)).rejects.toThrow('There is no grant with that id.');
  });
});
