import type { RepairEventData } from '#contracts/repair/repair.events';
import { believedOf, type Engine, isByTwo, repairStreamOf } from '#kernel';
import { standing } from '../repair/index.js';

/** What two people excluded of a stream. */
export type Exclusion = RepairEventData<'EventsExcluded'>;

/** What was excluded of a stream, also where it holds. Throws `Unavailable`. */
export async function exclusionsOf(
  engine: Pick<Engine, 'store' | 'registry' | 'patience'>,
  stream: string,
): Promise<readonly Exclusion[]> {
  const repairs = believedOf(await standing(engine, repairStreamOf(stream)));
  return repairs.flatMap(({ type, data }) =>
    type === 'EventsExcluded' && isByTwo(data) ? [data as unknown as Exclusion] : [],
  );
}
