import { type AnyCommand, type Ask, type Engine, id, load, tell } from '#kernel';
import { basisOf, type CaseFact, caseFact, type InmateFact, mustBePresent, type Provider } from '../facts.js';
import { rehabCase } from './case.decider.js';
import type { OpenedCase } from './case.state.js';

/** The uuid of an inmate's case (D3). */
export const caseIdOf = (inmateId: string, episode: number): string => id('rehabcase', inmateId, episode);

/** The latest case of an inmate that is not closed, or the one that would be opened next: each episode begins after the one before. */
export interface CurrentCase {
  readonly caseId: string;
  readonly episode: number;
  readonly case?: OpenedCase;
}

/** The case that an inmate has now. Throws what `load` throws. */
export async function currentCase(
  engine: Pick<Engine, 'store' | 'registry' | 'patience'>,
  inmateId: string,
): Promise<CurrentCase> {
  for (let episode = 1; ; episode += 1) {
    const caseId = caseIdOf(inmateId, episode);
    const { state } = await load(engine, rehabCase, `rehabcase-${caseId}`);
    if (state.status === 'none') return { caseId, episode };
    if (state.status !== 'CLOSED') return { caseId, episode, case: state };
  }
}

/**
 * The open case of an inmate, opened on behalf of a command when there is none: telling it again is a repeat. Throws what `tell` throws,
 * and the refusal of somebody who is not there on that day.
 */
export async function openCaseFor(
  engine: Engine,
  ask: Pick<Ask<AnyCommand>, 'by' | 'commandId' | 'context' | 'correlationId' | 'causationId'>,
  inmate: InmateFact,
  { provider, on }: { readonly provider?: Provider; readonly on: string },
): Promise<CaseFact> {
  const { caseId, episode, case: open } = await currentCase(engine, inmate.inmateId);
  if (open !== undefined) return caseFact(engine, caseId);
  mustBePresent(inmate, on);
  const { subject, unitId } = inmate.presence;
  const data = {
    subject,
    inmateId: inmate.inmateId,
    episode,
    openedOn: on,
    ...(provider && { provider }),
    basis: basisOf(inmate),
  };
  const { by, commandId, context, correlationId, causationId } = ask;
  await tell(engine, rehabCase, {
    command: { type: 'OpenCase', data },
    createdId: caseId,
    unitId,
    by,
    commandId: id('command', commandId, 'OpenCase', caseId),
    body: { inmateId: inmate.inmateId, episode },
    context,
    correlationId,
    causationId,
  });
  return caseFact(engine, caseId);
}
