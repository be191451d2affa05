import { itIsAKeyring } from './keyring-contract-for-specs.js';
import { SEAL_CLASSES } from './keyring.js';
import { inMemoryKeyring } from './in-memory-keyring-for-specs.js';

describe('inMemoryKeyring', () => {
  const keyring = inMemoryKeyring();
  itIsAKeyring(() => keyring);

  it('destroys every key of a subject when no class is named', async () => {
    const s = '6f0c7a52-9d0e-4a3b-8c1d-2e4f60718293';
    const owners = SEAL_CLASSES.map((c) => ({ s, c }));
    expect((await keyring.keysFor(owners)).size).toBe(SEAL_CLASSES.length);
    await keyring.destroy(s);
    expect(await keyring.keysFor(owners)).toEqual(new Map());
  });
});
