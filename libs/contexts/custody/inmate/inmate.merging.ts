import { mustNotBeAuthor } from '#kernel';
import { isHeld, mustKeep, mustStandForItself, refuseDuplicate, registered, type Rules } from './inmate.record.js';
import { refuse } from './inmate.refusals.js';

export const decideMerging: Rules<'MergeDuplicate' | 'UnmergeDuplicate' | 'MarkDuplicate' | 'UnmarkDuplicate'> = {
  MergeDuplicate: ({ data: { duplicateId, reasonCode }, facts: { duplicate, isBeingMerged }, ...asker }, record) => {
    const survivor = registered(record);
    mustKeep(survivor, asker);
    if (survivor.duplicates.some((one) => one.duplicateId === duplicateId)) return [];
    mustStandForItself(survivor);
    if (isBeingMerged) refuseDuplicate();
    if (duplicate === undefined) refuse('unknown-duplicate');
    if (duplicate.isItself) refuse('merge-with-itself');
    const other = registered(duplicate.record);
    if (other.unitId !== survivor.unitId) {
      refuse('duplicate-of-other-unit');
    }
    if (other.survivorId !== undefined) {
      refuse('duplicate-merged-already');
    }
    mustHaveNoDuplicates(other.duplicates);
    if (isHeld(other) && !isHeld(survivor)) {
      refuse('merge-the-other-way');
    }
    const registration = duplicate.record.valid.find(({ type }) => type === 'InmateRegistered');
    if (registration !== undefined) mustNotBeAuthor(registration, asker);
    const { subject } = survivor;
    const merged = { duplicateId, duplicate: { subject: other.subject }, reasonCode, basis: duplicate.basis };
    return [{ type: 'InmateRecordsMerged', data: { subject, ...merged } }];
  },

  UnmergeDuplicate: ({ data: { duplicateId, reasonCode }, by }, record) => {
    const survivor = registered(record);
    mustKeep(survivor, { by });
    const { subject, duplicates } = survivor;
    const merged = duplicates.find((one) => one.duplicateId === duplicateId);
    if (merged === undefined) refuse('not-merged');
    const duplicate = { subject: merged.subject };
    return [{ type: 'InmateRecordsUnmerged', data: { subject, duplicateId, duplicate, reasonCode } }];
  },

  MarkDuplicate: ({ data: { survivorId } }, record) => {
    const inmate = registered(record);
    if (inmate.survivorId === survivorId) return [];
    mustStandForItself(inmate);
    mustHaveNoDuplicates(inmate.duplicates);
    return [{ type: 'InmateMarkedDuplicate', data: { subject: inmate.subject, survivorId } }];
  },

  UnmarkDuplicate: ({ data: { survivorId } }, record) => {
    const inmate = registered(record);
    if (inmate.survivorId !== survivorId) return [];
    return [{ type: 'InmateUnmarkedDuplicate', data: { subject: inmate.subject, survivorId } }];
  },
};

function mustHaveNoDuplicates(duplicates: readonly object[]): void {
  if (duplicates.length === 0) return;
  refuse('duplicate-has-duplicates');
}
