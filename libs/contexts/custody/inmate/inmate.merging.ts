import { mustNotBeAuthor, refuse } from '#kernel';
import { isHeld, mustKeep, mustStandForItself, refuseDuplicate, registered, type Rules } from './inmate.record.js';

export const decideMerging: Rules<'MergeDuplicate' | 'UnmergeDuplicate' | 'MarkDuplicate' | 'UnmarkDuplicate'> = {
  MergeDuplicate: ({ data: { duplicateId, reasonCode }, facts: { duplicate, isBeingMerged }, ...asker }, record) => {
    const survivor = registered(record);
    mustKeep(survivor, asker);
    if (survivor.duplicates.some((one) => one.duplicateId === duplicateId)) return [];
    mustStandForItself(survivor);
    if (isBeingMerged) refuseDuplicate();
    if (duplicate === undefined)
      refuse('unknown-duplicate', 'There is no inmate with the id of the duplicate.', 'R-1.4');
    if (duplicate.isItself)
      refuse('merge-with-itself', 'A record is merged with another one, not with itself.', 'R-1.4');
    const other = registered(duplicate.record);
    if (other.unitId !== survivor.unitId) {
      refuse('duplicate-of-other-unit', 'Only records of one unit are merged.', 'R-1.4');
    }
    if (other.survivorId !== undefined) {
      refuse('duplicate-merged-already', 'The other record is a duplicate already: unmerge it first.', 'R-1.4');
    }
    mustHaveNoDuplicates(other.duplicates);
    if (isHeld(other) && !isHeld(survivor)) {
      refuse('merge-the-other-way', 'The duplicate is here and this one has left: merge this one into it.', 'R-1.4');
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
    if (merged === undefined) refuse('not-merged', 'The other record was not merged into this one.', 'R-1.4');
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
  refuse('duplicate-has-duplicates', 'Other records were merged into this one: merge those elsewhere first.', 'R-1.4');
}
