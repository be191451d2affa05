import { type Engine, type EventStore, load } from '#kernel';
import { karutan } from './inmate-for-specs.js';
import { custody } from './inmate-played-for-specs.js';
import { inmate } from './inmate.decider.js';
import { handleInmate } from './inmate.handle.js';
import type { InmateAsked } from './inmate.record.js';

/** When others may free what somebody took who pauses. */
export const LATER_MS = 11 * 60_000;
const MONDAY = Date.parse('2024-12-16T02:00:00.000Z');
export const merging = (duplicateId: string): InmateAsked => ({
  type: 'MergeDuplicate',
  data: { duplicateId, reasonCode: 'SAME_FINGERPRINT' },
});
export const unmerging = (duplicateId: string): InmateAsked => ({
  type: 'UnmergeDuplicate',
  data: { duplicateId, reasonCode: 'DIFFERENT_PERSONS' },
});

export async function records(store?: EventStore) {
  const clock = { at: MONDAY };
  const its = custody(() => new Date(clock.at), store);
  const ids: string[] = [];
  for (const registerNumber of ['1', '2', '3']) ids.push(await its.register({ registerNumber }));
  const [one = '', two = '', three = ''] = ids;
  const merge = (duplicateId: string, survivorId: string, engine: Engine = its.engine, by = karutan) =>
    handleInmate(engine, its.ask(merging(duplicateId), survivorId, { by }));
  const unmerge = (duplicateId: string, survivorId: string) =>
    its.act(unmerging(duplicateId), survivorId, { by: karutan });
  /** Whom each record stands for besides itself. */
  const duplicatesOf = async (id: string): Promise<readonly string[]> => {
    const { now } = (await load(its.engine, inmate, `inmate-${id}`)).state;
    return 'duplicates' in now ? now.duplicates.map(({ duplicateId }) => duplicateId) : [];
  };
  const merges = async (): Promise<readonly (readonly [string, string])[]> =>
    (await Promise.all(ids.map(async (id) => (await duplicatesOf(id)).map((of) => [of, id] as const)))).flat();
  return { ...its, clock, ids, one, two, three, merge, unmerge, duplicatesOf, merges };
}

/** Whether somebody who is merged into another is, by however many merges, that other's survivor. */
export function isCircular(merges: readonly (readonly [string, string])[]): boolean {
  const reaches = (from: string, to: string, seen: readonly string[] = []): boolean =>
    !seen.includes(from) &&
    merges.some(([of, into]) => of === from && (into === to || reaches(into, to, [...seen, from])));
  return merges.some(([of]) => reaches(of, of));
}
