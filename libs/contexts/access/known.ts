import { type Engine, Unavailable } from '#kernel';

/** Lets this process know at once what was recorded in a stream of the staff. Throws `Unavailable('outcome-unknown')`: a repeat says what became of it. */
export async function known({ staff: register }: Engine, stream: string): Promise<void> {
  try {
    await register.read(stream);
  } catch (cause) {
    if (!(cause instanceof Unavailable)) throw cause;
    throw new Unavailable('outcome-unknown', { cause });
  }
}
