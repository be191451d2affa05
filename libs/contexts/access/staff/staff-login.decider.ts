import type { Aggregate } from '#kernel';
import type { StaffLoginEvent, StaffLoginNotedEvent } from '#contracts/access/staff.events';
import { isAdministrator } from '../administrators.js';
import type { StaffLoginCommand } from './staff.decider.js';
import { refuse } from './staff.refusals.js';

export type LoginState =
  | { readonly status: 'none' }
  | { readonly status: 'linked'; readonly staffId: string }
  | { readonly status: 'unlinked'; readonly staffId: string };

/** What an issuer calls somebody, and whose record it is. Whoever may act on the record, of the units `units`, may act on it. */
export const staffLogin = (units: readonly string[]): Aggregate<LoginState, StaffLoginCommand, StaffLoginEvent> => ({
  name: 'stafflogin',
  ofTheHouse: true,
  decider: {
    initial: { status: 'none' },
    decide: {
      LinkStaffLogin: ({ facts: { staffId, ownId, isOfAdministrators }, by, is }, state) => {
        if (is(staffId) || is(ownId)) return refuse('own-login', { staffId });
        if (isOfAdministrators && !isAdministrator(by)) return refuse('linked-by-administrators', { staffId });
        if (state.status !== 'linked') return [{ type: 'StaffLoginLinked', data: { staffId } }];
        if (state.staffId === staffId) return [];
        return refuse('login-linked-already');
      },
      UnlinkStaffLogin: ({ facts: { staffId, isOfAdministrators, isOfLastAdministrator }, by }, state) => {
        if (isOfAdministrators && !isAdministrator(by)) return refuse('linked-by-administrators', { staffId });
        if (state.status === 'none' || state.staffId !== staffId) return refuse('login-not-linked', { staffId });
        if (state.status === 'unlinked') return [];
        if (isOfLastAdministrator) return refuse('login-of-last-administrator', { staffId });
        return [{ type: 'StaffLoginUnlinked', data: { staffId } }];
      },
    },
    evolve: {
      StaffLoginLinked: (_, { data: { staffId } }) => ({ status: 'linked', staffId }),
      StaffLoginUnlinked: (_, { data: { staffId } }) => ({ status: 'unlinked', staffId }),
    },
  },
  unitsOf: () => units,
});

interface NoteStaffLogin {
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
