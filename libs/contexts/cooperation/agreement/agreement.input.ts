import type { Party } from '#contracts/cooperation/agreement.events';

type StaffSignatory = Extract<Party['signatory'], { readonly staffId: string }>;
type Outsider = Exclude<Party['signatory'], StaffSignatory>;

/** A party as it is recorded: who signs for it is of the staff, or somebody else by name, who gets a subject when it is recorded. */
export type PartyInput = Omit<Party, 'signatory'> & { readonly signatory: StaffSignatory | Omit<Outsider, 'subject'> };
