/** Lets work go on for which nobody waits; that it fails ends the stores, which say what it was and why. */
export function inBackground(name: string, work: Promise<unknown>): void {
  work.catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${name} failed: ${why}`, { cause });
  });
}
