/** A run's choices, read from a list of numbers: past its end everything goes the plain way, so that a shorter list is a simpler run. */
export interface Tape {
  /** A whole number from 0 up to, but not, `among`; 0 is the plain way. */
  readonly choose: (among: number) => number;
  /** True so many times in a thousand. */
  readonly rarely: (permille: number) => boolean;
  /** How many choices were read. */
  readonly read: () => number;
}

export function tapeOf(numbers: readonly number[]): Tape {
  let at = 0;
  const next = (): number | undefined => numbers[at++];
  return {
    choose: (among) => (next() ?? 0) % among,
    rarely: (permille) => {
      const drawn = next();
      return drawn !== undefined && drawn % 1_000 >= 1_000 - permille;
    },
    read: () => at,
  };
}
