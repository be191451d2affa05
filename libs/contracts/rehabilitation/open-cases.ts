import { type AnyEvent, id } from '#kernel';
import { RehabCaseClosed, RehabCaseReopened } from './case.events.js';

/** The id of an inmate's case (D3): episodes count from 1. */
export const caseIdOf = (inmateId: string, episode: number): string => id('rehabcase', inmateId, episode);

const TURNS: readonly string[] = [RehabCaseClosed.type, RehabCaseReopened.type];

/** Whether the case that the events tell of was closed and not reopened. */
export const isClosed = (events: readonly AnyEvent[]): boolean =>
  events.findLast(({ type }) => TURNS.includes(type))?.type === RehabCaseClosed.type;
