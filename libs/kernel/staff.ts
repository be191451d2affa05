/** Port: what commands need to know of the people who are named in them (D1). */
export interface Staff {
  /** Those of the ids under which nobody is registered. Throws `Unavailable`. */
  unregistered(staffIds: readonly string[]): Promise<readonly string[]>;
  /** Every id under which the person with that id ever acted, itself among them: joined once they stay one person for ever. Throws `Unavailable`. */
  idsOf(staffId: string): ReadonlySet<string> | Promise<ReadonlySet<string>>;
  /** Whether a login is linked to the record with that id now, another than that one if one is named. Throws `Unavailable`. */
  canSignIn(staffId: string, but?: string): Promise<boolean>;
  /** What was ever granted to that staff id. Throws `Unavailable`. */
  grantsOf(staffId: string): Promise<readonly { readonly role: string; readonly isRevoked: boolean }[]>;
  /** Takes in at once what was just recorded of them in a stream. Throws `UnknownEvent`, `Unavailable`. */
  read(stream: string): Promise<void>;
}

/** For specs: everybody is registered and has one id. */
export const anyStaff: Staff = {
  unregistered: () => Promise.resolve([]),
  idsOf: (staffId) => new Set([staffId]),
  canSignIn: () => Promise.resolve(true),
  grantsOf: () => Promise.resolve([]),
  read: () => Promise.resolve(),
};
