const MOST_TRIES = 100;
const SMALLEST_CUT = 16;
const WORDS = 6;

/**
 * Choices of which fewer are other than plain, and that still fail: its tail is cut, then ever smaller pieces of it are made plain. Asks at most
 * 100 times.
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
  for (let part = 2; part <= SMALLEST_CUT && tries < MOST_TRIES && best.length > 1;) {
    tries += 1;
    if (!(await better(best.slice(0, best.length - Math.ceil(best.length / part))))) part *= 2;
  }
  for (let size = Math.ceil(best.length / 4); size > best.length / 256; size = Math.floor(size / 2)) {
    for (let at = 0; at < best.length && tries < MOST_TRIES; at += size) {
      tries += 1;
      await better(best.map((one, index) => (index >= at && index < at + size ? 0 : one)));
    }
  }
  return best;
}

/** What kind of fault one is: what it says first, whatever it is about. */
export const kindOf = (fault: string): string =>
  fault
    .replaceAll(/[0-9a-f]{8}[0-9a-f-]*|\d+/g, '#')
    .replaceAll(/\b[A-Z]\w*[A-Z]\w*|\b[a-z]+-(?=#)/g, '')
    .split(/\s+/)
    .slice(0, WORDS)
    .join(' ');

/** Which choices of a seed were kept, as `0-120,400-410`: all others are plain. */
export function keptIn(choices: readonly number[], of: readonly number[]): string {
  const kept: string[] = [];
  let from: number | undefined;
  for (let at = 0; at <= choices.length; at += 1) {
    const isKept = at < choices.length && choices[at] === of[at];
    if (isKept) from ??= at;
    else if (from !== undefined) {
      kept.push(`${from}-${at}`);
      from = undefined;
    }
  }
  return kept.join(',') || '0-0';
}

/** The choices of a seed of which only these are kept. Throws where that is not how they are written. */
export function keeping(kept: string, of: readonly number[]): readonly number[] {
  const ranges = kept.split(',').map((range) => /^(\d+)-(\d+)$/.exec(range)?.slice(1).map(Number));
  const choices = of.map(() => 0);
  let end = 0;
  for (const range of ranges) {
    if (range === undefined) throw new Error('--choices are those that are kept, as 0-120,400-410.');
    const [from = 0, to = 0] = range;
    for (let at = from; at < to; at += 1) choices[at] = of[at] ?? 0;
    end = Math.max(end, to);
  }
  return choices.slice(0, end);
}
