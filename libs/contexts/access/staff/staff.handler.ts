import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  type Ask,
  Conflict,
  Engine,
  Forbidden,
  id,
  load,
  mustReach,
  NotFound,
  tell,
  type Told,
  Unavailable,
  unitOfActor,
} from '#kernel';
import { loginOf, loginsStreamOf, ownStaffIdOf, StaffRegister } from '#platform/auth';
import { type RegisterStaff, staff } from './staff.decider.js';
import { type StaffLoginCommand, staffLogin } from './staff-login.decider.js';
import { loginsOf, type NoteStaffLogin } from './staff-logins.decider.js';

/** A login as an issuer's tokens say it. */
interface SignedInAs {
  readonly issuer: string;
  readonly subject: string;
}

export interface AskedLogin {
  readonly type: StaffLoginCommand['type'];
  readonly data: SignedInAs;
}

export class TellStaff {
  constructor(readonly ask: Ask<RegisterStaff>) {}
}

export class TellStaffLogin {
  constructor(readonly ask: Ask<AskedLogin>) {}
}

@CommandHandler(TellStaff)
export class TellStaffHandler implements ICommandHandler<TellStaff> {
  constructor(private readonly engine: Engine) {}

  execute({ ask }: TellStaff): Promise<Told> {
    const { unitId = unitOfActor(ask.by) } = ask;
    if (this.engine.zoneOf(unitId) === undefined) {
      throw new Forbidden('unknown-unit', 'There is no such unit in the register.');
    }
    return tell(this.engine, staff, ask, (command) => Promise.resolve({ ...command, unitId }));
  }
}

/** Links and unlinks logins of a record; the answer is about the record. Once it is there this process knows of it. */
@CommandHandler(TellStaffLogin)
export class TellStaffLoginHandler implements ICommandHandler<TellStaffLogin> {
  constructor(
    private readonly engine: Engine,
    private readonly register: StaffRegister,
  ) {}

  async execute({ ask: { target, ...ask } }: TellStaffLogin): Promise<Told> {
    const { id: staffId, revision: pinned } = target ?? { id: '' };
    const { history, state } = await load(this.engine, staff, `staff-${staffId}`);
    const revision = history.at(-1)?.revision;
    if (revision === undefined) throw new NotFound('staff with that id');
    mustReach(staff, state, ask.by);
    if (pinned !== undefined && pinned !== revision) {
      throw new Conflict('revision-mismatch', 'The record has changed since you read it: read it again.', revision);
    }
    const { type, data } = ask.command;
    const login = loginOf(this.engine.keys, data);
    const command: StaffLoginCommand = { type, data: {}, staffId };
    const units = staff.unitsOf(state);
    if (type === 'LinkStaffLogin') await this.note(login, staffId, ask, units);
    const told = await tell(this.engine, staffLogin(units), { ...ask, command, createdId: login });
    await this.known(`stafflogin-${login}`);
    return { ...told, id: staffId, revision };
  }

  /** Notes the login before it is linked, where the record and the login's own id are looked up: a note without a link joins nobody. */
  private async note(login: string, staffId: string, ask: Ask<AskedLogin>, units: readonly string[]): Promise<void> {
    const { state } = await load(this.engine, staffLogin(units), `stafflogin-${login}`);
    if (state.status === 'linked') return;
    for (const one of [staffId, ownStaffIdOf(login)]) {
      const command: NoteStaffLogin = { type: 'NoteStaffLogin', data: { login } };
      const commandId = id('command', ask.commandId, 'note', one);
      await tell(this.engine, loginsOf(units), { ...ask, command, commandId, createdId: one });
      await this.known(loginsStreamOf(one));
    }
  }

  /** Lets this process know at once what was recorded there. Throws `Unavailable('outcome-unknown')`: a repeat says what became of it. */
  private async known(stream: string): Promise<void> {
    try {
      await this.register.read(stream);
    } catch (cause) {
      if (!(cause instanceof Unavailable)) throw cause;
      throw new Unavailable('outcome-unknown', 'Send it again with the same Idempotency-Key.', { cause });
    }
  }
}
