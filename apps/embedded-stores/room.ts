import { readFileSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const RESERVE = 64 * 1024 * 1024; // more than the largest command may write: LMDB can crash when a write fails

/** Answers a check that throws `ENOSPC` in one sentence when the file at `path` cannot grow by 64 MiB, for the disk or a limit of the process. */
export function roomCheck(path: string): () => void {
  const longest = longestFile();
  return () => {
    const { bavail, bsize } = statfsSync(dirname(path));
    const room = Math.min(bavail * bsize, longest - statSync(path).size);
    if (room < RESERVE) throw new Error(`ENOSPC: ${String(RESERVE)} bytes must stay free, there are ${String(room)}`);
  };
}

/** What the process may write into one file, in bytes; known on Linux only. */
function longestFile(): number {
  try {
    const [, soft] = /^Max file size +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return soft === undefined ? Infinity : Number(soft);
  } catch {
    return Infinity;
  }
}
