import { type AnyEvent, cited, type Entries } from '#kernel';
import type { Milestone } from '#contracts/rehabilitation/codes';
import { leadingTo } from './case/case.course.js';
import type { CaseFact } from './facts.js';
import { object, refuse } from './refusals.js';

/** Objects to a milestone that the course of a case does not have from where the case is. */
export function mustHaveStep({ caseId, case: { status } }: CaseFact, milestone: Milestone): void {
  const from = leadingTo(milestone);
  if (!from.includes(status)) object('not-in-this-status', { caseId, milestone }, { status, from });
}

/** Refuses to change a milestone when the case has moved on from it: only the latest can be undone (D12). */
export function mustBeLatestStep({ case: { advances, status } }: CaseFact, entryId: string): void {
  if (advances.at(-1)?.by !== entryId) refuse('case-has-moved-on', { entryId, status });
}

/** Objects to a record of another unit than the one that owns the case. */
export function mustOwnCase({ caseId, case: { unitId } }: CaseFact, recordUnitId: string | undefined): void {
  if (recordUnitId !== unitId) object('case-of-another-unit', { caseId }, { unitId });
}

interface Changing {
  readonly data: { readonly of: string };
  readonly facts: { readonly case: CaseFact };
}

/** A rule of corrections under which an entry of these types, by which the case advances, changes only while it is the latest of them. */
export const ofLatestStep =
  <Command, State, Event extends AnyEvent, Decided>(
    decide: (command: Command, record: Entries<State, Event>) => Decided,
    ...types: readonly Event['type'][]
  ) =>
  (command: Command & Changing, record: Entries<State, Event>): Decided => {
    const decided = decide(command, record);
    const { of } = command.data;
    if (types.includes(cited(record, of).type)) mustBeLatestStep(command.facts.case, of);
    return decided;
  };
