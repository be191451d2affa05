import { kept, type KeptEntry, type Projected, saidNow, words } from '#kernel';
import type { ScreeningEntry, ScreeningEvent } from '#contracts/rehabilitation/screening.events';
import type { Scoped } from '#platform/projections';
import type { Provider } from '../facts.rules.js';
import type { ScreeningInstrument } from './screening.record.js';

export const SCREENING_STATUSES = words('SCREENING_STATUSES', {
  SCHEDULED: 'It is to take place',
  SCREENED: 'It was done',
  REFUSED: 'They were not screened, and why is recorded',
  EDUCATED: 'It was done, and basic education given',
  ANNULLED: 'It was recorded by mistake',
});

/** One screening as it is known now, and its entries as they were recorded. */
export interface ScreeningDocument extends Scoped {
  readonly screeningId: string;
  readonly unitId: string;
  readonly status: (typeof SCREENING_STATUSES)[number];
  readonly instrument: ScreeningInstrument;
  /** The day of the interview or the refusal; before that, the day it is scheduled for. */
  readonly screeningOn: string;
  readonly inmateId: string;
  readonly caseId: string;
  readonly provider: Provider;
  readonly scheduledOn?: string;
  readonly screenedOn?: string;
  readonly referencePeriod?: string;
  readonly riskBand?: string;
  readonly refusedOn?: string;
  readonly educatedOn?: string;
  readonly entries: readonly KeptEntry[];
  readonly revision: number;
}

/** The document after one more event. */
export function screeningAfter(
  document: ScreeningDocument | null,
  event: Projected<ScreeningEvent>,
  screeningId: string,
): ScreeningDocument {
  const { unitId } = event.metadata;
  const entries = kept(document?.entries ?? [], event);
  const begun = begunBy(document, event);
  return {
    ...begun,
    ...knownNow(entries),
    screeningId,
    unitId,
    units: [...new Set([unitId, begun.provider.unitId])],
    entries,
    revision: event.revision,
  };
}

type First = Pick<ScreeningDocument, 'instrument' | 'screeningOn' | 'inmateId' | 'caseId' | 'provider'>;

/** What stays known of a screening even when all its entries are annulled. */
function begunBy(document: ScreeningDocument | null, { type, data }: ScreeningEvent): First {
  if (document !== null) return firstOf(document);
  if (type === 'ScreeningScheduled') return firstOf({ ...data, screeningOn: data.scheduledOn });
  if (type === 'InmateScreened') return firstOf({ ...data, screeningOn: data.screenedOn });
  throw new Error('A screening begins with its schedule or with the interview.');
}

const firstOf = ({ instrument, screeningOn, inmateId, caseId, provider }: First): First => ({
  instrument,
  screeningOn,
  inmateId,
  caseId,
  provider,
});

type Known = Pick<ScreeningDocument, 'status'> & Partial<ScreeningDocument>;

function knownNow(entries: readonly KeptEntry[]): Known {
  const [schedule] = saidNow<ScreeningEntry, 'ScreeningScheduled'>(entries, 'ScreeningScheduled');
  const [interview] = saidNow<ScreeningEntry, 'InmateScreened'>(entries, 'InmateScreened');
  const [refusal] = saidNow<ScreeningEntry, 'ScreeningRefused'>(entries, 'ScreeningRefused');
  const [education] = saidNow<ScreeningEntry, 'BriefEducationGiven'>(entries, 'BriefEducationGiven');
  const planned = schedule && { scheduledOn: schedule.scheduledOn, screeningOn: schedule.scheduledOn };
  if (interview !== undefined) {
    const { screenedOn, referencePeriod, riskBand } = interview;
    const result = { screenedOn, referencePeriod, riskBand };
    const educated = education && { educatedOn: education.givenOn };
    const status = education ? 'EDUCATED' : 'SCREENED';
    return { ...planned, ...result, ...educated, status, screeningOn: screenedOn };
  }
  if (refusal !== undefined) {
    const { refusedOn } = refusal;
    return { ...planned, refusedOn, status: 'REFUSED', screeningOn: refusedOn };
  }
  return { ...planned, status: schedule ? 'SCHEDULED' : 'ANNULLED' };
}
