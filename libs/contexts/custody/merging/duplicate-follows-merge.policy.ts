import { InmateRecordsMerged, InmateRecordsUnmerged, type InmateEvent } from '#contracts/custody/inmate.events';
import { type Policy, uuidOf } from '#kernel';
import type { InmateAsked } from '../inmate/inmate.record.js';

type Merging = Extract<InmateEvent, { type: 'InmateRecordsMerged' | 'InmateRecordsUnmerged' }>;

/** A record that was merged into another one learns that it is a duplicate, and that it is none any more. */
export const duplicateFollowsMerge: Policy<Merging, InmateAsked> = {
  name: 'duplicate-follows-merge',
  events: [InmateRecordsMerged, InmateRecordsUnmerged],
  react: ({ type, data: { duplicateId }, stream }) => [
    {
      target: duplicateId,
      command: {
        type: type === 'InmateRecordsMerged' ? 'MarkDuplicate' : 'UnmarkDuplicate',
        data: { survivorId: uuidOf(stream) },
      },
    },
  ],
};
