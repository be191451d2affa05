import { type EventOf, id } from '#kernel';
import type { AccessGranted, GrantEvent } from './grant.events.js';

/** What lets somebody act in a role of a unit; days are business days there, the last included. */
export type Grant = EventOf<typeof AccessGranted>['data'] & {
  readonly isRevoked: boolean;
  /** Of the last event about it, in the stream of its unit. */
  readonly revision: number;
};

/** The grants of one unit, by their ids. */
export type Grants = ReadonlyMap<string, Grant>;

/** The stream of all grants of a unit. */
export const grantsStreamOf = (unitId: string): string => `grant-${id('grant', unitId)}`;

/** The grant under which tokens of the development issuer act: nobody gave it, and production refuses that issuer. */
export const developmentGrantOf = (role: string, unitId: string): string => id('grant', 'development', role, unitId);

/** Whether a grant counts on a day. */
export const isInForce = ({ from, until = LAST_DAY, isRevoked }: Grant, today: string): boolean =>
  !isRevoked && from <= today && today <= until;

/** Whether two grants of a kind would count on one day. */
export const overlap = (one: Pick<Grant, 'from' | 'until'>, other: Pick<Grant, 'from' | 'until'>): boolean =>
  one.from <= (other.until ?? LAST_DAY) && other.from <= (one.until ?? LAST_DAY);

const LAST_DAY = '9999-12-31';

/** The grants of a unit after an event of theirs. */
export function grantsAfter(
  grants: Grants,
  { type, data, revision }: GrantEvent & { readonly revision: number },
): Grants {
  if (type === 'AccessGranted') return new Map(grants).set(data.grantId, { ...data, isRevoked: false, revision });
  const grant = grants.get(data.grantId);
  return grant === undefined ? grants : new Map(grants).set(data.grantId, { ...grant, isRevoked: true, revision });
}
