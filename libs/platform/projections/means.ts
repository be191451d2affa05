import type { EventStore } from '#kernel';
import type { Db } from 'mongodb';
import type { Breakage } from './batch.js';
import type { Parked } from './checkpoint.js';
import type { Looking } from './look.js';
import type { Tokening } from './tokens.js';

/** What documents are made with, and kept in. */
export interface Means extends Tokening {
  readonly store: EventStore;
  readonly db: Db;
  readonly looking: Looking;
  /** Told of every document that cannot be carried on. */
  readonly broke?: ((breakage: Breakage) => void) | undefined;
  /** Told after every batch which streams are passed by from now on. */
  readonly park: (parked: readonly Parked[]) => Promise<void>;
}
