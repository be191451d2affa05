import * as kernel from '#kernel';
import { grantsStreamOf } from '#contracts/access/grants';
import { loginOf, loginsStreamOf, ownStaffIdOf } from '#platform/auth';
import { isOfAdministrators } from '../administrators.js';
import { grants } from '../grant/grant.decider.js';
import { administersForGood } from '../grant/grant.rules.js';
import { known, unbelieved } from '../known.js';
import { type RegisterStaff, staff, type StaffLoginCommand } from './staff.decider.js';
import { loginsOf, type LoginState, staffLogin } from './staff-login.decider.js';
import './staff.refusals.js';

type StaffCommand = RegisterStaff | StaffLoginCommand;

export async function handleStaff(engine: kernel.Engine, ask: kernel.Ask): Promise<kernel.Receipt> {
  const { command } = ask as kernel.Ask<StaffCommand>;
  if (command.type !== 'RegisterStaff') return handleLogin(engine, ask, command);
  const { unitId = kernel.unitOfActor(ask.by) } = ask;
  if (engine.zoneOf(unitId) === undefined) throw new kernel.Forbidden('unknown-unit', { unitId });
  return kernel.handle(engine, staff, ask, { RegisterStaff: () => Promise.resolve({ unitId }) });
}

/** Links and unlinks logins of a record; the answer is about the record. Once it is there this process knows of it. */
async function handleLogin(
  engine: kernel.Engine,
  { target, ...ask }: kernel.Ask,
  { type, data }: StaffLoginCommand,
): Promise<kernel.Receipt> {
  const { id: staffId, revision: pinned } = target ?? { id: '' };
  const { history, state } = await kernel.load(engine, staff, `staff-${staffId}`);
  const revision = history.at(-1)?.revision;
  if (revision === undefined) throw new kernel.NotFound('staff with that id');
  kernel.mustReach(staff, state, ask.by);
  if (pinned !== undefined && pinned !== revision) throw new kernel.Conflict('revision-mismatch', revision);
  const login = loginOf(engine.keys, data);
  const units = staff.unitsOf(state);
  if (type === 'LinkStaffLogin') await note(engine, ask, { login, staffId, units });
  const ofRecord = async () => {
    const granted = await engine.staff.grantsOf(staffId);
    return { staffId, isOfAdministrators: granted.some((one) => !one.isRevoked && isOfAdministrators(one.role)) };
  };
  const facts = {
    LinkStaffLogin: async () => ({ ...(await ofRecord()), ownId: ownStaffIdOf(login) }),
    UnlinkStaffLogin: async (_: unknown, { status }: LoginState) => ({
      ...(await ofRecord()),
      isOfLastAdministrator: status === 'linked' && (await isOfLastAdministrator(engine, staffId, login)),
    }),
  };
  const receipt = await kernel.handle(engine, staffLogin(units), { ...ask, createdId: login }, facts);
  await known(engine, `stafflogin-${login}`);
  return { ...receipt, id: staffId, revision };
}

/** Whether it is the only login of whom the record is, and nobody else can sign in who administers without an end. Grants that are not believed hold up nobody. */
async function isOfLastAdministrator(engine: kernel.Engine, staffId: string, login: string): Promise<boolean> {
  const granted = await engine.staff.grantsOf(staffId);
  if (!granted.some(({ role, isRevoked }) => role === 'admin' && !isRevoked)) return false;
  const { state } = await kernel.load(engine, grants, grantsStreamOf(kernel.HOUSE)).catch(unbelieved);
  const today = kernel.dayIn(kernel.HOUSE_ZONE, engine.now().toISOString());
  const lasting = [...state.values()].filter((grant) => administersForGood(grant, today)).map((one) => one.staffId);
  const canSignIn = await Promise.all(lasting.map((one) => engine.staff.canSignIn(one, login)));
  return lasting.includes(staffId) && !canSignIn.includes(true);
}

interface Linking {
  readonly login: string;
  readonly staffId: string;
  readonly units: readonly string[];
}

/** Notes the login before it is linked, where the record and the login's own id are looked up: a note without a link joins nobody. */
async function note(engine: kernel.Engine, ask: kernel.Ask, { login, staffId, units }: Linking): Promise<void> {
  const { state } = await kernel.load(engine, staffLogin(units), `stafflogin-${login}`);
  if (state.status === 'linked') return;
  for (const one of [staffId, ownStaffIdOf(login)]) {
    const command = { type: 'NoteStaffLogin', data: { login } } as const;
    const commandId = kernel.id('command', ask.commandId, 'note', one);
    await kernel.send(engine, loginsOf(units), { ...ask, command, commandId, createdId: one });
    await known(engine, loginsStreamOf(one));
  }
}
