import { randomUUID } from 'node:crypto';
import { Type } from '@sinclair/typebox';
import {
  type Aggregate,
  type Ask,
  type Engine,
  event,
  HOUSE,
  id,
  type NewEvent,
  RECORDING,
  type StaffActor,
  Unavailable,
} from '#kernel';
import { person } from '#kernel/given-for-specs';
import { grantEvents } from '#contracts/access/grant.events';
import { grantsStreamOf } from '#contracts/access/grants';
import { staffEvents } from '#contracts/access/staff.events';
import { loginOf, staffRegister } from '#platform/auth';
import { askOf, recording } from '#platform/for-specs';
import { handleGrant } from '../grant/grant.handle.js';
import { handleStaff } from './staff.handle.js';

const RUTAN = 'RUTAN-BANJARNEGARA';
const head = person('head', 'karutan', RUTAN);
const LOGIN = { issuer: 'https://issuer', subject: 'siti' };

const Thanked = event(
  'Thanked',
  { legalBasis: 'PUBLIC_TASK', moment: RECORDING },
  Type.Object({ staffId: Type.String({ names: 'STAFF' }) }, { additionalProperties: false }),
);
type Thank = { readonly type: 'Thank'; readonly data: { readonly staffId: string } };
/** Of any context: an event that names somebody of the staff. */
const thanks: Aggregate<string, Thank, { type: 'Thanked'; data: { staffId: string } }> = {
  name: 'thanks',
  decider: {
    initial: '',
    decide: { Thank: ({ data }) => [{ type: 'Thanked', data }] },
    evolve: { Thanked: (_, { metadata }) => metadata.unitId },
  },
  unitsOf: (unitId) => [unitId],
};

function world() {
  const log = recording([...staffEvents, ...grantEvents, Thanked], undefined, staffRegister);
  const { engine, staff } = log;
  const asked = { by: head, body: {}, context: {}, correlationId: id('spec'), causationId: id('spec') };
  const registering = {
    type: 'RegisterStaff',
    data: { name: 'Siti', number: '19850312', role: 'perawat-klinik' },
  };
  return {
    log,
    staff,
    unreadable: (error: Error): Engine =>
      Object.assign({}, engine, { staff: Object.assign(staffRegister(engine), { read: () => Promise.reject(error) }) }),
    register: async () => {
      const ask = { ...asked, command: registering, unitId: RUTAN, commandId: randomUUID() };
      return (await handleStaff(engine, ask)).id;
    },
    sendLogin: (target: NonNullable<Ask<never>['target']>, of = engine) => {
      const command = { type: 'LinkStaffLogin', data: LOGIN };
      return handleStaff(of, { ...asked, command, target, commandId: randomUUID() });
    },
    thank: (staffId: string, by: StaffActor = head) =>
      log
        .sender(thanks)(by, { type: 'Thank', data: { staffId } })
        .then(() => 'thanked'),
  };
}

describe('somebody of the staff', () => {
  it('is named once they are registered, and not before (D1)', async () => {
    const { register, thank } = world();
    await expect(thank(id('spec', 'siti'))).rejects.toMatchObject({ code: 'unknown-staff', rule: 'D1' });
    await expect(thank(await register())).resolves.toBe('thanked');
  });

  it('acts under a login that nobody linked, and names nobody by it, themselves neither', async () => {
    const { thank } = world();
    await expect(thank(head.staffId)).rejects.toMatchObject({ code: 'unknown-staff' });
    const other = person('other', 'kpr', RUTAN);
    await expect(thank(head.staffId, other)).rejects.toMatchObject({ code: 'unknown-staff' });
  });
});

describe('a login', () => {
  it('is linked to the record as it was read: If-Match pins that', async () => {
    const { register, sendLogin } = world();
    const staffId = await register();
    await expect(sendLogin({ id: staffId, revision: 1 })).rejects.toMatchObject({
      code: 'revision-mismatch',
      revision: 0,
    });
    expect(await sendLogin({ id: staffId, revision: 0 })).toMatchObject({ id: staffId, revision: 0, replayed: false });
  });

  it('lives in a stream that tells nothing of it, told by whoever linked it', async () => {
    const { log, register, sendLogin } = world();
    const staffId = await register();
    await sendLogin({ id: staffId });
    const login = loginOf(log.engine.keys, LOGIN);
    expect(await log.engine.store.read(`stafflogin-${login}`)).toMatchObject([
      { type: 'StaffLoginLinked', data: { staffId }, metadata: { unitId: 'BERSINAR', about: [], actor: head } },
    ]);
  });

  it('says that the outcome is unknown when it cannot be read back at once, and a repeat says it', async () => {
    const { register, staff, unreadable, sendLogin } = world();
    const staffId = await register();
    const down = unreadable(new Unavailable('event-store-unavailable'));
    await expect(sendLogin({ id: staffId }, down)).rejects.toMatchObject({
      code: 'outcome-unknown',
      status: 503,
    });
    await sendLogin({ id: staffId });
    expect((await staff.idsOf(staffId)).size).toBe(2);
  });

  it('of an administrator is unlinked although the grants of the house are not believed any more', async () => {
    const { log, register, sendLogin } = world();
    const { engine } = log;
    const [staffId, admin] = [await register(), person('admin', 'admin', HOUSE)];
    await sendLogin({ id: staffId });
    const data = { staffId, role: 'admin', from: engine.now().toISOString().slice(0, 10) };
    await handleGrant(engine, { ...askOf({ type: 'GrantAccess', data }, admin), unitId: HOUSE });
    const unlinking = (commandId: string) => {
      const ask = askOf({ type: 'UnlinkStaffLogin', data: LOGIN }, admin);
      return handleStaff(engine, { ...ask, target: { id: staffId }, commandId });
    };
    await expect(unlinking(id('spec', 1))).rejects.toMatchObject({ code: 'login-of-last-administrator' });
    const strange = { id: randomUUID(), type: 'MilkBought', data: {}, metadata: {} };
    await engine.store.append(grantsStreamOf(HOUSE), 0, [strange as unknown as NewEvent]);
    expect(await unlinking(id('spec', 2))).toMatchObject({ id: staffId, replayed: false });
  });

  it('is known to nobody when the register fails otherwise', async () => {
    const { register, unreadable, sendLogin } = world();
    await expect(sendLogin({ id: await register() }, unreadable(new TypeError('ours')))).rejects.toThrow(TypeError);
  });
});
