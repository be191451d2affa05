import { type Aggregate, HOUSE, type WithFacts } from '#kernel';
import type { StaffRecordEvent } from '#contracts/access/staff.events';
import type { CommandsOf } from '#platform/commands';
import type * as commands from './staff.commands.js';

interface OfRecord {
  /** The record, which is there. */
  readonly staffId: string;
  /** Whether somebody was let in by it whom administrators alone let in. */
  readonly isOfAdministrators: boolean;
}

interface Facts {
  /** The unit in which they work. */
  readonly RegisterStaff: { readonly unitId: string };
  readonly LinkStaffLogin: OfRecord & {
    /** As whom the login acts that is linked to nobody. */
    readonly ownId: string;
  };
  readonly UnlinkStaffLogin: OfRecord & {
    /** Whether this is the only login of the last who administers without an end. */
    readonly isOfLastAdministrator: boolean;
  };
}

type StaffCommand = WithFacts<CommandsOf<typeof commands>, Facts>;
export type RegisterStaff = Extract<StaffCommand, { type: 'RegisterStaff' }>;
export type StaffLoginCommand = Exclude<StaffCommand, RegisterStaff>;

export type StaffState = { readonly status: 'none' } | { readonly status: 'registered'; readonly unitId: string };

/** Somebody of the staff: people of their unit register them, and whoever administers the house. */
export const staff: Aggregate<StaffState, RegisterStaff, StaffRecordEvent> = {
  name: 'staff',
  ofTheHouse: true,
  decider: {
    initial: { status: 'none' },
    decide: { RegisterStaff: ({ data, facts }) => [{ type: 'StaffRegistered', data: { ...data, ...facts } }] },
    evolve: { StaffRegistered: (_, { data }) => ({ status: 'registered', unitId: data.unitId }) },
  },
  unitsOf: (state) => (state.status === 'none' ? [] : [state.unitId, HOUSE]),
};
