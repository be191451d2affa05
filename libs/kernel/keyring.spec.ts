import { itIsAKeyring } from './keyring.contract.js';
import { inMemoryKeyring, SEAL_CLASSES } from './keyring.js';

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
