/** Port: what commands need to know of the people who are named in them (D1). */
export interface Staff {
  /** Those of the ids under which nobody is registered. Throws `Unavailable`. */
  unregistered(staffIds: readonly string[]): Promise<readonly string[]>;
  /** Every id under which the person with that id ever acted, itself among them: joined once they stay one person for ever. Throws `Unavailable`. */
  idsOf(staffId: string): ReadonlySet<string> | Promise<ReadonlySet<string>>;
}

/** For specs: everybody is registered and has one id. */
export const anyStaff: Staff = {
  unregistered: () => Promise.resolve([]),
  idsOf: (staffId) => new Set([staffId]),
};
