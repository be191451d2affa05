const MOST_TRIES = 80;

/**
 * Choices of which fewer are other than plain, and that still fail: its tail is cut, then ever smaller pieces of it are made plain. Asks at most
 * 80 times.
 */
export async function shrunk(
  choices: readonly number[],
  fails: (choices: readonly number[]) => Promise<boolean>,
): Promise<readonly number[]> {
  let tries = 0;
  let best = choices;
  const better = async (candidate: readonly number[]): Promise<boolean> => {
    if (tries >= MOST_TRIES || !(await fails(candidate))) return false;
    best = candidate;
    return true;
  };
  while (tries < MOST_TRIES && best.length > 1) {
    tries += 1;
    if (!(await better(best.slice(0, Math.floor(best.length / 2))))) break;
  }
  for (let size = Math.ceil(best.length / 4); size > best.length / 64; size = Math.floor(size / 2)) {
    for (let at = 0; at < best.length && tries < MOST_TRIES; at += size) {
      tries += 1;
      await better(best.map((one, index) => (index >= at && index < at + size ? 0 : one)));
    }
  }
  return best;
}
