import type { Checkpoint } from './checkpoint.js';
import type { Gathering } from './gather.js';
import type { Means } from './means.js';
import type { Member } from './member.js';
import type { Pace } from './pace.js';
import type { StatusBoard } from './status.js';

/** What the group and those behind share. */
export interface Run {
  /** Which projector of all it is. */
  readonly self: string;
  readonly log: string;
  readonly pace: Pace;
  readonly board: StatusBoard;
  readonly gatherer: Gathering;
  /** The projections that this build knows, by key. */
  readonly members: ReadonlyMap<string, Member>;
  /** Those for whom only another build can do more. */
  readonly waiting: Set<string>;
  readonly means: Means;
  /** Told which streams a checkpoint passes by. */
  readonly passes: (checkpoint: Checkpoint) => void;
}
