import { refuse } from '#kernel';
import type { Party } from '#contracts/cooperation/agreement.events';

type StaffSignatory = Extract<Party['signatory'], { readonly staffId: string }>;
type Outsider = Exclude<Party['signatory'], StaffSignatory>;

/** A party as it is told: who signs for it is of the staff, or somebody else by name. */
export type ToldParty = Omit<Party, 'signatory'> & { readonly signatory: StaffSignatory | Omit<Outsider, 'subject'> };

/** The subject of who signs for a party without being of the staff, by the id of the party. */
export type Outsiders = Readonly<Record<string, string>>;

/** What a command of parties was prepared with. */
export interface OutsiderFacts {
  readonly outsiders?: Outsiders;
}

/** The ids of the parties for which somebody signs who is not of the staff. */
export const signedByOutsiders = (parties: readonly ToldParty[]): readonly string[] =>
  parties.flatMap(({ partyId, signatory }) => ('staffId' in signatory ? [] : [partyId]));

/** The parties as they are recorded. Refuses parties that cannot agree with each other. */
export function partiesOf(parties: readonly ToldParty[], { outsiders = {} }: OutsiderFacts = {}): Party[] {
  mustBeParties(parties);
  return parties.map(({ signatory, ...party }) => {
    if ('staffId' in signatory) return { ...party, signatory };
    const subject = outsiders[party.partyId];
    if (subject === undefined) throw new Error('The handler prepares a subject for each outside signatory.');
    return { ...party, signatory: { ...signatory, subject } };
  });
}

function mustBeParties(parties: readonly ToldParty[]): void {
  if (parties.length < 2) refuse('too-few-parties', 'An agreement needs at least two parties.', 'R-5.1');
  const named = parties.map(({ institution }) => institution.trim().toLowerCase().replaceAll(/\s+/g, ' '));
  const units = parties.flatMap(({ unitId }) => (unitId === undefined ? [] : [unitId]));
  if ([parties.map(({ partyId }) => partyId), named, units].some(hasRepetition)) {
    refuse('party-listed-twice', 'The parties must be different institutions.', 'R-5.1');
  }
}

export const hasRepetition = (values: readonly string[]): boolean => new Set(values).size < values.length;
