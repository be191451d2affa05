import { type Ask, cite, Conflict, type Engine, factAt, load, mustReach, uuidOf } from '#kernel';
import { needsOpenCase } from '#contracts/rehabilitation/open-cases';
import { openCaseReserved } from '#contracts/reservations/sets';
import { type Reservable, type TakenBy, takerOf, type ReservationRequest } from '#platform/reservations';
import { inmate } from '../inmate/inmate.decider.js';
import * as its from '../inmate/inmate.record.js';
import { refuse } from '../inmate/inmate.refusals.js';

type MergeFacts = Extract<its.InmateCommand, { type: 'MergeDuplicate' }>['facts'];

const isInmate = (owner: string): boolean => owner.startsWith(`${inmate.name}-`);

/** The open case of an inmate, which a merge takes in the survivor's name before it is recorded, and has until it is undone (D3). */
export const openCaseOf = (engine: Engine, inmateId: string): Reservable => ({
  ...openCaseReserved(inmateId),
  isOver: async (owner) => !needsOpenCase((await cite(engine, owner))?.events ?? [], inmateId),
});

/** What a merge takes; nothing when its rules refuse it anyway, or it is done. Throws what `load` throws, `Forbidden`. */
export async function reservationsOfMerge(
  engine: Engine,
  { command, target, by }: Ask<Extract<its.InmateAsked, { type: 'MergeDuplicate' }>>,
  looking: Engine,
): Promise<readonly ReservationRequest[]> {
  if (target === undefined) return [];
  const { duplicateId } = command.data;
  const [survivor, duplicate] = [
    await load(looking, inmate, `inmate-${target.id}`),
    await load(looking, inmate, `inmate-${duplicateId}`),
  ];
  if (survivor.history.length === 0) return [];
  mustReach(inmate, survivor.state, by);
  const records = { survivorId: target.id, survivor: survivor.state.now, duplicateId, duplicate: duplicate.state.now };
  return mayMerge(records) ? [{ ...openCaseOf(engine, duplicateId), taken: refuseMerged }] : [];
}

const refuseMerged: TakenBy = (other) =>
  refuse(isInmate(other.owner) ? 'duplicate-merged-already' : 'duplicate-has-open-case', other);

interface Records {
  readonly survivorId: string;
  readonly survivor: its.Inmate;
  readonly duplicateId: string;
  readonly duplicate: its.Inmate;
}

/** Whether a merge of the two is more than a repeat, and both are in one unit. */
const mayMerge = ({ survivorId, survivor, duplicateId, duplicate }: Records): boolean =>
  survivorId !== duplicateId &&
  its.isRegistered(survivor) &&
  its.isRegistered(duplicate) &&
  survivor.unitId === duplicate.unitId &&
  !survivor.duplicates.some((one) => one.duplicateId === duplicateId);

/**
 * What the rule of a merge must know of others: the other record, and whether its survivor is, or is about to be, the duplicate of another.
 * Every merge has taken its duplicate before it asks, so that of merges in a circle at least one finds its survivor taken. Throws `Conflict`
 * when what its rules allow was not so when it took nothing.
 */
export async function mergeFacts(
  engine: Engine,
  ask: Ask,
  { duplicateId, survivor, hasTaken }: { duplicateId: string; survivor: its.Inmate; hasTaken: boolean },
): Promise<MergeFacts> {
  const survivorId = ask.target?.id ?? '';
  const duplicate = await otherRecord(engine, duplicateId, survivorId);
  const records = { survivorId, survivor, duplicateId };
  if (!hasTaken && duplicate !== undefined && mayMerge({ ...records, duplicate: duplicate.record.now })) {
    throw new Conflict('other-record-changed', undefined, { recordId: duplicateId });
  }
  const taker = await takerOf(engine, ask, openCaseOf(engine, survivorId));
  const isBeingMerged = taker !== undefined && isInmate(taker);
  return { ...(duplicate && { duplicate }), ...(isBeingMerged && { takerId: uuidOf(taker) }) };
}

async function otherRecord(
  engine: Engine,
  duplicateId: string,
  inmateId: string,
): Promise<its.OtherRecord | undefined> {
  const { history, state: record } = await load(engine, inmate, `inmate-${duplicateId}`);
  const head = history.at(-1);
  return head && { isItself: duplicateId === inmateId, record, basis: [factAt(head)] };
}
