import { type Engine, HistoryCorrupt, Unavailable } from '#kernel';
import type { Grants } from '#contracts/access/grants';

/** Lets this process know at once what was recorded in a stream of the staff. Throws `Unavailable('outcome-unknown')`: a repeat says what became of it. */
export async function known({ staff: register }: Engine, stream: string): Promise<void> {
  try {
    await register.read(stream);
  } catch (cause) {
    if (!(cause instanceof Unavailable)) throw cause;
    throw new Unavailable('outcome-unknown', { cause });
  }
}

/** Grants that are not believed hold up nobody who asks about others: they are as none. Throws every other error. */
export function unbelieved(error: unknown): { readonly state: Grants } {
  if (error instanceof HistoryCorrupt) return { state: new Map() };
  throw error;
}
