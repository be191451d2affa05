export interface Pace {
  /** Events folded and written together, at most. */
  readonly batch: number;
  /** How long a batch may grow while nobody waits for it, in milliseconds. */
  readonly gatherMs: number;
  /** The longest pause between two attempts, in milliseconds. */
  readonly pauseMs: number;
  /** How long a subscription may be silent before the head is looked up, in milliseconds. */
  readonly silenceMs: number;
}
