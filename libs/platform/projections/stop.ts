import type { Position } from '#kernel';

/** Why a projection stopped; never a word of an event's data. */
export interface StopReason {
  readonly projection: string;
  readonly kind:
    'foreign-log' | 'checkpoint-ahead' | 'corrupt-event' | 'unknown-event' | 'fold-threw' | 'write-refused';
  /** Where it cannot go on: the event's place, or the checkpoint that does not fit this log. */
  readonly position?: Position;
  readonly stream?: string;
  readonly revision?: number;
  /** What the program says of it: a type and version, a broken link, the name of an error. */
  readonly detail?: string;
}

/** MongoDB will never take the documents as they are: what they are must change, not the time. */
export class WriteRefused extends Error {
  constructor(readonly detail: string) {
    super(`MongoDB refuses the documents: ${detail}.`);
  }
}

/** Nothing but a person can make this projection go on. */
export class Stop extends Error {
  constructor(readonly reason: StopReason) {
    super(`${reason.projection} stopped: ${reason.kind}.`);
  }
}
