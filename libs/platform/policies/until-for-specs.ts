import { setTimeout as delay } from 'node:timers/promises';

/** Resolves when it holds; throws after 30 s of waiting. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('It never came true.');
    await delay(5);
  }
}
