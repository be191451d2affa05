import { world } from '#kernel/world';
import type { Logger } from 'pino';
import { checkKeys } from '#platform/keyring';
import type { OpenedKeyring } from './engine.js';
import type { Closing, Stores } from './stores.js';

type Keyring = Pick<OpenedKeyring, 'forgetOldMacKeys' | 'lost' | 'destroy'>;

/** Throws when the keyring lacks a key; checks again, and forgets the old keys of repeats, now and then. */
export async function keepKeys(
  keyring: Keyring,
  { store, keyring: db }: Pick<Stores, 'store' | 'keyring'>,
  { everyMs, logger, closing }: { readonly everyMs: number; readonly logger: Logger; readonly closing: Closing },
): Promise<void> {
  const missingNow = async (): Promise<number> => {
    await keyring.forgetOldMacKeys(new Date(world.now()));
    return checkKeys({ store, keyring, db });
  };
  const missing = await missingNow();
  if (missing > 0)
    throw new Error(`The keyring lacks ${missing} keys that the log needs: restore it before you start.`);
  const again = world.every(everyMs, () => {
    missingNow().then(
      (lost) => {
        if (lost > 0) logger.error({ lost }, 'the keyring lacks keys that the log needs');
      },
      () => undefined, // the next turn checks it
    );
  });
  closing.push(() => {
    again();
    return Promise.resolve();
  });
}
