/**
 * Lets work go on for which nobody waits. That it fails reaches the process, or its thread, as a rejection that nobody took does, but by name; what
 * becomes of it is said there, once for all.
 */
export function inBackground(name: string, work: Promise<unknown>): void {
  work.catch((cause: unknown) => {
    throw new Error(`${name} failed, for which nobody waits`, { cause });
  });
}
