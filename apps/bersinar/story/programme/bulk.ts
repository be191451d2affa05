import { createHash } from 'node:crypto';
import { inParallel } from '#kernel';
import type { Answer, Person } from '../client.js';
import { then, type Stage } from '../scene.js';
import type { Somebody } from './people.js';

/** How many requests are under way at a time. */
const WIDTH = 16;

/** What the programme knows of somebody: the ids that the answers gave. */
export interface Participant extends Somebody {
  readonly inmateId: string;
  readonly consentId: string;
  readonly screeningId: string;
  readonly caseId: string;
}

/** One command of many of a kind. */
export interface Version<T> {
  readonly by: (item: T) => Person;
  readonly path: (item: T) => string;
  readonly body: (item: T) => object;
}

/** Somebody sends one command for each, of that time unless its body brings a context; that all were recorded is expected. */
export async function happenToAll<T>(
  { api, narrator }: Stage,
  [day, clock, what]: readonly [day: string, clock: string, what: string],
  items: readonly T[],
  { by, path, body }: Version<T>,
): Promise<readonly Answer[]> {
  narrator.happens(`${day} ${clock}`, `${what}: ${items.length}`);
  const answers = await inParallel(items, WIDTH, (item) =>
    api.command(by(item), path(item), { context: then(clock, day), ...body(item) }),
  );
  const outcomes = new Set(answers.map((answer) => (answer.status < 300 ? 'recorded' : answer.text('code'))));
  narrator.expect(`${what}: all recorded`, [...outcomes], items.length === 0 ? [] : ['recorded']);
  return answers;
}

/** The digest of a paper that was never written. */
export const digestOf = (paper: string): string => createHash('sha256').update(paper).digest('hex');
