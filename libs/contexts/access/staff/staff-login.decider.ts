import { type Aggregate, refuse } from '#kernel';
import type { StaffLoginEvent } from '#contracts/access/staff.events';

/** `staffId` is that of the record, and the handler has seen that there is one. */
export type StaffLoginCommand =
  | { readonly type: 'LinkStaffLogin'; readonly data: object; readonly staffId: string }
  | { readonly type: 'UnlinkStaffLogin'; readonly data: object; readonly staffId: string };

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
      LinkStaffLogin: ({ staffId }, state) => {
        if (state.status !== 'linked') return [{ type: 'StaffLoginLinked', data: { staffId } }];
        if (state.staffId === staffId) return [];
        return refuse('login-linked-already', 'This login belongs to another record: unlink it there first.', 'D1');
      },
      UnlinkStaffLogin: ({ staffId }, state) => {
        if (state.status === 'none' || state.staffId !== staffId) {
          return refuse('login-not-linked', 'This login does not belong to this record.', 'D1');
        }
        return state.status === 'unlinked' ? [] : [{ type: 'StaffLoginUnlinked', data: { staffId } }];
      },
    },
    evolve: {
      StaffLoginLinked: (_, { data: { staffId } }) => ({ status: 'linked', staffId }),
      StaffLoginUnlinked: (_, { data: { staffId } }) => ({ status: 'unlinked', staffId }),
    },
  },
  unitsOf: () => units,
});
