import { type Aggregate, HOUSE, type WithFacts } from '#kernel';
import type { GrantEvent } from '#contracts/access/grant.events';
import { type Grants, grantsAfter, overlap } from '#contracts/access/grants';
import type { CommandsOf } from '#platform/commands';
import type * as commands from './grant.commands.js';
import { refuse } from './grant.refusals.js';
import { isAdministrator, isOfAdministrators } from '../administrators.js';
import { administersForGood, isIn, kindsOf, type UnitKind } from './grant.rules.js';

/** The business day where the unit is, by which grants begin and end. */
interface There {
  readonly today: string;
}

interface Facts {
  readonly GrantAccess: There & {
    /** Of the new grant. */
    readonly grantId: string;
    readonly unitId: string;
    readonly unitKind: UnitKind;
    /** Every id under which whoever is let in ever acted. */
    readonly person: ReadonlySet<string>;
  };
  readonly RevokeGrant: There & {
    readonly grantId: string;
    /** Those of the grantees who can sign in, and so can administer. */
    readonly signIn: ReadonlySet<string>;
  };
}

export type GrantCommand = WithFacts<CommandsOf<typeof commands>, Facts>;

/** Who may act of one unit: its people let others in, and whoever administers the house. */
export const grants: Aggregate<Grants, GrantCommand, GrantEvent> = {
  name: 'grant',
  ofTheHouse: true,
  decider: {
    initial: new Map(),
    decide: {
      GrantAccess: ({ data, facts: { person, unitKind, today, ...facts }, by, is }, given) => {
        const { staffId, role, from, until } = data;
        if (is(staffId)) return refuse('own-grant', { staffId });
        if (!isIn(role, unitKind))
          return refuse('role-of-other-units', { role, kinds: kindsOf(role).join(', '), unitId: facts.unitId });
        if (isOfAdministrators(role) && !isAdministrator(by)) return refuse('granted-by-administrators', { role });
        if (from < today) return refuse('granted-afterwards', { from, today });
        if (until !== undefined && until < from) return refuse('grant-ends-before', { from, until });
        const other = [...given.values()].find(
          (grant) => !grant.isRevoked && grant.role === role && person.has(grant.staffId) && overlap(grant, data),
        );
        if (other !== undefined) return refuse('grant-overlaps', { grantId: other.grantId, from: other.from });
        return [{ type: 'AccessGranted', data: { ...data, ...facts } }];
      },
      RevokeGrant: ({ data, facts: { grantId, signIn, today }, by }, given) => {
        const grant = given.get(grantId);
        if (grant === undefined || grant.isRevoked) return [];
        const { role } = grant;
        if (isOfAdministrators(role) && !isAdministrator(by)) return refuse('granted-by-administrators', { role });
        const others = [...given.values()].filter((one) => one.grantId !== grantId);
        const staysAdministered = others.some((one) => signIn.has(one.staffId) && administersForGood(one, today));
        if (administersForGood(grant, today) && !staysAdministered) return refuse('last-administrator', { grantId });
        return [{ type: 'GrantRevoked', data: { grantId, ...data } }];
      },
    },
    evolve: { AccessGranted: grantsAfter, GrantRevoked: grantsAfter },
  },
  unitsOf: (given) => [...new Set([...given.values()].map(({ unitId }) => unitId)), HOUSE],
};
