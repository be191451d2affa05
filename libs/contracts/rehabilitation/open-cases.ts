import { type AnyEvent, id } from '#kernel';
import { InmateRecordsMerged, InmateRecordsUnmerged } from '../custody/inmate.events.js';
import { RehabCaseClosed, RehabCaseOpened, RehabCaseReopened } from './case.events.js';

/** The id of an inmate's case (D3): episodes count from 1. */
export const caseIdOf = (inmateId: string, episode: number): string => id('rehabcase', inmateId, episode);

const TURNS: readonly string[] = [RehabCaseClosed.type, RehabCaseReopened.type];
const MERGINGS: readonly string[] = [InmateRecordsMerged.type, InmateRecordsUnmerged.type];

/** Whether the case that the events tell of was closed and not reopened. */
export const isClosed = (events: readonly AnyEvent[]): boolean =>
  events.findLast(({ type }) => TURNS.includes(type))?.type === RehabCaseClosed.type;

/**
 * Whether who tells the events still needs to have the open case of an inmate for itself (D3): a case until it is closed, wherever it was
 * left, because aftercare may follow; a record into which the inmate was merged, until that is undone.
 */
export function needsOpenCase(events: readonly AnyEvent[], inmateId: string): boolean {
  if (events.some(({ type }) => type === RehabCaseOpened.type)) return !isClosed(events);
  const isOfIt = ({ type, data }: AnyEvent): boolean =>
    MERGINGS.includes(type) && (data as { readonly duplicateId?: string }).duplicateId === inmateId;
  return events.findLast(isOfIt)?.type === InmateRecordsMerged.type;
}
