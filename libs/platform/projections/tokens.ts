import { createHmac } from 'node:crypto';
import {
  type AnyEvent,
  type AnyProjection,
  canonical,
  CorruptSeal,
  type JsonObject,
  type Keyring,
  type Projected,
  type Registry,
  type Seal,
  sealsIn,
  type Tokened,
  unsealData,
  type Word,
} from '#kernel';

type AnyProjected = Projected<AnyEvent>;

/** What tokens are made with. */
export interface Tokening {
  readonly registry: Registry;
  readonly keyring: Pick<Keyring, 'find' | 'houseKeys'>;
}

const TOKEN_BYTES = 16;

/**
 * The tokens of words, each once and sorted: base64url of the first 16 bytes of HMAC-SHA256(lookup key, JCS(['directory', kind, text])).
 * Throws `Unavailable('keyring-unavailable')`.
 */
export async function tokensOf(
  keyring: Pick<Keyring, 'houseKeys'>,
  words: readonly Word[],
): Promise<readonly string[]> {
  if (words.length === 0) return [];
  const { lookup } = await keyring.houseKeys();
  const tokens = words.map(({ kind, text }) =>
    createHmac('sha256', lookup.bytes)
      .update(canonical(['directory', kind, text]))
      .digest()
      .subarray(0, TOKEN_BYTES)
      .toString('base64url'),
  );
  return [...new Set(tokens)].sort();
}

/**
 * Gives events of a searched projection their tokens, asking the keyring once for all of them and for nothing but identity keys. What it returns
 * throws `CorruptSeal` and what `words` throws; itself it throws `Unavailable('keyring-unavailable')`.
 */
export async function tokening(
  { words }: Pick<AnyProjection, 'words'>,
  events: readonly AnyProjected[],
  { registry, keyring }: Tokening,
): Promise<(event: AnyProjected) => Promise<Tokened<AnyEvent>>> {
  const identities = events.flatMap(({ data }) => wholeIdentitySealsIn(data as JsonObject));
  const keys = await keyring.find([...new Map(identities.map(({ k, s, c }) => [k, { k, s, c }])).values()]);
  const found = { find: () => Promise.resolve(keys) };
  let house: ReturnType<Keyring['houseKeys']> | undefined;
  const asked = { houseKeys: () => (house ??= keyring.houseKeys()) };
  return async (event) => {
    const data = event.data as JsonObject;
    if (words === undefined || identitySealsIn(data).some(({ k }) => !keys.has(k))) return { ...event, tokens: [] };
    const opened = await unsealData(data, { keyring: found, upcast: registry.upcastSecrets });
    return { ...event, tokens: await tokensOf(asked, words({ ...event, data: opened })) };
  };
}

/** The events that a projection folds, with their tokens if it is searched. Throws what `tokening` and what it returns throw. */
export async function tokenedAll(
  projection: AnyProjection,
  events: readonly AnyProjected[],
  means: Tokening,
): Promise<readonly AnyProjected[]> {
  if (projection.words === undefined) return events;
  const types = new Set(projection.events.map(({ type }) => type));
  const folded = events.filter(({ type }) => types.has(type));
  const tokenedOf = await tokening(projection, folded, means);
  return Promise.all(folded.map(tokenedOf));
}

const identitySealsIn = (data: JsonObject): readonly Seal[] => sealsIn(data).filter(({ c }) => c === 'identity');

/** None where one is not whole: whoever opens that event says so. */
function wholeIdentitySealsIn(data: JsonObject): readonly Seal[] {
  try {
    return identitySealsIn(data);
  } catch (error) {
    if (error instanceof CorruptSeal) return [];
    throw error;
  }
}
