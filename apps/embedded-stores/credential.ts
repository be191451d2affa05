import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';

/** Whom both stores know. */
export const USER = 'bersinar';

/** What both stores ask for: made anew, or, when the process is started again, what the parent sends, whose clients know it. */
export async function credentialOf({ isSent }: { isSent: boolean }): Promise<string> {
  if (!process.connected) throw new Error('Start it by a program that forks it: it hands its password over a channel.');
  if (!isSent) return randomBytes(24).toString('base64url');
  const [{ password }] = (await once(process, 'message')) as [{ password: string }];
  return password;
}

/** Whether two texts are equal, in a time that does not say how much of them is. */
export const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

const digest = (text: string) => createHash('sha256').update(text).digest();
