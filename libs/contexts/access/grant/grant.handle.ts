import * as kernel from '#kernel';
import { type Grants, grantsStreamOf } from '#contracts/access/grants';
import { UNIT_REGISTER, unitOf } from '#platform/auth';
import { known, unbelieved } from '../known.js';
import { grants } from './grant.decider.js';
import './grant.refusals.js';

/** Grants are told to the unit in whose name they let somebody act; once that is recorded this process knows of it. */
export async function handleGrant(engine: kernel.Engine, ask: kernel.Ask): Promise<kernel.Receipt> {
  const { target, ...others } = ask;
  const pinned = target?.revision;
  const grantId = target?.id ?? kernel.id('grant', ask.commandId);
  const unitId = target === undefined ? (ask.unitId ?? kernel.unitOfActor(ask.by)) : await unitOfGrant(engine, grantId);
  const unitKind = unitOf(unitId)?.kind;
  if (unitKind === undefined) throw new kernel.Forbidden('unknown-unit', { unitId });
  const today = kernel.dayIn(engine.zoneOf(unitId) ?? kernel.HOUSE_ZONE, engine.now().toISOString());
  const stream = grantsStreamOf(unitId);
  const toUnit = { ...others, createdId: kernel.uuidOf(stream) };
  let revokedAt: number | undefined;
  const receipt = await kernel.handle(engine, grants, toUnit, {
    GrantAccess: async ({ data }) => ({
      ...{ grantId, unitId, unitKind, today },
      person: await engine.staff.idsOf(data.staffId),
    }),
    RevokeGrant: async (_, given) => {
      const { revision, isRevoked } = given.get(grantId) ?? {};
      revokedAt = isRevoked ? revision : undefined;
      if (pinned !== undefined && pinned !== revision) throw new kernel.Conflict('revision-mismatch', revision);
      return { grantId, today, signIn: await signingIn(engine, given) };
    },
  });
  await known(engine, stream);
  return { ...receipt, id: grantId, revision: revokedAt ?? receipt.revision };
}

/** The unit in which a grant was given. Throws `NotFound`. */
async function unitOfGrant(engine: kernel.Engine, grantId: string): Promise<string> {
  for (const { code } of UNIT_REGISTER.units) {
    const { state } = await kernel.load(engine, grants, grantsStreamOf(code)).catch(unbelieved);
    if (state.has(grantId)) return code;
  }
  throw new kernel.NotFound('grant with that id');
}

/** Those of the grantees to whose record a login is linked now. */
async function signingIn({ staff }: kernel.Engine, given: Grants): Promise<ReadonlySet<string>> {
  const all = [...new Set([...given.values()].map(({ staffId }) => staffId))];
  const can = await Promise.all(all.map((staffId) => staff.canSignIn(staffId)));
  return new Set(all.filter((_, index) => can[index]));
}
