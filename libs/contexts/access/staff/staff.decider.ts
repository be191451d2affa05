import { type Aggregate, HOUSE } from '#kernel';
import type { StaffRecordEvent } from '#contracts/access/staff.events';

export type StaffRole = StaffRecordEvent['data']['role'];

export interface RegisterStaff {
  readonly type: 'RegisterStaff';
  readonly data: { readonly name: string; readonly number: string; readonly role: StaffRole };
  /** The unit in which they work. */
  readonly unitId?: string;
}

export type StaffState = { readonly status: 'none' } | { readonly status: 'registered'; readonly unitId: string };

/** Somebody of the staff: people of their unit register them, and whoever administers the house. */
export const staff: Aggregate<StaffState, RegisterStaff, StaffRecordEvent> = {
  name: 'staff',
  ofTheHouse: true,
  decider: {
    initial: { status: 'none' },
    decide: {
      RegisterStaff: ({ data, unitId }) => {
        if (unitId === undefined) throw new Error('Somebody of the staff works in a unit.');
        return [{ type: 'StaffRegistered', data: { ...data, unitId } }];
      },
    },
    evolve: { StaffRegistered: (_, { data }) => ({ status: 'registered', unitId: data.unitId }) },
  },
  unitsOf: (state) => (state.status === 'none' ? [] : [state.unitId, HOUSE]),
};
