import type { Aggregate } from '#kernel';
import type { StaffLoginNotedEvent } from '#contracts/access/staff.events';

export interface NoteStaffLogin {
  readonly type: 'NoteStaffLogin';
  readonly data: { readonly login: string };
}

/** The logins that were ever to be linked to a staff id. Whoever may act on the record, of the units `units`, may act on it. */
export const loginsOf = (
  units: readonly string[],
): Aggregate<readonly string[], NoteStaffLogin, StaffLoginNotedEvent> => ({
  name: 'stafflogin',
  ofTheHouse: true,
  decider: {
    initial: [],
    decide: {
      NoteStaffLogin: ({ data }, logins) => (logins.includes(data.login) ? [] : [{ type: 'StaffLoginNoted', data }]),
    },
    evolve: { StaffLoginNoted: (logins, { data }) => [...logins, data.login] },
  },
  unitsOf: () => units,
});
