import { mustNotBeAuthor } from '#kernel';
import * as state from '../inmate/inmate.record.js';
import { refuse } from '../inmate/inmate.refusals.js';

export const decideMerging: state.Rules<'MergeDuplicate' | 'UnmergeDuplicate' | 'MarkDuplicate' | 'UnmarkDuplicate'> = {
  MergeDuplicate: ({ data: { duplicateId, reasonCode }, facts: { duplicate, takerId }, ...asker }, record) => {
    const survivor = state.registered(record);
    state.mustKeep(survivor, asker);
    if (survivor.duplicates.some((one) => one.duplicateId === duplicateId)) return [];
    state.mustStandForItself(survivor);
    if (takerId !== undefined) state.refuseDuplicate(takerId);
    if (duplicate === undefined) refuse('unknown-duplicate', { duplicateId });
    if (duplicate.isItself) refuse('merge-with-itself', { duplicateId });
    const other = state.registered(duplicate.record);
    if (other.unitId !== survivor.unitId) {
      refuse('duplicate-of-other-unit', { otherUnitId: other.unitId, unitId: survivor.unitId });
    }
    if (other.survivorId !== undefined) refuse('duplicate-merged-already', { otherId: other.survivorId });
    mustHaveNoDuplicates(other.duplicates);
    if (state.isHeld(other) && !state.isHeld(survivor)) refuse('merge-the-other-way', { duplicateId });
    const registration = duplicate.record.valid.find(({ type }) => type === 'InmateRegistered');
    if (registration !== undefined) mustNotBeAuthor(registration, asker);
    const { subject } = survivor;
    const merged = { duplicateId, duplicate: { subject: other.subject }, reasonCode, basis: duplicate.basis };
    return [{ type: 'InmateRecordsMerged', data: { subject, ...merged } }];
  },

  UnmergeDuplicate: ({ data: { duplicateId, reasonCode }, by }, record) => {
    const survivor = state.registered(record);
    state.mustKeep(survivor, { by });
    const { subject, duplicates } = survivor;
    const merged = duplicates.find((one) => one.duplicateId === duplicateId);
    if (merged === undefined) {
      refuse('not-merged', { duplicateId, duplicateIds: duplicates.map((one) => one.duplicateId) });
    }
    const duplicate = { subject: merged.subject };
    return [{ type: 'InmateRecordsUnmerged', data: { subject, duplicateId, duplicate, reasonCode } }];
  },

  MarkDuplicate: ({ data: { survivorId } }, record) => {
    const inmate = state.registered(record);
    if (inmate.survivorId === survivorId) return [];
    state.mustStandForItself(inmate);
    mustHaveNoDuplicates(inmate.duplicates);
    return [{ type: 'InmateMarkedDuplicate', data: { subject: inmate.subject, survivorId } }];
  },

  UnmarkDuplicate: ({ data: { survivorId } }, record) => {
    const inmate = state.registered(record);
    if (inmate.survivorId !== survivorId) return [];
    return [{ type: 'InmateUnmarkedDuplicate', data: { subject: inmate.subject, survivorId } }];
  },
};

function mustHaveNoDuplicates(duplicates: state.Registered['duplicates']): void {
  if (duplicates.length === 0) return;
  refuse('duplicate-has-duplicates', { duplicateIds: duplicates.map(({ duplicateId }) => duplicateId) });
}
