/** How many times a spec of the slow tier tries: so often in it, and so often at night. */
export const runsOf = (slow: number, nightly: number): number => (process.env.TIER === 'nightly' ? nightly : slow);

/** The seed of a spec that draws: its own, or `SEED`, which the night draws anew and prints. */
export const seedOf = (own: number): number => Number(process.env.SEED ?? own);

/** Whether the night leaves a spec less time than this for one more try. */
export const isOver = (neededMs: number): boolean => Date.now() + neededMs > Number(process.env.NIGHT_ENDS ?? Infinity);

/** A limit of time that only ends what hangs, also on a slow machine that others use too: 5 minutes, and longer where so many runs want more. Milliseconds. */
export const hangsAfter = (runs: number, eachMs: number): number => Math.max(300_000, runs * eachMs);
