import { cite, type Engine, type Fact, NotFound, type Projected, validEntries } from '#kernel';
import type { RiskBand } from '#contracts/rehabilitation/codes';
import type { ScreeningEvent } from '#contracts/rehabilitation/screening.events';

/** What a screening found, as it is known now; without a result when nobody was screened or it was annulled. */
export interface ScreeningFact {
  readonly screeningId: string;
  readonly result?: { readonly caseId: string; readonly riskBand: RiskBand; readonly screenedOn: string };
  readonly basis: Fact;
}

/** Throws `NotFound` when there is no such screening, and what `cite` throws. */
export async function screeningFact(
  engine: Pick<Engine, 'store' | 'registry' | 'patience'>,
  screeningId: string,
): Promise<ScreeningFact> {
  const cited = await cite(engine, `screening-${screeningId}`);
  if (cited === undefined) throw new NotFound('screening with that id');
  const entries = validEntries(cited.events as readonly Projected<ScreeningEvent>[]);
  const screened = entries.findLast((event) => event.type === 'InmateScreened')?.data;
  if (screened === undefined) return { screeningId, basis: cited.basis };
  const { caseId, riskBand, screenedOn } = screened;
  return { screeningId, result: { caseId, riskBand, screenedOn }, basis: cited.basis };
}
