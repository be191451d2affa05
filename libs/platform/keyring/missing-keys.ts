import { type EventStore, HistoryCorrupt, type Keyring, type RawEvent, type Seal, sealsIn, verifyAlone } from '#kernel';

/**
 * How many keys that seals of the log name are not in the keyring (D9): a system that lost keys must not start, because it would
 * answer as if they had been destroyed on purpose. Events that are not what was written count for nothing.
 */
export async function missingKeys(store: Pick<EventStore, 'readAll'>, keyring: Pick<Keyring, 'find'>): Promise<number> {
  const named = new Map<string, Seal>();
  for await (const raw of store.readAll()) for (const seal of sealsOf(raw)) named.set(seal.k, seal);
  const keys = await keyring.find([...named.values()].map(({ k, s, c }) => ({ k, s, c })));
  return named.size - keys.size;
}

function sealsOf(raw: RawEvent): readonly Seal[] {
  try {
    return sealsIn(verifyAlone(raw).data);
  } catch (error) {
    if (error instanceof HistoryCorrupt) return [];
    throw error;
  }
}
