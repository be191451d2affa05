import { type About, type Ask, cite, type Engine, load } from '#kernel';
import { caseIdOf, isClosed } from '#contracts/rehabilitation/open-cases';
import { inmate, type InmateCommand } from './inmate.decider.js';

export type CaseOf = Required<About>;

/** The cases that a command's events name besides those that it names itself (D1). Throws what `load` and `cite` throw. */
export async function casesNamedBy(
  engine: Engine,
  { command, target }: Ask<InmateCommand>,
): Promise<readonly CaseOf[]> {
  const isOfAcceptance =
    command.type === 'AcceptTransfer' ||
    (command.type === 'CorrectInmateEntry' && command.data.acceptance !== undefined);
  if (target === undefined || !isOfAcceptance) return [];
  const { state } = await load(engine, inmate, `inmate-${target.id}`);
  const { now, valid } = state;
  if (now.status === 'absent') return [];
  const { subject } = now;
  const of = (caseIds: readonly string[]) => caseIds.map((caseId) => ({ subject, caseId }));
  if (command.type === 'AcceptTransfer') return of(await unclosedCasesOf(engine, target.id));
  return valid.flatMap((entry) =>
    entry.type === 'InmateTransferAccepted' && entry.id === command.data.of ? of(entry.data.caseIds) : [],
  );
}

/** Episodes count from 1 without a gap. */
async function unclosedCasesOf(engine: Engine, inmateId: string): Promise<readonly string[]> {
  const unclosed: string[] = [];
  for (let episode = 1; ; episode += 1) {
    const caseId = caseIdOf(inmateId, episode);
    const cited = await cite(engine, `rehabcase-${caseId}`);
    if (cited === undefined) return unclosed;
    if (!isClosed(cited.events)) unclosed.push(caseId);
  }
}
