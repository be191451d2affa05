import type { EventStore, Position } from '#kernel';
import type { Db } from 'mongodb';
import type { Judge } from '../event-store/judge.js';
import type { Breakage } from './batch.js';
import type { Parked } from './checkpoint.js';
import type { Pace } from './pace.js';
import type { ProjectionStatus } from './status.js';
import type { Switched } from './switching.js';
import type { Tokening } from './tokens.js';

export interface Projector extends Tokening {
  readonly store: EventStore;
  readonly db: Db;
  /** The uuid of the log: documents of another log are never continued. */
  readonly log: string;
  /** The judge that all followers of the process share. */
  readonly judge?: Judge;
  /** Tells people that a stream is passed by; asked again while it fails. To park what is parked must be a no-op. */
  readonly park?: (at: Parked) => Promise<void>;
  /** Told every document that a projection cannot carry on. */
  readonly broke?: (breakage: Breakage) => void;
  /** Told every change of state. */
  readonly report?: (status: ProjectionStatus) => void;
  /** Told what was switched by itself. */
  readonly switched?: (switched: Switched) => void;
  readonly pace?: Partial<Pace>;
}

/** The projections of a process while they run. */
export interface Projections {
  readonly statuses: () => readonly ProjectionStatus[];
  /** The streams that are passed by, but by those that wait for a newer build. */
  parked(): readonly Parked[];
  /** Somebody waits for a position: what holds it is folded at once. */
  readonly wake: (position: Position) => void;
  /** Finishes the batches in hand. */
  stop(): Promise<void>;
}
