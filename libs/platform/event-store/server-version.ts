import { deadlineOf, type EventStore, PATIENCE, untilAnswered } from '#kernel';
import { openConnection } from './eventstoredb.connection.js';

/** The oldest version that was tried. */
const OLDEST = '23.10.6';

/** Throws one sentence when the server at `url` is older than what was tried, or does not say which it is. */
export async function refuseOlderServer(url: string, store: Pick<EventStore, 'generation' | 'renew'>): Promise<void> {
  const ask = () => versionAt(url);
  const version = await untilAnswered(store, ask, deadlineOf(PATIENCE), { code: 'event-store-unavailable' });
  if (isOlder(version)) {
    throw new Error(`The server of EVENTSTORE_URL is EventStoreDB ${version}: it has to be ${OLDEST} or later.`);
  }
}

async function versionAt(url: string): Promise<string> {
  const { version, close } = openConnection(url, 0, () => undefined);
  try {
    return await version();
  } finally {
    close();
  }
}

function isOlder(version: string): boolean {
  if (!/^\d+\.\d+\.\d+/.test(version)) return true;
  return version.localeCompare(OLDEST, 'en', { numeric: true }) < 0;
}
