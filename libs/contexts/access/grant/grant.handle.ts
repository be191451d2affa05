import * as kernel from '#kernel';
import { grantsStreamOf } from '#contracts/access/grants';
import { UNIT_REGISTER, unitOf } from '#platform/auth';
import { known } from '../known.js';
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
  const stream = grantsStreamOf(unitId);
  const toUnit = { ...others, createdId: kernel.uuidOf(stream) };
  const receipt = await kernel.handle(engine, grants, toUnit, {
    GrantAccess: async ({ data }) => ({ grantId, unitId, unitKind, person: await engine.staff.idsOf(data.staffId) }),
    RevokeGrant: (_, given) => {
      const revision = given.get(grantId)?.revision;
      if (pinned !== undefined && pinned !== revision) throw new kernel.Conflict('revision-mismatch', revision);
      return Promise.resolve({ grantId });
    },
  });
  await known(engine, stream);
  return { ...receipt, id: grantId };
}

/** The unit in which a grant was given. Throws `NotFound`. */
async function unitOfGrant(engine: kernel.Engine, grantId: string): Promise<string> {
  for (const { code } of UNIT_REGISTER.units) {
    const { state } = await kernel.load(engine, grants, grantsStreamOf(code));
    if (state.has(grantId)) return code;
  }
  throw new kernel.NotFound('grant with that id');
}
