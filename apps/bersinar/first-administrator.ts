import { grantsStreamOf } from '#contracts/access/grants';
import { grants, handleGrant, handleStaff } from '#contexts/access';
import { type AnyCommand, type Ask, dayIn, type Engine, HistoryCorrupt, HOUSE, HOUSE_ZONE, id, load } from '#kernel';
import { loginOf, type StaffRegister } from '#platform/auth';
import type { Config } from './config.js';

const BOOTSTRAP = { kind: 'SYSTEM', name: 'bootstrap' } as const;

/** Registers and lets in whoever administers first, from configuration; nobody, once anybody was ever let in to administer. */
export async function letInFirstAdministrator(
  engine: Engine & { readonly staff: StaffRegister },
  login: NonNullable<Config['firstAdministrator']>,
): Promise<void> {
  if (await wasAdministered(engine)) return;
  const ownLogin = loginOf(engine.keys, login);
  const causationId = id('command', 'bootstrap', ownLogin);
  const ask = <C extends AnyCommand>(command: C, target?: string): Ask<C> => ({
    command,
    by: BOOTSTRAP,
    ...(target === undefined ? { unitId: HOUSE } : { target: { id: target } }),
    commandId: id('command', causationId, command.type),
    body: {},
    context: {},
    correlationId: causationId,
    causationId,
  });
  let staffId = await engine.staff.staffIdOf(ownLogin);
  if ((await engine.staff.unregistered([staffId])).length > 0) {
    const data = { name: 'Administrator', number: '-', role: 'admin' };
    ({ id: staffId } = await handleStaff(engine, ask({ type: 'RegisterStaff', data })));
    await handleStaff(engine, ask({ type: 'LinkStaffLogin', data: login }, staffId));
  }
  const from = dayIn(HOUSE_ZONE, engine.now().toISOString());
  await handleGrant(engine, ask({ type: 'GrantAccess', data: { staffId, role: 'admin', from } }));
}

/** Whether anybody was ever let in to administer, as far as is known: what cannot be believed is for operators to look at. */
async function wasAdministered(engine: Engine): Promise<boolean> {
  try {
    const { state } = await load(engine, grants, grantsStreamOf(HOUSE));
    return [...state.values()].some(({ role }) => role === 'admin');
  } catch (error) {
    if (error instanceof HistoryCorrupt) return true;
    throw error;
  }
}
