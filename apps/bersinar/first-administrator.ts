import { handleGrant, handleStaff } from '#contexts/access';
import { type AnyCommand, type Ask, dayIn, type Engine, HOUSE, HOUSE_ZONE, id } from '#kernel';
import { grantsStreamOf } from '#contracts/access/grants';
import { loginOf } from '#platform/auth';

/** Whom an issuer calls by that subject. */
export interface Login {
  readonly issuer: string;
  readonly subject: string;
}

const BOOTSTRAP = { kind: 'SYSTEM', name: 'bootstrap' } as const;

/** Registers and lets in whoever administers first, from configuration; nobody, once anybody was ever let in to administer. */
export async function letInFirstAdministrator(engine: Engine, login: Login): Promise<void> {
  if ((await engine.store.read(grantsStreamOf(HOUSE))).length > 0) return;
  const causationId = id('command', 'bootstrap', loginOf(engine.keys, login));
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
  const data = { name: 'Administrator', number: '-', role: 'admin' };
  const { id: staffId } = await handleStaff(engine, ask({ type: 'RegisterStaff', data }));
  await handleStaff(engine, ask({ type: 'LinkStaffLogin', data: login }, staffId));
  const from = dayIn(HOUSE_ZONE, engine.now().toISOString());
  await handleGrant(engine, ask({ type: 'GrantAccess', data: { staffId, role: 'admin', from } }));
}
