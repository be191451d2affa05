import { type About, type Ask, cite, type Engine, handle, load, readingOnce, type Receipt } from '#kernel';
import { world } from '#kernel/world';
import type { CaseEventData } from '#contracts/rehabilitation/case.events';
import { caseIdOf, isClosed } from '#contracts/rehabilitation/open-cases';
import { freeWhenOver, reservationsBy, type ReservationsBy, sendReserving } from '#platform/reservations';
import { corrections, inmate } from './inmate.decider.js';
import { mergeFacts, openCaseOf, reservationsOfMerge } from '../merging/inmate.merges.handle.js';
import { numbers } from './inmate.numbers.js';
import type { InmateAsked, InmateRecord } from './inmate.record.js';

const RESERVATIONS: ReservationsBy<InmateAsked> = { ...numbers, MergeDuplicate: reservationsOfMerge };

type Of<Type extends InmateAsked['type']> = Pick<Extract<InmateAsked, { type: Type }>, 'data'>;

/**
 * Sends an inmate one command, after it has taken the numbers that nobody else may have, and for a merge the duplicate's open case. Throws
 * what `sendReserving` throws.
 */
export async function handleInmate(engine: Engine, given: Ask): Promise<Receipt> {
  const ask = given as Ask<InmateAsked>;
  const looking = readingOnce(engine);
  const requests = await reservationsBy(RESERVATIONS, engine, ask, looking);
  const cases = await casesNamedBy(looking, ask);
  const inmateId = ask.target?.id;
  const hasTaken = requests.length > 0 || ask.command.type !== 'MergeDuplicate'; // one that is decided again took it long ago
  const receipt = await handle(
    engine,
    inmate,
    { ...ask, about: [...(ask.about ?? []), ...cases] },
    corrections.withFacts({
      RegisterInmate: () => Promise.resolve({ subject: world.uuid() }),
      TransferInmate: ({ data: { toUnitId } }: Of<'TransferInmate'>) =>
        Promise.resolve({ isKnownUnit: toUnitId !== undefined && engine.zoneOf(toUnitId) !== undefined }),
      AcceptTransfer: () => Promise.resolve({ caseIds: cases.map(({ caseId }) => caseId) }),
      AcknowledgeCustodyChange: async ({ data }: Of<'AcknowledgeCustodyChange'>) => ({
        isTheirs: await isCaseOf(engine, data.caseId, inmateId),
      }),
      MergeDuplicate: ({ data: { duplicateId } }: Of<'MergeDuplicate'>, { now: survivor }: InmateRecord) =>
        mergeFacts(engine, ask, { duplicateId, survivor, hasTaken }),
    }),
    (of, aggregate, asked, prepare) => sendReserving(of, aggregate, asked, requests, prepare, looking),
  );
  const { command } = ask;
  if (command.type === 'UnmergeDuplicate') {
    await freeWhenOver(engine, ask, openCaseOf(engine, command.data.duplicateId));
  }
  return receipt;
}

async function isCaseOf(engine: Engine, caseId: string, inmateId: string | undefined): Promise<boolean> {
  const events = (await cite(engine, `rehabcase-${caseId}`))?.events ?? [];
  const openings = events.filter(({ type }) => type === 'RehabCaseOpened');
  return openings.some(({ data }) => (data as CaseEventData<'RehabCaseOpened'>).inmateId === inmateId);
}

/** The cases that a command's events name besides those that it names itself (D1). Throws what `load` and `cite` throw. */
async function casesNamedBy(
  engine: Engine,
  { command, target }: Ask<InmateAsked>,
): Promise<readonly Required<About>[]> {
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
