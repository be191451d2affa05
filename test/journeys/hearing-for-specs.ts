import { type EventStore, uuidOf } from '#kernel';
import type { Bearer } from '../../apps/bersinar/story/client.js';
import { framesOf } from './frames-for-specs.js';

/** What a service heard, each as its type and subject, and from where it goes on. */
export interface Heard {
  readonly events: readonly string[];
  readonly cursor: string;
  readonly waiting?: string;
}

/** What a service hears after a cursor, up to an event or until the feed says that it waits for a newer build. */
export async function hear(url: string, { token }: Bearer, upTo: string, cursor?: string): Promise<Heard> {
  const events: string[] = [];
  const listening = { token, lastEventId: cursor, signal: AbortSignal.timeout(30_000) };
  for await (const { event, id, data } of framesOf(url, listening)) {
    const { type = '', subject = '', waiting } = data as { type?: string; subject?: string; waiting?: string };
    if (waiting !== undefined) return { events, cursor: id, waiting };
    if (event !== 'cloudevent') continue;
    events.push(`${type} ${subject}`);
    if (events.at(-1) === upTo) return { events, cursor: id };
  }
  throw new Error(`${upTo} was not heard, only ${events.length} others.`);
}

export const REGISTERED = 'rutan.custody.inmate-registered.v1';
export const RELEASED = 'rutan.custody.inmate-released.v1';

const PUBLISHED: Readonly<Record<string, string>> = {
  DirectiveIssued: 'rutan.cooperation.directive-issued.v1',
  InmateRegistered: REGISTERED,
  InmateReleased: RELEASED,
};

/** What is published of what the log holds, in its order, each as its type and subject. */
export async function publishedIn(store: Pick<EventStore, 'readAll'>): Promise<readonly string[]> {
  const published: string[] = [];
  for await (const { type, stream } of store.readAll()) {
    if (PUBLISHED[type] !== undefined) published.push(`${PUBLISHED[type]} ${uuidOf(stream)}`);
  }
  return published;
}
